package rai.core.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.spec.SpecException;

/**
 * The state of a run between two steps, in a folder of its own named by the number of steps done:
 *
 * <pre>
 * *.npy          the arrays
 * state.json     the numbers; those that are not finite as the texts NaN, Infinity and -Infinity
 * manifest.json  SHA-256 of all these files
 * </pre>
 *
 * <p>The folder gets its name when all of it is on the disk. So what has the name is whole, unless the disk or somebody
 * damages it, which the checksums show.
 */
public final class Checkpoint {
    /** The key of the figures that were counted in the phase. */
    public static final String COUNTS = "counts";

    static final String FOLDER = "checkpoints";
    /** Approximate space for the folder and the files that are not arrays. */
    static final long TEXTS = 1 << 15;

    private static final String STATE = "state.json";
    private static final String MANIFEST = "manifest.json";

    private final Path folder;
    private final long step;
    private final Map<String, Object> state;

    private Checkpoint(Path folder, long step, Map<String, Object> state) {
        this.folder = folder;
        this.step = step;
        this.state = state;
    }

    /**
     * The state at the end of a run as a checkpoint, which is not in the folder of checkpoints yet.
     *
     * @param folder the folder of the final state
     * @param step the steps done
     * @param state the numbers of the state; those of services are among the arrays
     */
    static Checkpoint ofEnd(Path folder, long step, Map<String, Object> state) {
        return new Checkpoint(folder, step, state);
    }

    /** @return the sums of what was counted in the last phase of a run; none if an earlier version wrote the folder of its final state */
    static Map<String, Double> countsIn(Path folder) throws IOException {
        Map<String, Double> counts = new LinkedHashMap<>();
        for (Path file : filesIn(folder)) {
            String name = ArrayFiles.name(file);
            if (name.startsWith(ArrayNames.COUNTED)) {
                counts.put(
                        name.substring(ArrayNames.COUNTED.length()),
                        ArrayFiles.read(folder, name).getDouble(0));
            }
        }
        return counts;
    }

    /** Writes a copy of what {@link #ofEnd} has made into the folder of checkpoints. */
    void keep(Path run, int keep, Disk disk) throws IOException {
        Map<String, INDArray> arrays = new LinkedHashMap<>();
        for (Path file : filesIn(folder)) {
            String name = ArrayFiles.name(file);
            if (!name.isEmpty()) {
                arrays.put(name, array(name));
            }
        }
        write(run, step, state, arrays, keep, disk);
    }

    /** Writes a checkpoint, then deletes the oldest ones beyond so many. */
    static void write(Path run, long step, Map<String, Object> state, Map<String, INDArray> arrays, int keep, Disk disk)
            throws IOException {
        Path all = run.resolve(FOLDER);
        if (!Files.isDirectory(all)) {
            Files.createDirectory(all);
        }
        Path whole = all.resolve(String.format("%012d", step));
        Path partial = all.resolve(whole.getFileName() + Durable.PARTIAL);
        Durable.delete(partial);
        disk.require(all, ArrayFiles.bytes(arrays) + TEXTS);
        Files.createDirectory(partial);
        ArrayFiles.write(partial, arrays, disk);
        Json.write(partial.resolve(STATE), Json.exact(state), disk);
        writeManifest(partial, disk);
        Durable.replaceFolder(partial, whole);
        List<Path> present = newestFirst(run);
        for (Path old : present.subList(Math.min(keep, present.size()), present.size())) {
            Durable.delete(old);
        }
    }

    private static void writeManifest(Path folder, Disk disk) throws IOException {
        Map<String, Object> sums = new LinkedHashMap<>();
        for (Path file : filesIn(folder)) {
            if (!file.endsWith(MANIFEST)) {
                sums.put(file.getFileName().toString(), sha256(file));
            }
        }
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("format", 1);
        manifest.put("sha256", sums);
        Json.write(folder.resolve(MANIFEST), manifest, disk);
    }

    /** Changes the numbers and texts of a whole checkpoint; a broken one stays as it is. */
    static void change(Path folder, UnaryOperator<Map<String, Object>> change, Disk disk) throws IOException {
        try {
            read(folder);
        } catch (IOException | SpecException e) {
            return;
        }
        Json.write(folder.resolve(STATE), change.apply(Json.read(folder.resolve(STATE))), disk);
        writeManifest(folder, disk);
    }

    /** @return the folders of all checkpoints of a run, whole or broken */
    static List<Path> newestFirst(Path run) throws IOException {
        Path all = run.resolve(FOLDER);
        if (!Files.isDirectory(all)) {
            return List.of();
        }
        return filesIn(all).stream()
                .filter(path -> path.getFileName().toString().matches("\\d{12,}"))
                .sorted(Comparator.comparingLong(Checkpoint::stepOf).reversed())
                .toList();
    }

    /** Deletes the checkpoints of a run that are newer than one, or all, and what was left of some that never became whole. */
    static void dropAfter(Path run, Checkpoint last) throws IOException {
        Path all = run.resolve(FOLDER);
        if (!Files.isDirectory(all)) {
            return;
        }
        for (Path folder : newestFirst(run)) {
            if (last == null || stepOf(folder) > last.step()) {
                Durable.delete(folder);
            }
        }
        Durable.tidy(all);
    }

