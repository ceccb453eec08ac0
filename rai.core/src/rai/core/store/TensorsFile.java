package rai.core.store;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.stream.Stream;
import rai.api.network.NamedTensor;

/**
 * {@code tensors.jsonl}: a line for each tensor of the network, with its name, its shape, and where it lies in which flat
 * array: so any tool can cut the arrays of {@code checkpoint/} and {@code checkpoints/} into tensors.
 */
final class TensorsFile {
    static final String FILE = "tensors.jsonl";

    private TensorsFile() {}

    /** Writes all lines or none; one at a time, since a deep network has very many. */
    static void write(Path dir, Stream<NamedTensor> tensors, Disk disk) throws IOException {
        Path partial = dir.resolve(FILE + Durable.PARTIAL);
        disk.write(partial, out -> {
            var writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            for (Iterator<NamedTensor> all = tensors.iterator(); all.hasNext(); ) {
                writer.write(Json.line(document(all.next())));
            }
            writer.flush();
        });
        Durable.replace(partial, dir.resolve(FILE));
    }

    /** @throws IOException if it can't be read, or is not as it was written */
    static List<NamedTensor> read(Path dir) throws IOException {
        List<NamedTensor> tensors = new ArrayList<>();
        for (String line : Files.readAllLines(dir.resolve(FILE))) {
            try {
                tensors.add(tensor(Json.parse(line).orElseThrow()));
            } catch (ClassCastException | NullPointerException | NoSuchElementException e) {
                throw new IOException("line " + (tensors.size() + 1) + " does not describe a tensor", e);
            }
        }
        return tensors;
    }

    @SuppressWarnings("unchecked")
    private static NamedTensor tensor(Map<String, Object> document) {
        List<Long> shape = ((List<Long>) document.get("shape"))
                .stream().map(Long::longValue).toList();
        return new NamedTensor(text(document, "name"), shape, text(document, "array"), (Long) document.get("offset"));
    }

    private static String text(Map<String, Object> document, String key) {
        return Objects.requireNonNull((String) document.get(key));
    }

    private static Map<String, Object> document(NamedTensor tensor) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", tensor.name());
        document.put("shape", tensor.shape());
        document.put("array", tensor.array());
        document.put("offset", tensor.offset());
        return document;
    }
}
