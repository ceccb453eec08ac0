package build;

import java.util.List;

/**
 * Scripts that use the application as a person does, each of them a test: trainings that are killed and compared with one that is
 * not, and pages whose commands are typed.
 */
final class Scripts {
    private static final List<List<String>> ALL = List.of(
            List.of("docs/soak.sh", "5", "4"), // trials, and kills of each
            List.of("docs/follow.sh", "docs/data.md"),
            List.of("docs/follow.sh", "README.md"));

    static Counts run(Home home) throws Exception {
        Distribution.write(home);
        Counts counts = Counts.NONE;
        for (List<String> script : ALL) {
            System.out.println();
            counts = counts.and(run(script));
        }
        return counts;
    }

    private static Counts run(List<String> script) throws Exception {
        ProcessBuilder process = new ProcessBuilder(script.toArray(new String[0]));
        process.command().add(0, "sh");
        int exit = process.directory(Main.ROOT.toFile()).inheritIO().start().waitFor();
        if (exit != 0) Log.error("FAILED " + String.join(" ", script) + ": it ended with " + exit);
        return exit == 0 ? new Counts(1, 0, 0) : new Counts(0, 1, 0);
    }

    private Scripts() {}
}
