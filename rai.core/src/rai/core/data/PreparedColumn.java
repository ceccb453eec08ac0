package rai.core.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How a column becomes features: what was learnt about it from the training rows.
 *
 * @param name its name
 * @param kind what it becomes
 * @param fill what replaces a missing value: a number, or a category; empty if a missing value is an error
 * @param indicator whether a further feature is 1 if the value was missing, and 0 otherwise
 * @param categories the texts of the column in their order; empty for numbers
 * @param other whether texts that are not among the categories have a feature of their own
 * @param scale how its numbers are bent, if they are skewed
 */
public record PreparedColumn(
        String name,
        Kind kind,
        Optional<String> fill,
        boolean indicator,
        List<String> categories,
        boolean other,
        Optional<Scale> scale) {
    private static final String NAME = "name";
    private static final String KIND = "kind";
    private static final String FILL = "fill";
    private static final String INDICATOR = "indicator";
    private static final String CATEGORIES = "categories";
    private static final String OTHER = "other";
    private static final String SCALE = "scale";

    /** What a column becomes. */
    public enum Kind {
        /** The number itself. */
        NUMBER,
        /** A feature per category, 1 for the category of the row and 0 for the others. */
        ONE_HOT,
        /** The number of the category, from 0. */
        ORDINAL
    }

    public PreparedColumn {
        categories = List.copyOf(categories);
    }

    static PreparedColumn number(String name) {
        return new PreparedColumn(name, Kind.NUMBER, Optional.empty(), false, List.of(), false, Optional.empty());
    }

    /** Whether the column is used as it is. */
    boolean isPlain() {
        return equals(number(name));
    }

    /** The names of its features. */
    List<String> features() {
        List<String> names = new ArrayList<>();
        if (kind == Kind.ONE_HOT) {
            categories.forEach(category -> names.add(name + "=" + category));
            if (other) {
                names.add(name + "=(other)");
            }
        } else {
            names.add(name);
        }
        if (indicator) {
            names.add(name + "=(missing)");
        }
        return names;
    }

    /** What is done to it before the network reads it, as a sentence; empty if it is a feature as it stands. */
    Optional<String> encoding() {
        if (isPlain()) {
            return Optional.empty();
        }
        List<String> done = new ArrayList<>();
        if (kind == Kind.ORDINAL) {
            done.add("its categories " + String.join(", ", categories) + " are the numbers 0, 1, ...");
        } else if (kind == Kind.ONE_HOT) {
            done.add("it is 1 in the feature of its category and 0 in the others");
        }
        fill.ifPresent(value -> done.add("a missing value is " + value));
        scale.ifPresent(value -> done.add("its numbers are transformed"));
        return Optional.of("the column '" + name + "' is to be given as " + String.join(", ", features())
                + (done.isEmpty() ? "" : ": " + String.join("; ", done)));
    }

    /** How many of its features, from the first, are numbers that can be scaled; the others are 0 or 1. */
    int scalable() {
        return kind == Kind.ONE_HOT ? 0 : 1;
    }

    /** A plain column is its name only. */
    Object document() {
        if (isPlain()) {
            return name;
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put(NAME, name);
        document.put(KIND, kind.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        fill.ifPresent(value -> document.put(FILL, value));
        if (indicator) {
            document.put(INDICATOR, true);
        }
        if (!categories.isEmpty()) {
            document.put(CATEGORIES, categories);
        }
        if (other) {
            document.put(OTHER, true);
        }
        scale.ifPresent(value -> document.put(SCALE, value.document()));
        return document;
    }

    static PreparedColumn of(Object document) {
        if (!(document instanceof Map<?, ?> map)) {
            return number(String.valueOf(document));
        }
        return new PreparedColumn(
                String.valueOf(map.get(NAME)),
                Kind.valueOf(
                        String.valueOf(map.get(KIND)).toUpperCase(Locale.ROOT).replace('-', '_')),
                Optional.ofNullable(map.get(FILL)).map(String::valueOf),
                Boolean.TRUE.equals(map.get(INDICATOR)),
                map.get(CATEGORIES) instanceof List<?> list
                        ? list.stream().map(String::valueOf).toList()
                        : List.of(),
                Boolean.TRUE.equals(map.get(OTHER)),
                map.get(SCALE) instanceof Map<?, ?> scale ? Optional.of(Scale.of(scale)) : Optional.empty());
    }
}
