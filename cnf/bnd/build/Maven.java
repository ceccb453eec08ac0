package build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Calls Maven, which alone decides where artifacts come from. */
final class Maven {

    /** Brings artifacts into the local repository. */
    static void fetch(List<Artifact> artifacts, Path work) throws Exception {
        Artifact fetcher = Artifact.find("build", "maven-dependency-plugin");
        Path pom = pom(
                work,
                "fetched",
                "1",
                artifacts,
                "<build><plugins><plugin>" + fetcher.coordinates() + "</plugin></plugins></build>");
        run(pom, "dependency:build-classpath", "-Dmdep.outputFile=" + work.resolve("fetched"));
    }

    static Path pom(Path work, String name, String version, List<Artifact> artifacts, String more) throws Exception {
        Path pom = work.resolve("pom.xml");
        Files2.write(
                pom,
                "<project><modelVersion>4.0.0</modelVersion><groupId>io.github.rai-lab</groupId><artifactId>" + name
                        + "</artifactId><version>" + version + "</version>" + more + "<dependencies>\n"
                        + artifacts.stream().map(Artifact::dependency).collect(Collectors.joining("\n"))
                        + "\n</dependencies></project>\n");
        return pom;
    }

    static void run(Path pom, String... goals) throws Exception {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        List<String> command = new ArrayList<>(
                List.of(windows ? "mvn.cmd" : "mvn", "-q", "-B", "-ntp", "-Dstyle.color=never", "-f", pom.toString()));
        if (Main.offline) command.add("-o");
        command.addAll(List.of(goals));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes()).strip();
            if (process.waitFor() != 0) throw new Failure(said + "\nMaven has failed: " + String.join(" ", command));
        } catch (IOException e) {
            throw new Failure("the build needs Maven (mvn) on the path: " + e.getMessage());
        }
    }

    private Maven() {}
}
