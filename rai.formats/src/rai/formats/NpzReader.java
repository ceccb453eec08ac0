package rai.formats;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import rai.api.array.NpyHeader;
import rai.api.data.DataException;
import rai.api.exchange.Weights;
import rai.api.exchange.Weights.Weight;
import rai.api.spec.SpecException;

/** Reads the arrays of floating-point numbers of a file of {@code numpy.savez}. Nothing in it is run, and its names are names only. */
final class NpzReader {
    private NpzReader() {}

    static Weights read(Path file) throws IOException {
        Budget budget = new Budget(file);
        List<Weight> arrays = new ArrayList<>();
        try (ZipFile archive = new ZipFile(file.toFile())) {
            List<? extends ZipEntry> entries = Collections.list(archive.entries());
            if (entries.stream().anyMatch(entry -> entry.getName().endsWith(".pkl"))) {
                throw new DataException("the file " + file + " is one of torch.save, which holds pickles, and they are"
                        + " never read: save the weights with safetensors, or with numpy.savez");
            }
            for (ZipEntry entry : entries) {
                budget.requireFew(arrays.size());
                if (entry.getName().endsWith(".npy")) {
                    budget.requireNoBomb(entry);
                    String name = Budget.shown(entry.getName().replaceFirst("\\.npy$", ""));
                    try (InputStream in = new BufferedInputStream(archive.getInputStream(entry))) {
                        array("the array '" + name + "' of " + file, name, in, budget)
                                .ifPresent(arrays::add);
                    } catch (EOFException e) {
                        throw new DataException("the array '" + name + "' of " + file + " is cut off", e);
                    }
                }
            }
        } catch (SpecException e) { // of a header
            throw DataException.of(e);
        } catch (IOException | IllegalArgumentException e) { // names that are not UTF-8 are an illegal argument
            throw new DataException("the file " + file + " is not a .npz file, or is damaged or cut off", e);
        }
        if (arrays.isEmpty()) {
            throw new DataException("the file " + file + " holds no array of floating-point numbers");
        }
        return new Weights(arrays, Map.of());
    }

    /** @return the array; none if it counts something, as num_batches_tracked does */
    private static Optional<Weight> array(String origin, String name, InputStream in, Budget budget)
            throws IOException {
        NpyHeader header = NpyHeader.read(origin, in);
        String type = header.type();
        if (type.startsWith("O")) {
            throw new DataException(origin + " holds Python objects, which are never read: save arrays of numbers");
        }
        if (type.matches("[iub]\\d+")) {
            return Optional.empty();
        }
        ElementType element = ElementType.ofNumpy(type)
                .orElseThrow(() -> new DataException(
                        origin + " is of the type " + type + ": types that are read are f2, f4 and f8"));
        List<Long> shape = header.shape();
        int length = ArrayReader.length(origin, shape);
        budget.take(origin, length);
        Weight weight = ArrayReader.read(origin, name, shape, element, header.order(), in);
        if (in.read() >= 0) {
            throw new DataException(origin + " holds more than its header says, which is the shape " + shape);
        }
        return Optional.of(header.fortran() && shape.size() > 1 ? ArrayReader.ofFortran(weight) : weight);
    }
}
