package build;

import java.io.Reader;
import java.nio.file.Files;
import java.util.Properties;

/** What a published pom must say beside its dependencies. The facts of the project are in cnf/release.properties. */
final class Pom {

    static String of(String name, String version, String description, String dependencies) throws Exception {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<project xmlns=\"http://maven.apache.org/POM/4.0.0\">\n"
                + "  <modelVersion>4.0.0</modelVersion>\n"
                + "  <groupId>" + Version.GROUP + "</groupId>\n"
                + "  <artifactId>" + name + "</artifactId>\n"
                + "  <version>" + version + "</version>\n"
                + facts(name, description)
                + dependencies
                + "</project>\n";
    }

    static String facts(String name, String description) throws Exception {
        Properties facts = new Properties();
        try (Reader reader = Files.newBufferedReader(Main.ROOT.resolve("cnf/release.properties"))) {
            facts.load(reader);
        }
        return "  <name>" + name + "</name>\n"
                + "  <description>" + escaped(description) + "</description>\n"
                + "  <url>" + facts.get("url") + "</url>\n"
                + "  <licenses>\n    <license>\n      <name>Apache-2.0</name>\n"
                + "      <url>https://www.apache.org/licenses/LICENSE-2.0</url>\n    </license>\n  </licenses>\n"
                + "  <developers>\n    <developer>\n      <name>" + facts.get("developer") + "</name>\n"
                + "      <organization>" + facts.get("organization") + "</organization>\n"
                + "    </developer>\n  </developers>\n"
                + "  <scm>\n    <connection>scm:git:" + facts.get("scm") + "</connection>\n"
                + "    <url>" + facts.get("url") + "</url>\n  </scm>\n";
    }

    static String description(String name) {
        return switch (name) {
            case Packages.APP -> "RAI's application, for rai-embed to unpack: resources, and no classes";
            case Packages.NATIVES ->
                "The native libraries of RAI's application, by platform: resources, and no classes";
            default -> "RAI inside a Java program: trains networks and predicts with them, in plain Java";
        };
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private Pom() {}
}
