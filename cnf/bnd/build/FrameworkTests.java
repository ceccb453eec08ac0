package build;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.Map;

import aQute.bnd.build.ProjectTester;
import biz.aQute.resolve.Bndrun;

/** Tests inside a running framework: rai.itest, with bnd's launcher and its JUnit Platform tester. */
final class FrameworkTests {
    private static final Path REPORTS = Main.CACHE.resolve("reports/framework");

    static Counts run(Home home) throws Exception {
        Path file = Main.ROOT.resolve("rai.itest/itest.bndrun");
        if (Files2.walk(home.project("rai.itest").getOutput().toPath()).isEmpty())
            return Counts.NONE; // no tests yet

        long start = System.nanoTime();
        Files2.delete(REPORTS);
        try (Bndrun run = Bndrun.createBndrun(home.workspace, file.toFile())) {
            run.setProperty("-runvm.tests", String.join(",", TestJvm.options()));
            run.setProperty("-runproperties.tests", clauses(TestJvm.properties()));
            run.setProperty("-runenv", clauses(TestJvm.environment()));
            ProjectTester tester = run.getProjectTester();
            if (tester == null || Log.report(run))
                throw new Failure("cannot run " + Log.relative(file));
            tester.setReportDir(REPORTS.toFile());
            tester.prepare();
            int exit = tester.test();
            Counts counts = Counts.read(REPORTS);
            if (exit != 0 && counts.failed() == 0) {
                Log.report(run);
                throw new Failure("the framework of " + Log.relative(file) + " ended with " + exit + ": " + counts);
            }
            Log.info("framework tests: " + counts + " (" + Log.seconds(start) + ")");
            return counts;
        }
    }

    private static String clauses(Map<String, String> map) {
        return map.entrySet().stream().map(e -> e.getKey() + "='" + e.getValue() + "'").collect(joining(","));
    }

    private FrameworkTests() {
    }
}
