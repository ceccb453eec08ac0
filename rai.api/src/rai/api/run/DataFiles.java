package rai.api.run;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;

/** The files that the data of a run are read from, as its request names them. */
public final class DataFiles {
    private static final List<String> KEYS = List.of("train", "test", "split");

    private DataFiles() {}

    /**
     * @param request a request
     * @return the regular files that its data name and that are there, as they are named, without duplicates
     */
    public static List<String> of(RunRequest request) {
        List<String> files = new ArrayList<>();
        data(new LinkedHashMap<>(request.asMap()), text -> {
            if (isFile(text) && !files.contains(text)) {
                files.add(text);
            }
            return text;
        });
        return files;
    }

    private static boolean isFile(String text) {
        try {
            return !text.isEmpty() && Files.isRegularFile(Path.of(text));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /**
     * The {@code data} of the document of a request, with its files elsewhere.
     *
     * @param document the document of a request
     * @param change the place of a file by how it is named; texts that are not files come too, and stay as they are
     * @return what is to stand under {@code data}
     */
    public static Map<String, Object> data(Map<String, Object> document, UnaryOperator<String> change) {
        Map<String, Object> data = new TreeMap<>();
        if (document.get("data") instanceof Map<?, ?> values) {
            values.forEach((key, value) -> data.put(
                    String.valueOf(key),
                    KEYS.contains(String.valueOf(key)) && value instanceof String text ? moved(text, change) : value));
        }
        return data;
    }

    /**
     * A spec with its files elsewhere; a setting may be a list of files.
     *
     * @param text a spec, or a path by itself
     * @param change the place of a file by how it is named
     * @return the same text, if nothing changes
     */
    public static String moved(String text, UnaryOperator<String> change) {
        try {
            Spec spec = Spec.parse(text);
            UnaryOperator<String> each = value -> {
                String whole = change.apply(value);
                return !whole.equals(value) || value.indexOf(',') < 0
                        ? whole
                        : Arrays.stream(value.split(",", -1)).map(change).collect(Collectors.joining(","));
            };
            Map<String, String> settings = new LinkedHashMap<>(spec.settings());
            settings.replaceAll((key, value) -> each.apply(value));
            Spec changed =
                    new Spec(spec.name(), spec.positional().stream().map(each).toList(), settings);
            return changed.equals(spec) ? text : changed.toString();
        } catch (SpecException e) {
            return change.apply(text); // a path by itself
        }
    }
}
