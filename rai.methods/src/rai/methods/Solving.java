package rai.methods;

import java.util.Locale;
import java.util.function.Supplier;
import rai.api.spec.Settings;
import rai.api.spec.SpecException;

/**
 * Equations that a method solves, mostly map by map. If they have no solution, it says of which map they are and which setting helps.
 *
 * @param method the name of the method
 * @param setting the setting that decides whether there is a solution
 * @param value its value
 * @param help whether a larger value helps, or a smaller one
 * @param example a value that usually helps
 */
record Solving(String method, String setting, double value, Help help, double example) {
    /** In which direction a setting helps. */
    enum Help {
        LARGER(100),
        SMALLER(0.01);

        private final double factor;

        Help(double factor) {
            this.factor = factor;
        }

        boolean is(double helpful, double than) {
            return this == LARGER ? helpful > than : helpful < than;
        }
    }

    private String advice() {
        double other = help.is(example, value) ? example : value * help.factor;
        return "use a " + help.name().toLowerCase(Locale.ROOT) + " one, as in " + method + "(" + setting + "="
                + Settings.number(other) + ")";
    }

    /**
     * @param map the map, from 0
     * @param solve solves the equations
     * @throws SpecException if they have no solution
     */
    void ofMap(int map, Runnable solve) {
        ofMap(map, () -> {
            solve.run();
            return null;
        });
    }

    /** The same for a solution that is returned. */
    <T> T ofMap(int map, Supplier<T> solve) {
        return solve(" for map " + (map + 1), solve);
    }

    /** The same for equations of all maps together. */
    <T> T ofAll(Supplier<T> solve) {
        return solve("", solve);
    }

    private <T> T solve(String where, Supplier<T> solve) {
        try {
            return solve.get();
        } catch (SpecException e) {
            throw new SpecException(
                    "the equations of " + method + where + " can't be solved with " + setting + "="
                            + Settings.number(value) + ": " + advice(),
                    e);
        }
    }
}
