package build;

import aQute.bnd.build.Project;
import biz.aQute.resolve.Bndrun;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Run files: what a framework needs to hold (-runrequires), and the bundles that give it (-runbundles). */
final class RunFiles {

    static void resolve(Home home, String of) throws Exception {
        for (Path file : files(home, of)) {
            String before = bundles(home, file);
            String after = resolved(home, file, true);
            Log.info(Log.relative(file) + (before.equals(after) ? ": unchanged" : ": resolved anew"));
        }
    }

    static void verify(Home home) throws Exception {
        List<String> stale = new ArrayList<>();
        for (Path file : files(home, ""))
            if (!bundles(home, file).equals(resolved(home, file, false)))
                stale.add(Log.relative(file).toString());
        if (!stale.isEmpty())
            throw new Failure("-runbundles not current, run ./bndw resolve: " + String.join(", ", stale));
    }

    /** bnd keeps the order of bundles that are there already; from nothing, the same needs give the same text. */
    private static String resolved(Home home, Path file, boolean write) throws Exception {
        try (Bndrun run = Bndrun.createBndrun(home.workspace, file.toFile())) {
            run.getModel().setRunBundles(List.of());
            run.unsetProperty("-runbundles");
            String bundles;
            try {
                bundles = run.resolve(false, false);
            } catch (Exception e) {
                throw new Failure(Log.relative(file) + ": cannot be resolved: " + reason(e));
            }
            if (Log.report(run)) throw new Failure("not resolved: " + Log.relative(file));
            if (write) replace(file, bundles);
            return normal(bundles);
        }
    }

    private static String reason(Throwable e) {
        while (e.getCause() != null && e.getCause() != e) e = e.getCause();
        return e.getMessage();
    }

    private static String bundles(Home home, Path file) throws Exception {
        try (Bndrun run = Bndrun.createBndrun(home.workspace, file.toFile())) {
            return normal(run.mergeProperties("-runbundles"));
        }
    }

    private static String normal(String bundles) {
        return bundles == null ? "" : bundles.replaceAll("[\\s\\\\]+", "");
    }

    /** -runbundles is the last thing in a run file. */
    private static void replace(Path file, String bundles) throws Exception {
        String text = Files2.read(file);
        int start = text.indexOf("\n-runbundles:");
        String head = start < 0 ? text.stripTrailing() + "\n" : text.substring(0, start);
        String clauses = String.join(",\\\n    ", normal(bundles).split(",(?=(?:[^']*'[^']*')*[^']*$)"));
        Files2.write(file, head + "\n-runbundles: \\\n    " + clauses + "\n");
    }

    private static List<Path> files(Home home, String of) {
        if (!of.isEmpty()) return List.of(Main.ROOT.resolve(of));
        List<Path> files = new ArrayList<>();
        for (Project project : home.projects)
            for (File file : project.getBase().listFiles((folder, name) -> name.endsWith(".bndrun")))
                files.add(file.toPath());
        return files;
    }

    private RunFiles() {}
}
