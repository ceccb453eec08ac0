package rai.datasets;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.osgi.service.component.annotations.Component;
import rai.api.data.DataException;
import rai.api.data.DataPlaces;
import rai.api.data.Dataset;
import rai.api.data.DatasetSource;
import rai.api.data.Matrix;
import rai.api.data.RowSource;
import rai.api.data.Table;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;
import rai.api.spec.SpecException;
import rai.api.spec.Words;

/**
 * Arrays of NumPy: those called X and y in a file of {@code numpy.savez}, or two files of {@code numpy.save}. X [n, ...] become features, row by
 * row in c order, called x1, x2, ...; y is [n] or [n, c]. Types: float32, float64, int8 to int64, uint8 and bool. With {@code
 * task=auto} the targets are classes if they are whole numbers of at most {@value Table#MOST_CLASSES} distinct values. With {@code
 * mapped=true} the features stay in their .npy file.
 */
@Component
@Named("npz")
@About(
        value = "Arrays of NumPy: X and y in a .npz file, or two .npy files.",
        source = "Harris et al., 2020, Nature 585: NumPy; the format is NEP 1")
public class Npz implements DatasetSource {
    private static final String NONE = "-";
    private static final String ENDING = ".npy";

    @Setting(
            value = "The file: a .npz with both arrays, or the .npy of the features; a relative path starts at the"
                    + " working directory.",
            required = true)
    Path file;

    @Setting("The .npy file of the targets, if the file is the .npy of the features; - is none.")
    String targets = NONE;

    @Setting("The name of the features in the .npz.")
    String x = "X";

    @Setting("The name of the targets in the .npz.")
    String y = "y";

    @Setting("What to learn: classes, numbers, or what the targets look like.")
    Table.Goal task = Table.Goal.AUTO;

    @Setting("Whether the features stay in the file, an uncompressed .npy, and are read in mini-batches: for data"
            + " larger than memory.")
    boolean mapped = false;

    @Override
    public Dataset load() {
        DataFile.requireFile(file, "a file of NumPy");
        boolean single = file.toString().endsWith(ENDING);
        if (single == targets.equals(NONE)) {
            throw new SpecException(
                    single
                            ? "npz needs the targets of " + file + ": name their file, as in targets=y.npy"
                            : "npz reads the targets from " + file + " itself: leave out targets, or give two .npy"
                                    + " files");
        }
        if (mapped) {
            return onDemand(single);
        }
        return single ? dataset(array(file), array(Path.of(targets))) : dataset(inArchive(x), inArchive(y));
    }

    /** The features alone, taken by their position; they may be NaN, which is a missing value. */
    @Override
    public void pieces(DataPlaces places, int rows, Consumer<Table> reader) {
        DataFile.requireFile(file, "a file of NumPy");
        if (file.toString().endsWith(ENDING)) {
            try (InputStream bytes = DataFile.open(file)) {
                new NpyPieces("the file " + file, file.toString(), bytes, DataFile.plain(file)).read(rows, reader);
            } catch (IOException e) {
                throw DataFile.unreadable(file, e);
            }
        } else {
            inArchive(x, (origin, bytes) -> {
                new NpyPieces(origin, file.toString(), bytes, Optional.empty()).read(rows, reader);
                return null;
            });
        }
    }

    private Dataset onDemand(boolean single) {
        if (!single) {
            throw new SpecException("mapped=true is for .npy files, but " + file
                    + " is an archive: write each of its arrays with numpy.save, and give npz(file=X.npy,"
                    + " targets=y.npy, mapped=true)");
        }
        DataFile.requirePlain(file);
        NpyLayout header;
        try (InputStream bytes = DataFile.open(file)) {
            header = NpyLayout.read("the file " + file, bytes);
        } catch (IOException e) {
            throw DataFile.unreadable(file, e);
        }
        if (header.fortran() && header.shape().length > 1) {
            throw new DataException("the array of " + file
                    + " is in the order of Fortran, so its rows are not together: write it with"
                    + " numpy.save(file, numpy.ascontiguousarray(X)), or leave out mapped=true");
        }
        NpyArray wanted = array(Path.of(targets));
        if (header.rows() == 0 || header.width() == 0) {
            throw unfit(header.dimensions(), wanted);
        }
        RowSource features =
                new MappedRows(file, header.offset(), header.element(), header.order(), header.rows(), header.width());
        if (wanted.shape().length > 2 || features.rows() != wanted.rows()) {
            throw unfit(header.dimensions(), wanted);
        }
        if (header.element() == Element.FLOAT || header.element() == Element.DOUBLE) {
            double[] row = new double[features.width()];
            for (int i = 0; i < features.rows(); i++) {
                features.read(i, row);
                requireFinite(row, i, row.length, "features");
            }
        }
        requireFinite(wanted.values(), 0, wanted.width(), "targets");
        return NumberData.of(file.toString(), columns(wanted), task).with(features);
    }

    private static NpyArray array(Path path) {
        DataFile.requireFile(path, "a file of NumPy");
        try (InputStream bytes = DataFile.open(path)) {
            return NpyArray.read("the file " + path, bytes);
        } catch (IOException e) {
            throw DataFile.unreadable(path, e);
        }
    }

    private NpyArray inArchive(String name) {
        return inArchive(name, NpyArray::read);
    }

    /** Reads an array. */
    private interface Reading {
        NpyArray of(String origin, InputStream bytes) throws IOException;
    }

    private NpyArray inArchive(String name, Reading reading) {
        try (ZipFile archive = new ZipFile(file.toFile())) {
            ZipEntry entry = archive.getEntry(name + ENDING);
            if (entry == null) {
                throw Words.unknown(
                        "array of " + file,
                        name,
                        archive.stream()
                                .map(one -> one.getName().replaceFirst("\\.npy$", ""))
                                .toList());
            }
            try (InputStream bytes = new BufferedInputStream(archive.getInputStream(entry))) {
                return reading.of("the array " + name + " of " + file, bytes);
            }
        } catch (ZipException e) {
            throw new DataException("the file " + file + " is not a .npz file, or is damaged or cut off", e);
        } catch (IOException e) {
            throw DataFile.unreadable(file, e);
        }
    }

    private Dataset dataset(NpyArray features, NpyArray wanted) {
        if (features.values().length == 0 || wanted.shape().length > 2 || features.rows() != wanted.rows()) {
            throw unfit(features.dimensions(), wanted);
        }
        requireFinite(features.values(), 0, features.width(), "features");
        requireFinite(wanted.values(), 0, wanted.width(), "targets");
        return NumberData.of(
                file.toString(),
                Matrix.of(features.values(), features.rows(), features.width()),
                NumberData.names(features.width()),
                columns(wanted),
                task);
    }

    private DataException unfit(String features, NpyArray wanted) {
        return new DataException("the arrays of " + file + " do not fit each other: features are " + features
                + ", targets " + wanted.dimensions()
                + ", but there must be as many rows of both, and targets [n] or [n, c]");
    }

    private static List<double[]> columns(NpyArray wanted) {
        int width = wanted.width();
        return IntStream.range(0, width)
                .mapToObj(j -> IntStream.range(0, wanted.rows())
                        .mapToDouble(i -> wanted.values()[i * width + j])
                        .toArray())
                .toList();
    }

    /** @param first the number of the first row, from 0 */
    private void requireFinite(double[] values, int first, int width, String what) {
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new DataException("row " + (first + i / width + 1) + " of the " + what + " of " + file
                        + " has a value that is not finite: " + values[i]);
            }
        }
    }
}
