package build;

import aQute.bnd.build.Project;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Makes the jars of all projects, then compiles all tests; what has not changed since the last time is left alone. */
final class Builder {
    private final Home home;
    private final Set<Project> failed = new LinkedHashSet<>();

    Builder(Home home) {
        this.home = home;
    }

    void build() throws Exception {
        for (Project project : home.projects) step(project, project.getBuildDependencies(), () -> bundle(project));
        for (Project project : home.projects)
            if (!failed.contains(project)) step(project, project.getTestDependencies(), () -> compileTests(project));
        if (!failed.isEmpty())
            throw new Failure("not built: "
                    + String.join(", ", failed.stream().map(Project::getName).toList()));
    }

    private interface Step {
        boolean succeeds() throws Exception;
    }

    /** A project that fails takes those along that need it, but no others. */
    private void step(Project project, Collection<Project> needed, Step step) throws Exception {
        boolean possible = needed.stream().noneMatch(failed::contains);
        if (!possible || !step.succeeds() || Log.report(project)) failed.add(project);
    }

    private boolean bundle(Project project) throws Exception {
        project.prepare();
        if (Log.report(project)) return false;
        Path state = state(project, "build");
        String print = Fingerprint.ofBuild(project);
        if (print.equals(Files2.read(state)) && filesExist(project)) return true;

        long start = System.nanoTime();
        Files.deleteIfExists(state);
        if (!Compiler.compile(
                project, Compiler.sources(project), project.getOutput(), Home.files(project.getBuildpath(), true)))
            return false;
        File[] jars = project.buildLocal(false);
        if (Log.report(project)) return false;
        Files2.write(state, print);
        if (jars != null) Log.info(String.format("%-20s %s", project.getName(), Log.seconds(start)));
        return true;
    }

    private boolean compileTests(Project project) throws Exception {
        if (!project.getTestSrc().isDirectory()) return true;
        Path state = state(project, "tests");
        String print = Fingerprint.ofTests(project, Files2.read(state(project, "build")));
        if (print.equals(Files2.read(state)) && project.getTestOutput().isDirectory()) return true;

        long start = System.nanoTime();
        Files.deleteIfExists(state);
        List<File> path = new ArrayList<>();
        path.add(project.getOutput());
        path.addAll(Home.files(project.getTestpath(), true));
        path.addAll(Home.files(project.getBuildpath(), true));
        if (!Compiler.compile(project, List.of(project.getTestSrc()), project.getTestOutput(), path)) return false;
        Files2.write(state, print);
        Log.info(String.format("%-20s %s (tests)", project.getName(), Log.seconds(start)));
        return true;
    }

    private static Path state(Project project, String step) {
        return Main.CACHE.resolve("state").resolve(project.getName() + "." + step);
    }

    private static boolean filesExist(Project project) throws IOException {
        Path list = project.getTargetDir().toPath().resolve("buildfiles");
        if (!Files.exists(list)) return project.isNoBundles();
        return Files.readAllLines(list).stream().allMatch(name -> Files.exists(list.resolveSibling(name)));
    }
}
