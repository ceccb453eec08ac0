package rai.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rai.api.data.DataException;
import rai.api.data.DataPlaces;
import rai.api.data.Table;
import rai.testkit.Specs;

/** Arrays of NumPy whose first index varies fastest: {@code numpy.save(file, w.T)} writes them. */
class FortranOrderTest {
    @TempDir
    Path folder;

    private Path write(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("X.npy"), bytes);
    }

    /** The rows as {@code predict} reads them. */
    private static double[][] rows(Path file, int most) {
        List<Table> pieces = new ArrayList<>();
        Specs.configure(new Npz(), "npz(file=\"" + file + "\")").pieces(DataPlaces.here(null), most, pieces::add);
        return pieces.stream()
                .peek(piece -> assertThat(piece.rows()).isLessThanOrEqualTo(most))
                .flatMap(piece -> IntStream.range(0, piece.rows())
                        .mapToObj(i -> piece.columns().stream()
                                .mapToDouble(column -> column.number(i))
                                .toArray()))
                .toArray(double[][]::new);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<f4", ">f4", "<f8", ">f8", "|i1", "<i2", ">i4", "<i8", "|u1"})
    void aFileOfEveryTypeComesInPieces(String type) throws IOException {
        Path file = write(NpzTest.npy(type, true, "3, 2", 0, 2, 4, 1, 3, 5));
        assertThat(rows(file, 2)).isEqualTo(new double[][] {{0, 1}, {2, 3}, {4, 5}});
    }

    /** {@code numpy.asfortranarray(numpy.arange(12).reshape(2, 3, 2))}. */
    @Test
    void rowsOfSeveralDimensionsAreFlattenedInTheUsualOrder() throws IOException {
        Path file = write(NpzTest.npy("<i4", true, "2, 3, 2", 0, 6, 2, 8, 4, 10, 1, 7, 3, 9, 5, 11));
        assertThat(rows(file, 1)).isEqualTo(new double[][] {{0, 1, 2, 3, 4, 5}, {6, 7, 8, 9, 10, 11}});
    }

    @Test
    void aFileOfSeveralBlocksIsReadWhole() throws IOException {
        int n = 300_000;
        int width = 8;
        double[] values = new double[n * width];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < width; j++) {
                values[j * n + i] = (i + 31 * j) % 127;
            }
        }
        double[][] rows = rows(write(NpzTest.npy("|i1", true, n + ", " + width, values)), 100_000);
        assertThat(rows).hasDimensions(n, width);
        for (int i = 0; i < n; i += 997) {
            for (int j = 0; j < width; j++) {
                assertThat(rows[i][j]).isEqualTo((i + 31 * j) % 127);
            }
        }
    }

    @Test
    void aCompressedFileIsReadToo() throws IOException {
        Path file = folder.resolve("X.npy");
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(NpzTest.npy("<f8", true, "3, 2", 0, 2, 4, 1, 3, 5));
        }
        assertThat(rows(file, 2)).isEqualTo(new double[][] {{0, 1}, {2, 3}, {4, 5}});
    }

    @Test
    void aDamagedFileIsRefused() throws IOException {
        assertThatThrownBy(() -> rows(write(NpzTest.npy("<f8", true, "4, 2", 0, 1, 2, 3, 4, 5)), 2))
                .isInstanceOf(DataException.class)
                .hasMessage("the file " + folder.resolve("X.npy") + " is cut off");
        assertThatThrownBy(() -> rows(write(NpzTest.npy("<f8", true, "2, 2", 0, 1, 2, 3, 4, 5)), 2))
                .hasMessage("the file " + folder.resolve("X.npy")
                        + " holds more than its header says, which is the shape [2, 2]");
        assertThatThrownBy(() -> rows(write(NpzTest.npy("<f8", true, "2147483647, 200000000", 0)), 2))
                .hasMessageEndingWith(" is cut off");
    }
}
