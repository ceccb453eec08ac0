package rai.core.store;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON documents of maps, lists, texts and numbers; what is no finite number becomes null. */
final class Json {
    private static final Gson PRETTY =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().serializeNulls().create();
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
    static void write(Path file, Object document) throws IOException {
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        Files.writeString(partial, pretty(document));
        try {
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static Object clean(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> clean = new LinkedHashMap<>();
            map.forEach((k, v) -> clean.put(String.valueOf(k), clean(v)));
            return clean;
        }
        if (value instanceof Iterable<?> all) {
            List<Object> clean = new ArrayList<>();
            all.forEach(v -> clean.add(clean(v)));
            return clean;
        }
        return value instanceof Double d && !Double.isFinite(d) ? null : value;
    }
}
