package rai.core.store;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import rai.api.probe.Measurement;
import rai.api.run.RunEvent;
import rai.api.spec.Spec;

/**
 * {@code probes/*.csv}, written; see {@link ProbeRows}. Each probe has a file, with a row per measurement: the step, the layer, and
 * a number for each of its columns.
 */
final class ProbeFiles implements Closeable {
    static final String FOLDER = "probes";
    static final List<String> FIRST_COLUMNS = List.of("step", "layer");
    private static final int MOST_OF_A_STEP = 1 << 16;

    private final Path folder;
    /** The columns of each probe, by its spec as it was asked for. */
    private final Map<String, List<String>> columns = new LinkedHashMap<>();

    private final Map<String, String> names;
    private final Map<String, AppendedFile> files = new LinkedHashMap<>();

    private ProbeFiles(Path dir, Map<String, List<String>> columns) {
        folder = dir.resolve(FOLDER);
        this.columns.putAll(columns);
        names = names(List.copyOf(columns.keySet()));
    }

    /**
     * @param probes the specs of probes, as they were asked for
     * @return the name of the file of each: that of the probe, with a number if it is not the first of this name
     */
    static Map<String, String> names(List<String> probes) {
        Map<String, String> names = new LinkedHashMap<>();
        Set<String> taken = new TreeSet<>();
        for (String probe : probes) {
            String name = Spec.parse(probe).name();
            String file = name;
            for (int i = 2; !taken.add(file); i++) {
                file = name + "-" + i;
            }
            names.put(probe.strip(), file + ".csv");
        }
        return names;
    }

    /** @param columns the columns of each probe, by its spec; empty without probes: then there is no folder */
    static ProbeFiles open(Path dir, Map<String, List<String>> columns, Disk disk) throws IOException {
        ProbeFiles all = new ProbeFiles(dir, columns);
        if (!columns.isEmpty()) {
            Files.createDirectories(all.folder);
        }
        try {
            for (String probe : columns.keySet()) {
                all.files.put(probe, AppendedFile.open(all.folder.resolve(all.names.get(probe)), disk));
            }
        } catch (IOException e) {
            all.close();
            throw e;
        }
        return all;
    }

    /** Drops all after the point where the run begins or continues. A file that continues keeps the columns that it has. */
    void begin(ResumePoint from) throws IOException {
        for (var file : files.entrySet()) {
            String name = names.get(file.getKey());
            long bytes = from.probeBytes().getOrDefault(name, 0L);
            file.getValue().cut(bytes);
            if (bytes == 0) {
                List<String> all = new ArrayList<>(FIRST_COLUMNS);
                all.addAll(columns.get(file.getKey()));
                file.getValue().append(String.join(",", all) + "\n");
            } else {
                columns.put(file.getKey(), ProbeRows.columns(folder.resolve(name)));
            }
        }
    }

    /** What a version of the probe measures that the file has no column for is left out; what it does not measure is NaN. */
    void record(RunEvent event) {
        if (event instanceof RunEvent.Probed probed && files.containsKey(probed.probe())) {
            StringBuilder text = new StringBuilder();
            for (Measurement row : probed.rows()) {
                Map<String, Double> values = new HashMap<>();
                for (int i = 0; i < probed.columns().size(); i++) {
                    values.put(probed.columns().get(i), row.values().get(i));
                }
                text.append(probed.step()).append(',').append(row.layer());
                columns.get(probed.probe())
                        .forEach(column -> text.append(',').append(values.getOrDefault(column, Double.NaN)));
                text.append('\n');
            }
            files.get(probed.probe()).append(text.toString());
        }
    }

    void flush() throws IOException {
        for (AppendedFile file : files.values()) {
            file.flush();
        }
    }

    /** Waits until all is on the disk; returns how many bytes each file has. */
    Map<String, Long> sync() throws IOException {
        Map<String, Long> lengths = new LinkedHashMap<>();
        for (var file : files.entrySet()) {
            lengths.put(names.get(file.getKey()), file.getValue().sync());
        }
        return lengths;
    }

    /**
     * The lengths of the files of a run that has ended.
     *
     * @param probes the specs of its probes
     * @param without measurements after this step do not count; -1 if all count
     */
    static Map<String, Long> lengths(Path dir, List<String> probes, long without) throws IOException {
        Map<String, Long> lengths = new LinkedHashMap<>();
        for (String name : names(probes).values()) {
            Path file = dir.resolve(FOLDER).resolve(name);
            lengths.put(name, lengthWithout(file, without));
        }
        return lengths;
    }

    /** Read from the end, in pieces that grow until one holds all measurements after the last step. */
    private static long lengthWithout(Path path, long step) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            long length = file.length();
            for (long piece = MOST_OF_A_STEP; ; piece *= 4) {
                byte[] end = new byte[(int) Math.min(length, Math.min(piece, Integer.MAX_VALUE - 8))];
                file.seek(length - end.length);
                file.readFully(end);
                int kept = end.length;
                while (kept > 0 && isOf(step, end, lineBefore(end, kept))) {
                    kept = lineBefore(end, kept);
                }
                if (kept > 0 && lineBefore(end, kept) > 0 || end.length == length) {
                    return length - end.length + kept;
                }
            }
        }
    }

    /** @return where the line begins that ends before an index */
    private static int lineBefore(byte[] text, int end) {
        int at = end - 1;
        while (at > 0 && text[at - 1] != '\n') {
            at--;
        }
        return at;
    }

    private static boolean isOf(long step, byte[] text, int line) {
        byte[] first = (step + ",").getBytes(StandardCharsets.UTF_8);
        if (line + first.length > text.length) {
            return false;
        }
        for (int i = 0; i < first.length; i++) {
            if (text[line + i] != first[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        IOException failed = null;
        for (AppendedFile file : files.values()) {
            try {
                file.close();
            } catch (IOException e) {
                failed = e;
            }
        }
        if (failed != null) {
            throw failed;
        }
    }
}
