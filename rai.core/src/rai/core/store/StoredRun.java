package rai.core.store;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.spec.SpecException;

/** A run as its directory keeps it. */
public final class StoredRun {
    private final Path directory;
    private final JsonObject run;

    private StoredRun(Path directory, JsonObject run) {
        this.directory = directory;
        this.run = run;
    }

    /**
     * @param directory the directory of a run
     * @return what it keeps
     * @throws SpecException where there is no run, or one that can't be read
     */
    public static StoredRun read(Path directory) {
        Path file = directory.resolve(RunDocument.FILE);
        if (!Files.isRegularFile(file)) {
            throw new SpecException("there is no run in " + directory + ": " + RunDocument.FILE + " is missing");
        }
        try {
            JsonObject run =
                    new Gson().toJsonTree(RunDocument.readMap(directory)).getAsJsonObject();
            if (!Files.isDirectory(directory.resolve(FinalState.FOLDER))) {
                throw new SpecException("the run in " + directory + " has not ended, so there is no network yet");
            }
            return new StoredRun(directory, run);
        } catch (IOException | JsonParseException e) {
            throw new SpecException("the run in " + directory + " can't be read: " + e.getMessage(), e);
        }
    }

    /** @return all specs as resolved */
    public Map<String, Object> spec() {
        return new Gson().fromJson(run.get("spec"), new TypeToken<Map<String, Object>>() {}.getType());
    }

    /**
     * @param key such as {@code network}
     * @return that spec
     */
    public String spec(String key) {
        return member("spec", key).getAsString();
    }

    /** @return the number of features */
    public int inputs() {
        return member("data", "inputs").getAsInt();
    }

    /** @return the width of the output */
    public int outputs() {
        return member("data", "outputs").getAsInt();
    }

    /** @return the task */
    public String task() {
        return member("data", "task").getAsString();
    }

    /** @return the names of the classes */
    public List<String> classNames() {
        return member("data", "classes").getAsJsonArray().asList().stream()
                .map(JsonElement::getAsString)
                .toList();
    }

    /**
     * @param name such as {@code parameters}
     * @return the array
     */
    public INDArray array(String name) {
        Path file = ArrayFiles.file(directory.resolve(FinalState.FOLDER), name);
        if (!Files.isRegularFile(file)) {
            throw new SpecException("the run in " + directory + " is damaged: " + file + " is missing");
        }
        return ArrayFiles.read(directory.resolve(FinalState.FOLDER), name);
    }

    private JsonElement member(String object, String key) {
        JsonObject o = run.getAsJsonObject(object);
        if (o == null || !o.has(key)) {
            throw new SpecException("the run in " + directory + " is damaged: its " + RunDocument.FILE + " has no "
                    + object + "." + key);
        }
        return o.get(key);
    }
}
