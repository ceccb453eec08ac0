package build;

import aQute.bnd.build.Project;
import aQute.bnd.osgi.Jar;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.osgi.framework.FrameworkUtil;

/** The bundle of ND4J's native libraries, for this machine or for another one. */
final class Natives {
    static final String PROJECT = "rai.nd4j.natives";

    /** The platforms for which ND4J is published, and what a framework says of the machine there. */
    private static final Map<String, Map<String, List<String>>> PLATFORMS = Map.of(
            "linux-x86_64", machine("linux", "x86-64"),
            "linux-arm64", machine("linux", "aarch64"),
            "macosx-x86_64", machine("macosx", "x86-64"),
            "macosx-arm64", machine("macosx", "aarch64"),
            "windows-x86_64", machine("win32", "x86-64"));

    private static Map<String, List<String>> machine(String system, String processor) {
        return Map.of("osgi.native.osname", List.of(system), "osgi.native.processor", List.of(processor));
    }

    /** JavaCPP's name of this machine. */
    static String here(Home home) {
        return home.workspace.getProperty("nd4j.platform");
    }

    /** @param platform JavaCPP's name of it, or nothing for this machine */
    static File jar(Home home, String platform) throws Exception {
        Project project = home.project(PROJECT);
        if (platform.isEmpty() || platform.equals(here(home))) return project.getBuildFiles()[0];
        if (!PLATFORMS.containsKey(platform))
            throw new Failure("unknown platform '" + platform + "': there are "
                    + PLATFORMS.keySet().stream().sorted().toList());
        Path repository = Path.of(home.workspace.getProperty("maven.local"));
        List<Artifact> libraries = Artifact.list("nd4j").stream()
                .filter(artifact -> artifact.classifier().equals("${nd4j.platform}"))
                .map(artifact -> artifact.of(platform))
                .toList();
        Maven.fetch(libraries, Main.CACHE.resolve("platforms").resolve(platform));
        try (aQute.bnd.osgi.Builder builder = new aQute.bnd.osgi.Builder(project)) {
            builder.setBase(project.getBase());
            builder.setProperty("nd4j.platform", platform);
            builder.setProperty("Bundle-SymbolicName", PROJECT);
            StringBuilder included = new StringBuilder();
            for (Artifact library : libraries)
                included.append(included.isEmpty() ? "" : ",")
                        .append("lib/" + library.name() + ".jar=" + repository.resolve(library.path()) + ";lib:=true");
            builder.setProperty("-includeresource.1", included.toString());
            Jar jar = builder.build();
            if (Log.report(builder)) throw new Failure("no native libraries for " + platform);
            requireFit(jar, platform);
            Path file = Main.CACHE.resolve("platforms").resolve(platform).resolve(PROJECT + ".jar");
            Files.deleteIfExists(file);
            jar.write(file.toFile());
            return file.toFile();
        }
    }

    /** A framework leaves a fragment that asks for another machine unresolved, and says nothing. */
    private static void requireFit(Jar jar, String platform) throws Exception {
        String header = jar.getManifest().getMainAttributes().getValue("Require-Capability");
        String filter = header.replaceFirst(".*filter:=\"([^\"]+)\".*", "$1");
        for (Map.Entry<String, Map<String, List<String>>> machine : PLATFORMS.entrySet()) {
            boolean matches = FrameworkUtil.createFilter(filter).matches(machine.getValue());
            if (matches != machine.getKey().equals(platform))
                throw new Failure("the native libraries for " + platform + (matches ? " fit " : " do not fit ")
                        + machine.getKey() + ": " + filter);
        }
    }

    private Natives() {}
}
