package rai.core.store;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.ToNumberPolicy;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** JSON documents of maps, lists, texts and numbers; what is not a finite number becomes null. */
final class Json {
    private static final Gson PRETTY = new GsonBuilder()
            .setPrettyPrinting()
            .disableHtmlEscaping()
            .serializeNulls()
            .setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE)
            .create();
    private static final Set<Object> NOT_FINITE = Set.of("NaN", "Infinity", "-Infinity");
    private static final Gson LINE =
            new GsonBuilder().disableHtmlEscaping().serializeNulls().create();

    private Json() {}

    static String pretty(Object document) {
        return PRETTY.toJson(clean(document)) + "\n";
    }

    static String line(Object document) {
        return LINE.toJson(clean(document)) + "\n";
    }

    /** Writes a file whole or not at all. */
    static void write(Path file, Object document, Disk disk) throws IOException {
        Path partial = file.resolveSibling(file.getFileName() + Durable.PARTIAL);
        disk.write(partial, out -> out.write(pretty(document).getBytes(StandardCharsets.UTF_8)));
        Durable.replace(partial, file);
    }

    /**
     * Reads a document. Whole numbers become {@code Long}, others {@code Double}.
     *
     * @throws IOException if it can't be read, or is not a document
     */
    static Map<String, Object> read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("its " + file.getFileName() + " is missing");
        }
        try {
            Map<String, Object> document =
                    PRETTY.fromJson(Files.readString(file), new TypeToken<Map<String, Object>>() {}.getType());
            if (document != null) {
                return document;
            }
        } catch (JsonParseException e) {
            throw new IOException("its " + file.getFileName() + " is not a JSON document: " + reason(e), e);
        }
        throw new IOException("its " + file.getFileName() + " is empty");
    }

    /** Gson puts the name of a class before the message of the cause. */
    private static String reason(JsonParseException e) {
        return e.getCause() != null ? e.getCause().getMessage() : e.getMessage();
    }

    /** @return the document of a line; none if it is torn */
    static Optional<Map<String, Object>> parse(String line) {
        try {
            return Optional.ofNullable(PRETTY.fromJson(line, new TypeToken<Map<String, Object>>() {}.getType()));
        } catch (JsonParseException e) {
            return Optional.empty();
        }
    }

    /** @return the document as it is read from a file that it was written to */
    static Map<String, Object> asRead(Map<String, Object> document) {
        return PRETTY.fromJson(pretty(document), new TypeToken<Map<String, Object>>() {}.getType());
    }

    /** @return the document with a text in place of each number that is not finite, so that none is lost */
    static Object exact(Object document) {
        return mapped(document, value -> value instanceof Double d && !Double.isFinite(d) ? d.toString() : value);
    }

    /** @return the document with the numbers that {@link #exact} made texts of */
    @SuppressWarnings("unchecked")
    static Map<String, Object> exactly(Map<String, Object> document) {
        return (Map<String, Object>)
                mapped(document, value -> NOT_FINITE.contains(value) ? Double.valueOf((String) value) : value);
    }

    private static Object clean(Object document) {
        return mapped(document, value -> value instanceof Double d && !Double.isFinite(d) ? null : value);
    }

    private static Object mapped(Object value, UnaryOperator<Object> leaf) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> mapped = new LinkedHashMap<>();
            map.forEach((k, v) -> mapped.put(String.valueOf(k), mapped(v, leaf)));
            return mapped;
        }
        if (value instanceof Iterable<?> all) {
            List<Object> mapped = new ArrayList<>();
            all.forEach(v -> mapped.add(mapped(v, leaf)));
            return mapped;
        }
        return value == null ? null : leaf.apply(value);
    }
}
