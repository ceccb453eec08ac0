package rai.shell.plot;

import java.util.Arrays;
import rai.api.spec.Spec;

/**
 * Which maps have targets, by the full spec of a method.
 *
 * @param layers the setting {@code layers} of rai: {@code all}, {@code every:3}, or numbers from 1 such as {@code 3,7,9}; empty for
 *     a method without targets
 * @param loss the spec of its hidden loss
 * @param mu the weight of the hidden losses
 */
record Relaxed(String layers, String loss, String mu) {
    /** No map. */
    static final Relaxed NONE = new Relaxed("", "", "");

    private static final String METHOD = "rai";
    private static final String EVERY = "every:";

    static Relaxed of(Spec method) {
        return method.name().equals(METHOD)
                ? new Relaxed(
                        method.settings().getOrDefault("layers", "all"),
                        method.settings().getOrDefault("loss", "mse"),
                        method.settings().getOrDefault("mu", "1"))
                : NONE;
    }

    /** @param map its number, from 1 */
    boolean has(int map) {
        if (layers.isEmpty() || layers.equals("all")) {
            return !layers.isEmpty();
        }
        if (layers.startsWith(EVERY)) {
            return map % Integer.parseInt(layers.substring(EVERY.length())) == 0;
        }
        return Arrays.stream(layers.split(",")).map(String::strip).anyMatch(Integer.toString(map)::equals);
    }

    boolean any() {
        return !layers.isEmpty();
    }
}
