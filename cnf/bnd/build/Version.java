package build;

/** The version of RAI: the Bundle-Version in bnd.bnd, which is the only place that has it. */
final class Version {
    static final String GROUP = "io.github.rai-lab";

    /** As bnd writes it: 0.1.0.SNAPSHOT. */
    static String bundle(Home home) {
        return home.workspace.getProperty("Bundle-Version");
    }

    /** As Maven writes it: 0.1.0-SNAPSHOT. */
    static String maven(Home home) {
        return bundle(home).replaceFirst("\\.(SNAPSHOT)$", "-$1");
    }

    private Version() {}
}
