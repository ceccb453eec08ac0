package rai.core.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rai.api.run.DataFiles;
import rai.api.spec.SpecException;

/** Other places for the files of a run's data, in all documents of the run, so that it continues with them as if they had always been there. */
public final class MovedData {
    private static final List<String> SPECS = List.of("data", "test", "split");

    private MovedData() {}

    /**
     * @param directory the directory of the run
     * @param places the new place of a file, by how the run names it
     * @throws SpecException if the documents can't be read or written
     */
    public static void in(Path directory, Map<String, String> places) {
        try {
            for (Path folder : Checkpoint.newestFirst(directory)) {
                Checkpoint.change(folder, state -> moved(state, places), Disk.REAL);
            }
            Path file = directory.resolve(RunDocument.FILE);
            Json.write(file, moved(Json.read(file), places), Disk.REAL);
        } catch (IOException e) {
            throw new SpecException(
                    "the places of the data of the run in " + directory + " can't be changed: " + e.getMessage(), e);
        }
    }

    private static Map<String, Object> moved(Map<String, Object> document, Map<String, String> places) {
        Map<String, Object> changed = new LinkedHashMap<>(document);
        if (document.get(RunDocument.REQUEST) instanceof Map<?, ?> request) {
            Map<String, Object> moved = texts(request);
            if (request.get("data") instanceof Map<?, ?> data) {
                Map<String, Object> ordered = texts(data);
                ordered.putAll(DataFiles.data(moved, text -> places.getOrDefault(text, text)));
                moved.put("data", ordered);
            }
            changed.put(RunDocument.REQUEST, moved);
        }
        if (document.get(RunDocument.SPEC) instanceof Map<?, ?> specs) {
            changed.put(RunDocument.SPEC, specs(specs, places));
        }
        if (document.get(RunDocument.RESULT) instanceof Map<?, ?> result
                && result.get(RunDocument.SPEC) instanceof Map<?, ?> specs) {
            Map<String, Object> moved = texts(result);
            moved.put(RunDocument.SPEC, specs(specs, places));
            changed.put(RunDocument.RESULT, moved);
        }
        return changed;
    }

    private static Map<String, Object> specs(Map<?, ?> specs, Map<String, String> places) {
        Map<String, Object> moved = texts(specs);
        moved.replaceAll((key, value) -> SPECS.contains(key) && value instanceof String text
                ? DataFiles.moved(text, file -> places.getOrDefault(file, file))
                : value);
        return moved;
    }

    private static Map<String, Object> texts(Map<?, ?> map) {
        Map<String, Object> texts = new LinkedHashMap<>();
        map.forEach((key, value) -> texts.put(String.valueOf(key), value));
        return texts;
    }
}
