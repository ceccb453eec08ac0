package rai.studies.journal;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.ToNumberPolicy;
import com.google.gson.reflect.TypeToken;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** JSON documents of one line. Numbers that are not finite become texts, so that no outcome changes by being written. */
public final class Json {
    private static final Gson LINE = new GsonBuilder()
            .disableHtmlEscaping()
            .serializeNulls()
            .setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE)
            .create();
    private static final Set<Object> NOT_FINITE = Set.of("NaN", "Infinity", "-Infinity");
    private static final TypeToken<Map<String, Object>> MAP = new TypeToken<>() {};

    private Json() {}

    /**
     * @param document maps, lists, texts, numbers and booleans
     * @return the document, without the end of the line
     */
    public static String line(Object document) {
        return LINE.toJson(written(document, false));
    }

    /**
     * @param document maps, lists, texts, numbers and booleans
     * @return the same text for equal documents: the keys of all maps are in order
     */
    public static String canonical(Object document) {
        return LINE.toJson(written(document, true));
    }

    /**
     * @param line what {@link #line} gave
     * @return the document; empty if the line is not one
     */
    public static Optional<Map<String, Object>> parse(String line) {
        try {
            return Optional.ofNullable(LINE.fromJson(line, MAP));
        } catch (JsonParseException e) {
            return Optional.empty();
        }
    }

    private static Object written(Object value, boolean sorted) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = sorted ? new TreeMap<>() : new LinkedHashMap<>();
            map.forEach((key, part) -> copy.put(String.valueOf(key), written(part, sorted)));
            return copy;
        }
        if (value instanceof Iterable<?> all) {
            List<Object> copy = new ArrayList<>();
            all.forEach(part -> copy.add(written(part, sorted)));
            return copy;
        }
        if (value instanceof double[] numbers) {
            List<Object> copy = new ArrayList<>();
            for (double number : numbers) {
                copy.add(written(number, sorted));
            }
            return copy;
        }
        return value instanceof Double number && !Double.isFinite(number) ? number.toString() : value;
    }

    /** The number that {@link #line} wrote. */
    static double number(Object value) {
        return value instanceof Number number
                ? number.doubleValue()
                : value == null ? Double.NaN : Double.parseDouble(String.valueOf(value));
    }

    /** A document with the numbers again that {@link #line} made texts of. */
    static Object exactly(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((key, part) -> copy.put(String.valueOf(key), exactly(part)));
            return copy;
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            list.forEach(part -> copy.add(exactly(part)));
            return copy;
        }
        return value != null && NOT_FINITE.contains(value) ? Double.valueOf((String) value) : value;
    }
}
