package build;

import static java.util.stream.Collectors.joining;

import aQute.bnd.build.Container;
import aQute.bnd.build.Project;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Plain unit tests: those in {@code <project>/test}, in one JVM without a framework. Its class path is the union of all
 * projects' -testpath and -buildpath, with class folders in place of the workspace's own jars.
 */
final class UnitTests {
    private static final Path REPORTS = Main.CACHE.resolve("reports/unit");
    private static final Path OUTPUT = Main.CACHE.resolve("reports/unit.out");

    /** Tests that run. */
    interface Running {
        Counts end() throws Exception;
    }

    /** @param of {@code project[:pattern]}, or nothing for all */
    static Counts run(Home home, String of) throws Exception {
        return start(home, of).end();
    }

    /** The same, while others use the second core. */
    static Running start(Home home, String of) throws Exception {
        String[] part = of.split(":", 2);
        List<Project> tested = new ArrayList<>();
        for (Project project : part[0].isEmpty() ? home.projects : List.of(home.project(part[0])))
            if (!Files2.walk(project.getTestOutput().toPath()).isEmpty()) tested.add(project);
        if (tested.isEmpty()) return () -> Counts.NONE;

        long start = System.nanoTime();
        Files2.delete(REPORTS);
        Files.createDirectories(REPORTS);
        List<String> command = java(classPath(home, tested));
        command.addAll(List.of(
                "org.junit.platform.console.ConsoleLauncher",
                "execute",
                "--disable-banner",
                "--details=none",
                "--reports-dir=" + REPORTS,
                "--include-classname=" + (part.length == 2 ? part[1] : ".*"),
                "--scan-class-path=" + tested.stream().map(UnitTests::tests).collect(joining(File.pathSeparator))));
        Process process = fork(command);
        return () -> end(process, start);
    }

    private static Counts end(Process process, long start) throws Exception {
        int exit = process.waitFor();
        Counts counts = Counts.read(REPORTS);
        if (exit != 0 && counts.failed() == 0)
            throw new Failure(
                    "the JVM of the unit tests ended with " + exit + ", see " + Log.relative(OUTPUT) + ": " + counts);
        Log.info("unit tests: " + counts + " (" + Log.seconds(start) + ")");
        return counts;
    }

    private static String tests(Project project) {
        try {
            return project.getTestOutput().getPath();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Set<File> classPath(Home home, List<Project> tested) throws Exception {
        Set<Container> path = new LinkedHashSet<>();
        Set<File> files = new LinkedHashSet<>();
        for (Project project : tested) {
            files.add(project.getTestOutput());
            files.add(project.getOutput());
        }
        for (Project project : tested) collect(project, path);
        files.addAll(Home.files(path, false));
        Project runner = home.project("rai.itest");
        files.addAll(Home.files(
                runner.getBundles(
                        aQute.bnd.service.Strategy.HIGHEST,
                        "org.junit.platform:junit-platform-console-standalone",
                        "unit tests"),
                true));
        return files;
    }

    /** A project of the workspace brings what it needs itself; the wrapped ND4J does not belong on a plain class path. */
    private static void collect(Project project, Set<Container> path) throws Exception {
        List<Container> direct = new ArrayList<>(project.getTestpath());
        direct.addAll(project.getBuildpath());
        for (Container container : direct) {
            if (container.getType() == Container.TYPE.PROJECT) {
                if (container.getProject().getName().startsWith("rai.nd4j")) continue;
                if (path.add(container)) collect(container.getProject(), path);
            } else path.add(container);
        }
    }

    private static List<String> java(Collection<File> classPath) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath.stream().map(File::getPath).collect(joining(File.pathSeparator)),
                "-ea"));
        command.addAll(TestJvm.options());
        TestJvm.properties().forEach((key, value) -> command.add("-D" + key + "=" + value));
        return command;
    }

    private static Process fork(List<String> command) throws Exception {
        // JUnit's summary says at length what Counts says shortly; stdout is kept for who wants it
        ProcessBuilder process = new ProcessBuilder(command)
                .directory(Main.ROOT.toFile())
                .redirectOutput(OUTPUT.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        process.environment().putAll(TestJvm.environment());
        Process started = process.start();
        Runtime.getRuntime().addShutdownHook(new Thread(started::destroy));
        return started;
    }

    private UnitTests() {}
}
