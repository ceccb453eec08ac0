package rai.shell.text;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
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

    private Json() {}

    public static String text(Object document) {
        return GSON.toJson(clean(document));
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
