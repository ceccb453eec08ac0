package rai.api.document;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rai.api.spec.DocumentException;
import rai.api.spec.Scalar;
import rai.api.spec.Words;

/**
 * A record as a document, both ways. The document is a map with one key per component, in the order of the components; the key
 * is the component's name in snake case ({@code clipNorm} is {@code clip_norm}).
 *
 * <table>
 * <caption>What a component becomes</caption>
 * <tr><td>{@code long}, {@code int}</td><td>a {@code Long}</td></tr>
 * <tr><td>{@code double}</td><td>a {@code Double}; if it is not finite, JSON writes null, and null is read as NaN</td></tr>
 * <tr><td>an enum, a {@code Path}</td><td>a text; enum constants in lower case</td></tr>
 * <tr><td>an {@code Optional}</td><td>its value; an empty one has no key</td></tr>
 * <tr><td>a record</td><td>a map; if it is a {@link Scalar}, its number or text</td></tr>
 * <tr><td>a list, a map</td><td>the same, with its elements as documents</td></tr>
 * </table>
 */
public final class Documents {
    private Documents() {}

    /**
     * @param value a record
     * @return its document
     */
    public static Map<String, Object> of(Record value) {
        Map<String, Object> document = new LinkedHashMap<>();
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            Object part = get(component, value);
            if (!(part instanceof Optional<?> optional && optional.isEmpty())) {
                document.put(key(component.getName()), plain(part));
            }
        }
        return document;
    }

    private static Object get(RecordComponent component, Record value) {
        try {
            return component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the component " + component + " can't be read", e);
        }
    }

    private static Object plain(Object part) {
        if (part instanceof Optional<?> optional) {
            return plain(optional.orElse(null));
        }
        if (part instanceof Scalar scalar) {
            return scalar.plain();
        }
        if (part instanceof Record value) {
            return of(value);
        }
        if (part instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((key, value) -> copy.put(String.valueOf(key), plain(value)));
            return copy;
        }
        if (part instanceof Collection<?> all) {
            List<Object> copy = new ArrayList<>();
            all.forEach(value -> copy.add(plain(value)));
            return copy;
        }
        if (part instanceof Enum<?> constant) {
            return word(constant);
        }
        if (part instanceof Integer number) {
            return Long.valueOf(number);
        }
        return part instanceof Path path ? path.toString() : part;
    }

    /**
     * @param type a record
     * @return the keys of its documents
     */
    public static Set<String> keys(Class<? extends Record> type) {
        Set<String> keys = new LinkedHashSet<>();
        for (RecordComponent component : type.getRecordComponents()) {
            keys.add(key(component.getName()));
        }
        return keys;
    }

    /**
     * @param type a record
     * @return 0 for each of its numbers, also those with a unit, and false for each of its booleans, by key
     */
    public static Map<String, Object> zeros(Class<? extends Record> type) {
        Map<String, Object> zeros = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getType() == boolean.class) {
                zeros.put(key(component.getName()), false);
            } else if (component.getType().isPrimitive() || Scalar.class.isAssignableFrom(component.getType())) {
                zeros.put(key(component.getName()), 0L);
            }
        }
        return zeros;
    }

    /**
     * Checks that a document has only keys of a record.
     *
     * @param type the record
     * @param document the document
     * @param path where it stands, such as {@code phases[1]}; empty for a whole document
     * @throws DocumentException if it has another key; the message names the nearest
     */
    public static void requireKnown(Class<? extends Record> type, Map<?, ?> document, String path) {
        Set<String> known = keys(type);
        for (Object key : document.keySet()) {
            if (!known.contains(key)) {
                throw new DocumentException(
                        at(path, String.valueOf(key)),
                        "is unknown: "
                                + Words.nearest(String.valueOf(key), known)
                                        .map(nearest -> "did you mean " + nearest + "?")
                                        .orElse("there are " + String.join(", ", known)));
            }
        }
    }

    /**
     * Reads a record. A missing list, map or {@code Optional} is empty; everything else is required. Keys
     * that are not components are ignored: see {@link #requireKnown}.
     *
     * @param type the record
     * @param document its document
     * @param path where it stands, such as {@code phases[1]}; empty for a whole document
     * @param <T> the record
     * @return the record
     * @throws DocumentException if a key is missing, a value is of another type, or the record refuses a value; one sentence
     *     that
     *     begins with the path of the value
     */
    public static <T extends Record> T read(Class<T> type, Map<?, ?> document, String path) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            String key = key(components[i].getName());
            String at = at(path, key);
            values[i] = document.containsKey(key)
                    ? Values.read(components[i].getGenericType(), document.get(key), at)
                    : Values.absent(components[i].getType(), at);
        }
        return make(type, components, values, path);
    }

    private static <T extends Record> T make(
            Class<T> type, RecordComponent[] components, Object[] values, String path) {
        try {
            Constructor<T> canonical = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            return canonical.newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof DocumentException refused) {
                throw refused.in(path);
            }
            throw new IllegalStateException("the record " + type.getSimpleName() + " can't be made", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the record " + type.getSimpleName() + " can't be made", e);
        }
    }

    private static String at(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String key(String component) {
        StringBuilder key = new StringBuilder();
        for (char c : component.toCharArray()) {
            if (Character.isUpperCase(c)) {
                key.append('_');
            }
            key.append(Character.toLowerCase(c));
        }
        return key.toString();
    }

    /**
     * @param value a value of a document
     * @return a copy that nobody can change; null stays null
     */
    public static Object copy(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((key, part) -> copy.put(String.valueOf(key), copy(part)));
            return Collections.unmodifiableMap(copy);
        }
        if (value instanceof Collection<?> all) {
            List<Object> copy = new ArrayList<>();
            all.forEach(part -> copy.add(copy(part)));
            return Collections.unmodifiableList(copy);
        }
        return value;
    }
}
