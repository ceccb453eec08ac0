package rai.core.guard;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import rai.api.state.Numbers;

/** The single numbers that a service has named, 0 at first. */
public final class KeptNumbers implements Numbers {
    private final Map<String, Double> values = new HashMap<>();

    public KeptNumbers(Collection<String> names) {
        names.forEach(name -> values.put(name, 0.0));
    }

    /** What a service asks for it must have named. */
    static <T> T known(Map<String, T> all, String name) {
        T value = all.get(name);
        if (value == null) {
            throw new IllegalArgumentException("it asks for '" + name + "', but has named " + all.keySet());
        }
        return value;
    }

    Map<String, Double> copy() {
        return new HashMap<>(values);
    }

    @Override
    public double get(String name) {
        return known(values, name);
    }

    @Override
    public void set(String name, double value) {
        known(values, name);
        values.put(name, value);
    }
}
