package rai.studies.execution;

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
import rai.api.run.RunRequest;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;
import rai.api.study.Trial;

/**
 * The files that data are read from, and where another machine has them.
 *
 * @param map the place of a file here, by the place that a request names
 */
record Places(Map<String, String> map) {
    private static final List<String> KEYS = List.of("train", "test");

    /** @return the same trial, which reads the files where they are here */
    Trial found(Trial trial) {
        if (map.isEmpty()) {
            return trial;
        }
        Map<String, Object> document = new LinkedHashMap<>(trial.request().asMap());
        document.put("data", data(document, text -> map.getOrDefault(text, text)));
        return new Trial(trial.stage(), trial.factors(), RunRequest.of(document), trial.keep());
    }

    /**
     * @param request a request
     * @return the regular files that its data name, as they are named
     */
    static List<String> files(RunRequest request) {
        List<String> files = new ArrayList<>();
        data(new LinkedHashMap<>(request.asMap()), text -> {
            if (isFile(text)) {
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

    private static Map<String, Object> data(Map<String, Object> document, UnaryOperator<String> change) {
        Map<String, Object> data = new TreeMap<>();
        if (document.get("data") instanceof Map<?, ?> values) {
            values.forEach((key, value) -> data.put(
                    String.valueOf(key),
                    KEYS.contains(String.valueOf(key)) && value instanceof String text ? spec(text, change) : value));
        }
        return data;
    }

    /** A setting may be a list of files. */
    private static String spec(String text, UnaryOperator<String> change) {
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
