package rai.core.store;

import java.util.Map;
import rai.api.spec.SpecException;

/** How long runs of this process wait for a directory that can't be written. */
final class DiskPatience {
    /** Environment variable: a number of seconds; 0 is for ever. */
    static final String VARIABLE = "RAI_DISK_WAIT";
    /** System property with the same meaning, by which the launcher says that somebody sits at the terminal. */
    static final String PROPERTY = "rai.disk.wait";

    private static final String USUAL = "600";

    private DiskPatience() {}

    /**
     * @param environment the variables of the environment
     * @param property the system property; null if it is not set
     * @return milliseconds; 0 is for ever
     * @throws SpecException if the variable is malformed
     */
    static long millis(Map<String, String> environment, String property) {
        String given = environment.getOrDefault(VARIABLE, "").strip();
        String ofLauncher = property == null ? USUAL : property;
        String seconds = given.isEmpty() ? ofLauncher : given;
        if (!seconds.matches("\\d{1,9}")) {
            throw new SpecException(
                    VARIABLE + " must be a number of seconds, or 0 to wait for ever, but is '" + seconds + "'");
        }
        return 1000 * Long.parseLong(seconds);
    }
}
