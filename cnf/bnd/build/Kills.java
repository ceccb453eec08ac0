package build;

/** Trainings of the application that are killed, by docs/soak.sh: one test, since it compares many of them with one. */
final class Kills {
    private static final String TRIALS = "5";
    private static final String KILLS = "4";

    static Counts run(Home home) throws Exception {
        Distribution.write(home);
        System.out.println();
        ProcessBuilder script = new ProcessBuilder("sh", "docs/soak.sh", TRIALS, KILLS);
        int exit = script.directory(Main.ROOT.toFile()).inheritIO().start().waitFor();
        if (exit != 0) Log.error("FAILED docs/soak.sh: it ended with " + exit);
        return exit == 0 ? new Counts(1, 0, 0) : new Counts(0, 1, 0);
    }

    private Kills() {}
}
