package rai.core.state;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import rai.api.spec.SpecException;
import rai.api.state.Numbers;

/** The single numbers of a run's state, each under the name of whoever owns it. */
public final class RunNumbers {
    /** What the method mac counted for itself in earlier versions. */
    private static final String ONCE_KEPT = "method-layer_updates";

    private final Map<String, Double> values = new LinkedHashMap<>();

    /** Makes room for numbers, which are 0, and shows them to their owner. */
    public Numbers of(String owner, List<String> names) {
        names.forEach(name -> values.put(owner + "-" + name, 0.0));
        return of(owner);
    }

    /** Shows an owner the numbers that it has room for. */
    public Numbers of(String owner) {
        return new Numbers() {
            @Override
            public double get(String name) {
                return values.get(known(name));
            }

            @Override
            public void set(String name, double value) {
                values.put(known(name), value);
            }

            private String known(String name) {
                String full = owner + "-" + name;
                if (!values.containsKey(full)) {
                    throw new IllegalArgumentException("the " + owner + " did not declare the number '" + name + "'");
                }
                return full;
            }
        };
    }

    /**
     * Gives numbers the values that were kept.
     *
     * @throws SpecException if the numbers that were kept are not these
     */
    public static void restore(Map<String, Double> numbers, Map<?, ?> kept) {
        Set<Object> names = new LinkedHashSet<>(kept.keySet());
        if (!numbers.containsKey(ONCE_KEPT)) {
            names.remove(ONCE_KEPT);
        }
        if (!numbers.keySet().equals(names)) {
            throw new SpecException(
                    "the numbers of the run were " + kept.keySet() + ", but would be " + numbers.keySet()
                            + " now: a service now in use keeps a different state from the one that the run began"
                            + " with");
        }
        numbers.replaceAll((name, value) -> (Double) kept.get(name));
    }

    /** Gives the numbers of an owner the values that they have elsewhere, where there are any. */
    public void adopt(RunNumbers other, String owner) {
        values.replaceAll(
                (name, value) -> name.startsWith(owner + "-") ? other.values.getOrDefault(name, value) : value);
    }

    /** @return all numbers by their full names */
    public Map<String, Double> all() {
        return values;
    }
}
