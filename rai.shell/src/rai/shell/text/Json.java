package rai.shell.text;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON documents of maps, lists, texts and numbers; what is not a finite number becomes null. */
public final class Json {
    private static final Gson GSON = new GsonBuilder()
            .setPrettyPrinting()
            .disableHtmlEscaping()
            .serializeNulls()
            .create();

    private static final Gson LINE =
            new GsonBuilder().disableHtmlEscaping().serializeNulls().create();

    private Json() {}

    public static String text(Object document) {
        return GSON.toJson(clean(document));
    }

    /** @return a document in one line */
    public static String line(Object document) {
        return LINE.toJson(clean(document));
    }

    /** @return writes several documents as parts of one */
    public static JsonWriter writer(Writer into) throws IOException {
        return GSON.newJsonWriter(into);
    }

    /** Writes a document, or what another program has read as one. */
    public static void write(JsonWriter writer, Object document) {
        if (document instanceof JsonElement element) {
            GSON.toJson(element, writer);
        } else {
            Object clean = clean(document);
            GSON.toJson(clean, clean == null ? Object.class : clean.getClass(), writer);
        }
    }

    private static Object clean(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> clean = new LinkedHashMap<>();
            map.forEach((k, v) -> clean.put(String.valueOf(k), clean(v)));
            return clean;
        }
        if (value instanceof Iterable<?> all && !(value instanceof Path)) {
            List<Object> clean = new ArrayList<>();
            all.forEach(v -> clean.add(clean(v)));
            return clean;
        }
        if (value instanceof Number number) {
            return Double.isFinite(number.doubleValue()) ? number : null;
        }
        return value == null || value instanceof Boolean ? value : value.toString();
    }
}
