package rai.core.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.network.NamedTensor;
import rai.api.run.RunReader;
import rai.api.run.Runs.Kept;
import rai.api.spec.SpecException;
import rai.api.spec.Words;

/** Reads the directory of a run. */
public final class StoredReader implements RunReader {
    private final Path directory;

    private StoredReader(Path directory) {
        this.directory = directory;
    }

    /**
     * @param directory the directory of a run
     * @return its reader
     * @throws SpecException if there is no run
     */
    public static RunReader open(Path directory) {
        KeptRuns.require(directory);
        return new StoredReader(directory);
    }

    @Override
    public Path directory() {
        return directory;
    }

    @Override
    public Kept status() {
        return KeptRuns.read(directory);
    }

    @Override
    public void history(Consumer<Row> reader) {
        Path file = directory.resolve(HistoryFile.FILE);
        int number = 1;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            StringBuilder line = new StringBuilder();
            List<String> columns = null;
            for (int c = lines.read(); c >= 0; c = lines.read()) {
                if (c != '\n') {
                    line.append((char) c);
                    continue;
                }
                List<String> cells = HistoryFile.cells(line.toString());
                if (columns == null) {
                    columns = cells;
                } else {
                    reader.accept(row(columns, cells, number));
                }
                number++;
                line.setLength(0);
            }
            if (columns == null) {
                throw new SpecException("the run in " + directory + " has no history yet");
            }
        } catch (NoSuchFileException e) {
            throw new SpecException("the run in " + directory + " has no history: " + HistoryFile.FILE + " is missing");
        } catch (IOException e) {
            throw damaged(HistoryFile.FILE, e);
        }
    }

    private Row row(List<String> columns, List<String> cells, int number) {
        try {
            Map<String, Double> metrics = new LinkedHashMap<>();
            for (int i = HistoryFile.FIRST_COLUMNS.size(); i < columns.size(); i++) {
                if (!cells.get(i).isEmpty()) {
                    metrics.put(columns.get(i), Double.valueOf(cells.get(i)));
                }
            }
            OptionalDouble objective = cells.get(2).isEmpty()
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(Double.parseDouble(cells.get(2)));
            return new Row(Long.parseLong(cells.get(0)), cells.get(1), objective, metrics);
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new SpecException("the run in " + directory + " is damaged: line " + number + " of its "
                    + HistoryFile.FILE + " can't be read");
        }
    }

    @Override
    public List<NamedTensor> tensors() {
        if (Files.isRegularFile(directory.resolve(TensorsFile.FILE))) {
            try {
                return TensorsFile.read(directory);
            } catch (IOException e) {
                throw damaged(TensorsFile.FILE, e);
            }
        }
        requireEnded();
        List<NamedTensor> arrays = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory.resolve(FinalState.FOLDER))) {
            for (String name : files.map(ArrayFiles::name)
                    .filter(n -> !n.isEmpty())
                    .sorted()
                    .toList()) {
                List<Long> shape = LongStream.of(array(name).shape()).boxed().toList();
                arrays.add(new NamedTensor(name, shape, name, 0));
            }
        } catch (IOException e) {
            throw damaged(FinalState.FOLDER, e);
        }
        return arrays;
    }

    @Override
    public INDArray tensor(String name) {
        List<NamedTensor> all = tensors();
        NamedTensor tensor = all.stream()
                .filter(t -> t.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Words.unknown(
                        "tensor", name, all.stream().map(NamedTensor::name).toList()));
        requireEnded();
        INDArray array = array(tensor.array());
        if (tensor.offset() + tensor.length() > array.length()) {
            throw new SpecException("the run in " + directory + " is damaged: its " + tensor.array() + " has "
                    + array.length() + " numbers, too few for " + name);
        }
        long[] shape = tensor.shape().stream().mapToLong(Long::longValue).toArray();
        INDArray flat = array.reshape(new long[] {array.length()});
        return flat.get(org.nd4j.linalg.indexing.NDArrayIndex.interval(
                        tensor.offset(), tensor.offset() + tensor.length()))
                .dup('c')
                .reshape(shape);
    }

    private void requireEnded() {
        if (!Files.isDirectory(directory.resolve(FinalState.FOLDER))) {
            throw new SpecException("the run in " + directory + " has not ended, so there is no network yet");
        }
    }

    private INDArray array(String name) {
        Path folder = directory.resolve(FinalState.FOLDER);
        Path file = ArrayFiles.file(folder, name);
        if (!Files.isRegularFile(file)) {
            throw new SpecException("the run in " + directory + " is damaged: " + file + " is missing");
        }
        try {
            return ArrayFiles.read(folder, name);
        } catch (RuntimeException e) {
            throw new SpecException("the run in " + directory + " is damaged: " + file + " can't be read", e);
        }
    }

    private SpecException damaged(String file, Exception e) {
        return new SpecException(
                "the run in " + directory + " is damaged: its " + file + " can't be read: " + e.getMessage(), e);
    }
}
