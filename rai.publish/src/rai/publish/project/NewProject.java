package rai.publish.project;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;
import org.osgi.framework.Version;
import rai.api.catalog.Kind;
import rai.api.spec.SpecException;
import rai.api.spec.Words;
import rai.publish.name.ServiceNames;

/**
 * A Maven project with one service in it, made from templates: for every kind that has a folder of them.
 *
 * @param kind the kind of service
 * @param name what the service is called; the project too
 * @param type the name of its class
 * @param pack the Java package of its class
 * @param group the Maven group of the project
 * @param version the version of RAI it is compiled against, as Maven writes it
 */
record NewProject(Kind kind, String name, String type, String pack, String group, String version) {
    private static final Pattern GROUP_NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
    private static final String SERVICE = "/Service.java.txt";
    private static final String TEST = "/ServiceTest.java.txt";

    /**
     * A project as its author has described it.
     *
     * @param kind the word for the kind
     * @param name the service's name
     * @param pack the Java package, or null for one made of group and name
     * @param group the Maven group
     * @param rai the version of RAI
     * @throws SpecException if one of them is not valid
     */
    static NewProject of(String kind, String name, String pack, String group, Version rai) {
        Kind of = kinds().stream()
                .filter(k -> k.word().equals(kind))
                .findFirst()
                .orElseThrow(() -> Words.unknown(
                        "kind", kind, kinds().stream().map(Kind::word).toList()));
        ServiceNames.requireValid(of, name, "my-" + of.word());
        if (!GROUP_NAME.matcher(group).matches()) {
            throw new SpecException("'" + group + "' is not a Maven group: write one such as org.example");
        }
        String inferred = group.replace('-', '_') + "." + name.replace("-", "");
        if (!SourceVersion.isName(pack == null ? inferred : pack)) {
            throw new SpecException(
                    pack == null
                            ? "no Java package can be named '" + inferred + "': give one with --package"
                            : "'" + pack + "' is not a Java package name: write one such as org.example.activations");
        }
        return new NewProject(of, name, type(of, name), pack == null ? inferred : pack, group, maven(rai));
    }

    /** The kinds that there are templates for. */
    static List<Kind> kinds() {
        return Arrays.stream(Kind.values())
                .filter(kind -> Template.exists(kind.word() + SERVICE))
                .toList();
    }

    /** MySwish of my-swish. If the templates use that word themselves, as in Named, the kind is appended. */
    private static String type(Kind kind, String name) {
        String type = Arrays.stream(name.split("-")).map(NewProject::capital).collect(Collectors.joining());
        boolean taken = Template.of(kind.word() + SERVICE).uses(type)
                || Template.of(kind.word() + TEST).uses(type);
        return taken ? type + capital(kind.word()) : type;
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    /** As bnd writes it when it releases a bundle: of the qualifier, only SNAPSHOT is left. */
    private static String maven(Version version) {
        String number = version.getMajor() + "." + version.getMinor() + "." + version.getMicro();
        return version.getQualifier().startsWith("SNAPSHOT") ? number + "-SNAPSHOT" : number;
    }

    String source() {
        return "src/main/java/" + path() + "/" + type + ".java";
    }

    String test() {
        return "src/test/java/" + path() + "/" + type + "Test.java";
    }

    String jar() {
        return "target/" + name + ".jar";
    }

    /** A command that uses the service: the words after {@code rai}. */
    String use() {
        return Template.of(kind.word() + "/use.txt").fill(Map.of("name", name)).strip();
    }

    private String path() {
        return pack.replace('.', '/');
    }

    /** The text of each file, by its path in the project. */
    Map<String, String> files() {
        Map<String, String> values = Map.of(
                "kind", kind.word(),
                "name", name,
                "class", type,
                "package", pack,
                "path", path(),
                "group", group,
                "version", version,
                "use", use());
        Map<String, String> files = new LinkedHashMap<>();
        files.put("pom.xml", Template.of("pom.xml.txt").fill(values));
        files.put("README.md", Template.of("README.md.txt").fill(values));
        files.put(".gitignore", Template.of("gitignore.txt").fill(values));
        files.put(source(), Template.of(kind.word() + SERVICE).fill(values));
        files.put(test(), Template.of(kind.word() + TEST).fill(values));
        return files;
    }
}
