package rai.methods;

import java.util.function.Supplier;
import rai.api.spec.Settings;
import rai.api.spec.SpecException;

/**
 * Solving that a method solves, mostly map by map. If they have no solution, it says of which map they are and which setting helps.
 *
 * @param method the name of the method
 * @param setting the setting that decides whether there is a solution
 * @param value its value
 * @param help what helps, such as "use a larger one, as in refit(lambda=1e-4)"
 */
record Solving(String method, String setting, double value, String help) {
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
                            + Settings.number(value) + ": " + help,
                    e);
        }
    }
}
