package rai.embedded;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The arguments of an operation.
 *
 * @param byName what was given
 */
record Arguments(Map<String, Object> byName) {

    /** @throws IllegalArgumentException if it is missing, or of another type */
    <T> T get(String name, Class<T> type) {
        return find(name, type).orElseThrow(() -> new IllegalArgumentException("the argument " + name + " is missing"));
    }

    <T> Optional<T> find(String name, Class<T> type) {
        Object value = byName.get(name);
        if (value != null && !type.isInstance(value)) {
            throw new IllegalArgumentException("the argument " + name + " is a "
                    + value.getClass().getSimpleName() + ", not a " + type.getSimpleName());
        }
        return Optional.ofNullable(type.cast(value));
    }

    Map<?, ?> map(String name) {
        return get(name, Map.class);
    }

    List<?> list(String name) {
        return get(name, List.class);
    }
}