    private static long stepOf(Path folder) {
        return Long.parseLong(folder.getFileName().toString());
    }

    /**
     * Reads a checkpoint and checks that it is whole.
     *
     * @throws IOException if it is not, and why
     */
    static Checkpoint read(Path folder) throws IOException {
        if (!(Json.read(folder.resolve(MANIFEST)).get("sha256") instanceof Map<?, ?> sums)
                || !sums.containsKey(STATE)) {
            throw new IOException("its " + MANIFEST + " names no " + STATE);
        }
        for (var sum : sums.entrySet()) {
            Path file = folder.resolve(String.valueOf(sum.getKey()));
            if (!Files.isRegularFile(file)) {
                throw new IOException("its " + sum.getKey() + " is missing");
            }
            if (!sha256(file).equals(sum.getValue())) {
                throw new IOException("its " + sum.getKey() + " is not what was written");
            }
        }
        return new Checkpoint(
                folder, stepOf(folder), Format.current(Json.exactly(Json.read(folder.resolve(STATE))), STATE));
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of()
                    .formatHex(((DigestInputStream) in).getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** @return the steps done */
    public long step() {
        return step;
    }

    /** @return whether something was written under a key of the state */
    public boolean has(String key) {
        return state.get(key) != null;
    }

    /**
     * The numbers that services keep.
     *
     * @param names their names
     * @return the numbers by name
     * @throws SpecException if one is missing
     */
    public Map<String, Object> numbers(Set<String> names) {
        if (state.get("numbers") instanceof Map<?, ?>) {
            return map("numbers");
        }
        Map<String, Object> numbers = new LinkedHashMap<>();
        for (String name : names) {
            INDArray number = array(name);
            if (number == null) {
                throw new SpecException("the state " + folder + " has no " + name
                        + ": a service now in use keeps a different state from the one that the run began with");
            }
            numbers.put(name, number.getDouble(0));
        }
        return numbers;
    }

    /** @return the sums of what was counted in the phase; none if an earlier version wrote this checkpoint */
    public Map<String, Double> counts() {
        Map<String, Double> counts = new LinkedHashMap<>();
        if (has(COUNTS)) {
            map(COUNTS).forEach((name, sum) -> counts.put(name, ((Number) sum).doubleValue()));
        }
        return counts;
    }

    /** @return if an earlier version wrote this checkpoint in the course of a phase, what it means that it has no sums */
    public Optional<String> uncounted() {
        long done = numberOr("steps_of_phase", 0);
        return has(COUNTS) || done == 0
                ? Optional.empty()
                : Optional.of("an earlier version of RAI, which counted layer_updates otherwise, did the first " + done
                        + (done == 1 ? " step" : " steps")
                        + " of the phase: its sum is not known, and is left out of the figures of this phase");
    }

    /**
     * @param key one of the state
     * @return what was written under it: a map, a list, a text, a {@code Long} or a {@code Double}
     * @throws SpecException if nothing was
     */
    public Object get(String key) {
        Object value = state.get(key);
        if (value == null) {
            throw new SpecException(
                    "the checkpoint " + folder + " has no " + key + ": another version of RAI wrote it");
        }
        return value;
    }

    /**
     * @param key one of the state
     * @return the whole number written under it
     */
    public long number(String key) {
        return ((Number) get(key)).longValue();
    }

    /**
     * @param key one of the state
     * @param otherwise what is taken where nothing was written under it
     * @return the whole number written under it
     */
    public long numberOr(String key, long otherwise) {
        return state.get(key) instanceof Number number ? number.longValue() : otherwise;
    }

    /**
     * @param key one of the state
     * @return whether it is written that this is not so; false if an earlier version wrote this checkpoint, which did not say
     */
    public boolean denies(String key) {
        return Boolean.FALSE.equals(state.get(key));
    }

    /** @return the map written under a key; null if there is none */
    @SuppressWarnings("unchecked")
    Map<String, Object> mapOrNull(String key) {
        return (Map<String, Object>) state.get(key);
    }

    /**
     * @param key one of the state
     * @return the map written under it
     */
    @SuppressWarnings("unchecked")
    public Map<String, Object> map(String key) {
        return (Map<String, Object>) get(key);
    }

    /** @return a list, unless an earlier version wrote this checkpoint, which did not keep it */
    public Optional<List<?>> list(String key) {
        return state.get(key) instanceof List<?> list ? Optional.of(list) : Optional.empty();
    }

    private INDArray array(String name) {
        try {
            return Files.isRegularFile(ArrayFiles.file(folder, name)) ? ArrayFiles.read(folder, name) : null;
        } catch (IOException e) {
            throw new SpecException(
                    "the checkpoint " + folder + " is damaged: its " + name + " can't be read: " + e.getMessage(), e);
        }
    }

    /**
     * Gives an array the values that were written.
     *
     * @param name its name
     * @param target the array
     * @throws SpecException if there is no such array, or one of another size or type
     */
    public void restore(String name, INDArray target) {
        INDArray stored = array(name);
        if (stored == null || stored.length() != target.length() || stored.dataType() != target.dataType()) {
            throw new SpecException("the checkpoint " + folder + " has no " + name + " of " + target.length()
                    + " numbers: a service now in use keeps a different state from the one that the run began with");
        }
        target.assign(stored.reshape(target.shape()));
    }
}
