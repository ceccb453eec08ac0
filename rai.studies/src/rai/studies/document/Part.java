package rai.studies.document;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rai.api.spec.SpecException;
import rai.api.spec.Words;

/**
 * A value of a document, and its place.
 *
 * @param source the document
 * @param path the path of the value, such as {@code tune.metric}; empty for the whole
 * @param value the value; null if there is none
 */
record Part(Source source, String path, Object value) {
    /** @return whether there is a value */
    boolean isPresent() {
        return value != null;
    }

    /** The value of a key of a map. */
    Part at(String key) {
        return new Part(source, path.isEmpty() ? key : path + "." + key, ((Map<?, ?>) value).get(key));
    }

    /** The value of a key, if there is one. */
    Optional<Part> get(String key) {
        return Optional.of(at(key)).filter(Part::isPresent);
    }

    /** @throws SpecException if this is not a map, or has another key */
    Part requireKeys(String... known) {
        for (String key : entries().keySet()) {
            if (!Arrays.asList(known).contains(key)) {
                throw at(key).wrong("is unknown: "
                        + Words.nearest(key, Arrays.asList(known))
                                .map(nearest -> "did you mean " + nearest + "?")
                                .orElse("there are " + String.join(", ", known)));
            }
        }
        return this;
    }

    /** The entries of a map, in their order. */
    Map<String, Part> entries() {
        if (!(value instanceof Map<?, ?> map)) {
            throw wrong("must be a map of keys and values, but is " + shown());
        }
        Map<String, Part> entries = new LinkedHashMap<>();
        map.forEach((key, element) -> {
            String name = String.valueOf(key);
            entries.put(name, new Part(source, path.isEmpty() ? name : path + "." + name, element));
        });
        return entries;
    }

    boolean isList() {
        return value instanceof Collection;
    }

    boolean isMap() {
        return value instanceof Map;
    }

    /** The elements of a list. */
    List<Part> elements() {
        if (!(value instanceof Collection<?> list)) {
            throw wrong("must be a list, but is " + shown());
        }
        List<Part> elements = new ArrayList<>();
        list.forEach(element -> elements.add(new Part(source, path + "[" + elements.size() + "]", element)));
        return elements;
    }

    String text() {
        if (!(value instanceof String text)) {
            throw wrong("must be a text, but is " + shown());
        }
        if (text.isBlank()) {
            throw wrong("is empty");
        }
        return text;
    }

    boolean truth() {
        if (!(value instanceof Boolean truth)) {
            throw wrong("must be true or false, but is " + shown());
        }
        return truth;
    }

    double number() {
        if (!(value instanceof Number number) || !Double.isFinite(number.doubleValue())) {
            throw wrong("must be a number, but is " + shown());
        }
        return number.doubleValue();
    }

    long whole(long least) {
        long number;
        try {
            number = new BigDecimal(value instanceof Number ? value.toString() : "-").longValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            throw wrong("must be a whole number, but is " + shown());
        }
        if (number < least) {
            throw wrong("must be at least " + least + ", but is " + number);
        }
        return number;
    }

    /** A document that the run will read: maps, lists and scalars as they are. */
    Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        entries().forEach((key, part) -> document.put(key, copy(part.value)));
        return Collections.unmodifiableMap(document);
    }

    private static Object copy(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((key, part) -> copy.put(String.valueOf(key), copy(part)));
            return Collections.unmodifiableMap(copy);
        }
        if (value instanceof Collection<?> list) {
            List<Object> copy = new ArrayList<>();
            list.forEach(part -> copy.add(copy(part)));
            return Collections.unmodifiableList(copy);
        }
        return value;
    }

    String shown() {
        if (value == null) {
            return "missing";
        }
        if (isMap()) {
            return "a map";
        }
        return isList() ? "a list" : value instanceof String ? "'" + value + "'" : String.valueOf(value);
    }

    /** A sentence that begins with the path of the value. */
    SpecException wrong(String problem) {
        return source.error(path, (path.isEmpty() ? "the study" : path) + " " + problem);
    }
}
