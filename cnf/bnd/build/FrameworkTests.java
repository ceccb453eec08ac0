package build;

import static java.util.stream.Collectors.joining;

import aQute.bnd.build.ProjectTester;
import aQute.bnd.osgi.Jar;
import biz.aQute.resolve.Bndrun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Tests inside a running framework: rai.itest, with bnd's launcher and its JUnit Platform tester. */
final class FrameworkTests {
    /** What the names of tests end with that take minutes. */
    private static final String LONG = "Soak";
    /** A heap that is there as a whole from the start: what grows beside it is seen. The collector is that of ./rai. */
    private static final List<String> FIXED_HEAP =
            List.of("-XX:+UseSerialGC", "-Xms128m", "-Xmx128m", "-XX:+AlwaysPreTouch");

    /** @param of the classes whose name matches a pattern; nothing for all */
    static Counts run(Home home, String of) throws Exception {
        return run(home, "framework", of, name -> !name.endsWith(LONG), List.of());
    }

    /** The tests that take minutes; they print what they measure. */
    static Counts soak(Home home, String of) throws Exception {
        return run(home, "soak", of, name -> name.endsWith(LONG), FIXED_HEAP);
    }

    private static Counts run(Home home, String what, String of, Predicate<String> which, List<String> more)
            throws Exception {
        Path file = Main.ROOT.resolve("rai.itest/itest.bndrun");
        Path reports = Main.CACHE.resolve("reports").resolve(what);
        List<String> names = tests(home).stream()
                .filter(which)
                .filter(name -> of.isEmpty() || name.matches(of))
                .toList();
        if (names.isEmpty()) return Counts.NONE; // else the tester would run all

        long start = System.nanoTime();
        Files2.delete(reports);
        try (Bndrun run = Bndrun.createBndrun(home.workspace, file.toFile())) {
            List<String> options = new ArrayList<>(TestJvm.options());
            options.addAll(more);
            run.setProperty("-runvm.tests", String.join(",", options));
            run.setProperty("-runproperties.tests", clauses(TestJvm.properties()));
            run.setProperty("-runenv", clauses(TestJvm.environment()));
            ProjectTester tester = run.getProjectTester();
            if (tester == null || Log.report(run)) throw new Failure("cannot run " + Log.relative(file));
            names.forEach(tester::addTest);
            tester.setReportDir(reports.toFile());
            tester.prepare();
            int exit = tester.test();
            Counts counts = Counts.read(reports);
            if (exit != 0 && counts.failed() == 0) {
                Log.report(run);
                throw new Failure("the framework of " + Log.relative(file) + " ended with " + exit + ": " + counts);
            }
            Log.info(what + " tests: " + counts + " (" + Log.seconds(start) + ")");
            return counts;
        }
    }

    private static List<String> tests(Home home) throws Exception {
        try (Jar jar = new Jar(home.project("rai.itest").getBuildFiles()[0])) {
            String names = jar.getManifest().getMainAttributes().getValue("Test-Cases");
            return names == null ? List.of() : List.of(names.split(","));
        }
    }

    private static String clauses(Map<String, String> map) {
        return map.entrySet().stream()
                .map(e -> e.getKey() + "='" + e.getValue() + "'")
                .collect(joining(","));
    }

    private FrameworkTests() {}
}
