package rai.core.store;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.data.Part;
import rai.api.data.Task;
import rai.api.run.RunRequest;
import rai.api.spec.SpecException;

/** What a trained network is built again from: the specs of its run, the facts of its data, and its arrays. */
public final class StoredNetwork {
    private final StoredReader reader;
    private final Map<String, Object> run;
    private final Path directory;

    private StoredNetwork(Path directory, StoredReader reader, Map<String, Object> run) {
        this.directory = directory;
        this.reader = reader;
        this.run = run;
    }

    /**
     * @param directory the directory of a run
     * @return its network
     * @throws SpecException if there is no run, or one that has not ended or can't be read
     */
    public static StoredNetwork read(Path directory) {
        StoredReader reader = StoredReader.open(directory);
        Map<String, Object> run = reader.document();
        reader.requireFinalState();
        return new StoredNetwork(directory, reader, run);
    }

    /** @return what was asked for */
    public RunRequest request() {
        return reader.request();
    }

    /**
     * The data of a run must not have changed since it was trained.
     *
     * @param part a part of them
     * @param checksum that of the part as it is now
     * @throws SpecException if the run has seen other data
     */
    public void requireSame(Part part, String checksum) {
        String then = member(RunDocument.DATA, checksumKey(part), String.class);
        if (!then.equals(checksum)) {
            throw new SpecException("the " + part.key() + " data of the run in " + directory
                    + " have changed since it was trained: give the data to be used with --data");
        }
    }

    /**
     * @param part a part of the data
     * @return the key under which run.json has its checksum
     */
    public static String checksumKey(Part part) {
        return part == Part.TRAIN ? "sha256" : part.key() + "_sha256";
    }

    /** @return all specs as resolved */
    @SuppressWarnings("unchecked")
    public Map<String, Object> spec() {
        return run.get(RunDocument.SPEC) instanceof Map<?, ?> spec ? (Map<String, Object>) spec : Map.of();
    }

    /**
     * @param key such as {@code network}
     * @return that spec
     */
    public String spec(String key) {
        return member(RunDocument.SPEC, key, String.class);
    }

    /** @return the number of features */
    public int inputs() {
        return Math.toIntExact(member(RunDocument.DATA, "inputs", Long.class));
    }

    /** @return the width of the output */
    public int outputs() {
        return Math.toIntExact(member(RunDocument.DATA, "outputs", Long.class));
    }

    /** @return the number of training examples */
    public int examples() {
        return Math.toIntExact(member(RunDocument.DATA, "examples", Long.class));
    }

    /** @return what was learnt */
    public Task task() {
        return Task.valueOf(member(RunDocument.DATA, "task", String.class));
    }

    /** @return the classes, in their order */
    public List<String> classes() {
        return texts("classes");
    }

    /** @return the names of the features */
    public List<String> features() {
        return texts("features");
    }

    /** @return the document of how tables become examples; runs of earlier versions, which learnt from numbers only, have none */
    public Optional<Map<?, ?>> preparation() {
        return run.get(RunDocument.DATA) instanceof Map<?, ?> data
                        && data.get("preparation") instanceof Map<?, ?> learnt
                ? Optional.of(learnt)
                : Optional.empty();
    }

    private List<String> texts(String key) {
        List<?> list = member(RunDocument.DATA, key, List.class);
        return list.stream().map(String::valueOf).toList();
    }

    /**
     * @param name such as {@code parameters}
     * @return the array
     * @throws SpecException if it is missing or can't be read
     */
    public INDArray array(String name) {
        return reader.array(name);
    }

    private <T> T member(String object, String key, Class<T> type) {
        Object value = run.get(object) instanceof Map<?, ?> map ? map.get(key) : null;
        if (!type.isInstance(value)) {
            throw reader.damaged("its " + RunDocument.FILE + " has no " + object + "." + key, null);
        }
        return type.cast(value);
    }
}
