package rai.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rai.api.data.Column;
import rai.api.data.DataException;
import rai.api.data.DataPlaces;
import rai.api.data.Dataset;
import rai.api.data.DatasetSource;
import rai.api.data.Table;
import rai.api.data.Task;
import rai.testkit.DatasetContract;
import rai.testkit.Specs;

class NpzTest implements DatasetContract {
    private static final double[] SIX = {0, 1, 2, 3, 4, 5};

    @TempDir
    Path folder;

    private Path file;

    /** An array as numpy.save writes it. */
    static byte[] npy(String type, boolean fortran, String shape, double... values) {
        String header = "{'descr': '" + type + "', 'fortran_order': " + (fortran ? "True" : "False") + ", 'shape': ("
                + shape + "), }";
        header += " ".repeat(63 - (header.length() + 10) % 64) + "\n";
        int width = type.charAt(type.length() - 1) - '0';
        ByteBuffer bytes = ByteBuffer.allocate(10 + header.length() + width * values.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
                .putShort((short) header.length())
                .put(header.getBytes(StandardCharsets.UTF_8))
                .order(type.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            switch (type.substring(1)) {
                case "f4" -> bytes.putFloat((float) value);
                case "f8" -> bytes.putDouble(value);
                case "i2" -> bytes.putShort((short) value);
                case "i4" -> bytes.putInt((int) value);
                case "i8" -> bytes.putLong((long) value);
                default -> bytes.put((byte) value);
            }
        }
        return bytes.array();
    }

    private void write(Map<String, byte[]> arrays) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> array : new TreeMap<>(arrays).entrySet()) {
                zip.putNextEntry(new ZipEntry(array.getKey() + ".npy"));
                zip.write(array.getValue());
            }
        }
        Files.write(file, bytes.toByteArray());
    }

    @BeforeEach
    void writeAFile() throws IOException {
        file = folder.resolve("some.npz");
        write(Map.of("X", npy("<f8", false, "3, 2", SIX), "y", npy("<i8", false, "3,", 0, 1, 0)));
    }

    private Npz npz(String settings) {
        return Specs.configure(new Npz(), "npz(file=\"" + file + "\"" + settings + ")");
    }

    @Override
    public DatasetSource dataset() {
        return npz("");
    }

    @Test
    void featuresAndTargetsAreTheArraysXAndY() {
        Dataset data = npz("").load();
        assertThat(data.features().toDoubleMatrix()).isEqualTo(new double[][] {{0, 1}, {2, 3}, {4, 5}});
        assertThat(data.targets().toDoubleVector()).containsExactly(0, 1, 0);
        assertThat(data.task()).isEqualTo(Task.BINARY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<f4", ">f4", "<f8", ">f8", "|i1", "<i2", ">i2", "<i4", ">i4", "<i8", ">i8", "|u1", "|b1"})
    void everyTypeIsReadInEitherByteOrder(String type) throws IOException {
        write(Map.of("X", npy(type, false, "3, 2", 0, 1, 1, 0, 1, 1), "y", npy("<i8", false, "3,", 0, 1, 0)));
        assertThat(npz("").load().features().toDoubleMatrix()).isEqualTo(new double[][] {{0, 1}, {1, 0}, {1, 1}});
    }

    @Test
    void aByteIsSignedAndAnUnsignedOneIsNot() throws IOException {
        write(Map.of("X", npy("|i1", false, "2, 1", -1, 2), "y", npy("|u1", false, "2,", 255, 3)));
        assertThat(npz("").load().features().toDoubleVector()).containsExactly(-1, 2);
        assertThat(npz("").load().classNames()).containsExactly("3", "255");
    }

    @Test
    void anArrayInTheOrderOfFortranHasTheSameElements() throws IOException {
        write(Map.of("X", npy("<f8", true, "3, 2", 0, 2, 4, 1, 3, 5), "y", npy("<i8", false, "3,", 0, 1, 0)));
        assertThat(npz("").load().features().toDoubleMatrix()).isEqualTo(new double[][] {{0, 1}, {2, 3}, {4, 5}});
    }

    @Test
    void imagesBecomeRows() throws IOException {
        write(Map.of(
                "X", npy("|u1", false, "2, 2, 2", 1, 2, 3, 4, 5, 6, 7, 8), "y", npy("<f4", false, "2, 1", 0.5, 1.5)));
        Dataset data = npz("").load();
        assertThat(data.features().toDoubleMatrix()).isEqualTo(new double[][] {{1, 2, 3, 4}, {5, 6, 7, 8}});
        assertThat(data.task()).isEqualTo(Task.REGRESSION);
        assertThat(data.featureNames()).containsExactly("x1", "x2", "x3", "x4");
    }

    @Test
    void severalTargetsAreNumbers() throws IOException {
        write(Map.of("X", npy("<f8", false, "3, 2", SIX), "y", npy("<f8", false, "3, 2", 1, 2, 3, 4, 5, 6)));
        assertThat(npz("").load().targets().toDoubleMatrix()).isEqualTo(new double[][] {{1, 2}, {3, 4}, {5, 6}});
    }

    @Test
    void theArraysMayBeCalledOtherwise() throws IOException {
        write(Map.of("images", npy("<f8", false, "3, 2", SIX), "labels", npy("<i8", false, "3,", 0, 1, 0)));
        assertThat(npz(", x=images, y=labels").load().examples()).isEqualTo(3);
        assertThatThrownBy(() -> npz(", x=image, y=labels").load())
                .hasMessageContaining("unknown array of " + file + " 'image': did you mean 'images'?");
    }

    @Test
    void twoFilesOfOneArrayAreReadToo() throws IOException {
        Path features = Files.write(folder.resolve("X.npy"), npy("<f8", false, "3, 2", SIX));
        Path targets = Files.write(folder.resolve("y.npy"), npy("<i4", false, "3,", 2, 0, 2));
        Npz npz = Specs.configure(new Npz(), "npz(file=\"" + features + "\", targets=\"" + targets + "\")");
        assertThat(npz.load().classNames()).containsExactly("0", "2");
        assertThatThrownBy(() -> Specs.configure(new Npz(), "npz(file=\"" + features + "\")")
                        .load())
                .hasMessage("npz needs the targets of " + features + ": name their file, as in targets=y.npy");
    }

    private Npz mapped(byte[] features, byte[] targets) throws IOException {
        Path x = Files.write(folder.resolve("X.npy"), features);
        Path y = Files.write(folder.resolve("y.npy"), targets);
        return Specs.configure(new Npz(), "npz(file=\"" + x + "\", targets=\"" + y + "\", mapped=true)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<f4", ">f4", "<f8", ">f8", "|i1", "<i2", ">i2", "<i4", ">i4", "<i8", ">i8", "|u1", "|b1"})
    void aMappedArrayOfEveryTypeIsReadRowByRow(String type) throws IOException {
        Dataset data = mapped(npy(type, false, "3, 2", 0, 1, 1, 0, 1, 1), npy("<i8", false, "3,", 0, 1, 0))
                .load();
        assertThat(data.isOnDemand()).isTrue();
        assertThat(data.inMemory().features().toDoubleMatrix()).isEqualTo(new double[][] {{0, 1}, {1, 0}, {1, 1}});
        assertThat(data.targets().toDoubleVector()).containsExactly(0, 1, 0);
        assertThat(data.featureNames()).containsExactly("x1", "x2");
    }

    @Test
    void aMappedByteIsSignedAndAnUnsignedOneIsNot() throws IOException {
        byte[] targets = npy("|u1", false, "2,", 0, 1);
        assertThat(mapped(npy("|i1", false, "2, 1", -1, 2), targets)
                        .load()
                        .inMemory()
                        .features()
                        .toDoubleVector())
                .containsExactly(-1, 2);
        assertThat(mapped(npy("|u1", false, "2, 1", 255, 2), targets)
                        .load()
                        .inMemory()
                        .features()
                        .toDoubleVector())
                .containsExactly(255, 2);
    }

    @Test
    void aFileMayBeMappedInManyPieces() throws IOException {
        byte[] bytes = npy(
                "<f4", false, "7, 3", IntStream.range(0, 21).asDoubleStream().toArray());
        Path file = Files.write(folder.resolve("X.npy"), bytes);
        int offset = bytes.length - 21 * Float.BYTES;
        // a row has 12 bytes: two in each piece
        MappedRows rows = new MappedRows(file, offset, Element.FLOAT, ByteOrder.LITTLE_ENDIAN, 7, 3, 35);
        double[] row = new double[3];
        for (int i = 0; i < 7; i++) {
            rows.read(i, row);
            assertThat(row).containsExactly(3 * i, 3 * i + 1, 3 * i + 2);
        }
    }

    @Test
    void chosenRowsOfAMappedArrayAreReadInTheirOrder() throws IOException {
        Dataset data = mapped(npy("<f8", false, "3, 2", SIX), npy("<i8", false, "3,", 0, 1, 0))
                .table()
                .rows(new int[] {2, 0})
                .dataset()
                .orElseThrow();
        assertThat(data.isOnDemand()).isTrue();
        assertThat(data.inMemory().features().toDoubleMatrix()).isEqualTo(new double[][] {{4, 5}, {0, 1}});
    }

    @Test
    void mappedFeaturesAreNotAllInMemory() throws IOException {
        Dataset data = mapped(npy("<f8", false, "3, 2", SIX), npy("<i8", false, "3,", 0, 1, 0))
                .load();
        assertThatThrownBy(data::features)
                .isInstanceOf(DataException.class)
                .hasMessage("the data are read on demand, but this needs all of them in memory: read them without"
                        + " mapped=true");
    }

    @Test
    void whatCannotBeMappedIsRefused() throws IOException {
        byte[] targets = npy("<i8", false, "3,", 0, 1, 0);
        assertThatThrownBy(() -> npz(", mapped=true").load())
                .hasMessage(
                        "mapped=true is for .npy files, but " + file + " is an archive: write each of its arrays with"
                                + " numpy.save, and give npz(file=X.npy, targets=y.npy, mapped=true)");
        Path x = folder.resolve("X.npy");
        assertThatThrownBy(() -> mapped(npy("<f8", true, "3, 2", SIX), targets).load())
                .hasMessage(
                        "the array of " + x + " is in the order of Fortran, so its rows are not together: write it with"
                                + " numpy.save(file, numpy.ascontiguousarray(X)), or leave out mapped=true");
        assertThatThrownBy(() -> mapped(npy("<f8", false, "4, 2", SIX), npy("<i8", false, "4,", 0, 1, 0, 1))
                        .load())
                .hasMessage("the file " + x + " is cut off");
        assertThatThrownBy(() -> mapped(npy("<f8", false, "2, 2", SIX), npy("<i8", false, "2,", 0, 1))
                        .load())
                .hasMessage("the file " + x + " holds more than its header says, which is 2 x 2 numbers");
        assertThatThrownBy(() -> mapped(npy("<f8", false, "3, 2", SIX), npy("<i8", false, "2,", 0, 1))
                        .load())
                .hasMessageContaining("do not fit each other: features are 3 x 2, targets 2");
        assertThatThrownBy(() -> mapped(npy("<f8", false, "3, 2", 0, 1, 2, Double.NaN, 4, 5), targets)
                        .load())
                .hasMessage("row 2 of the features of " + x + " has a value that is not finite: NaN");
        assertThatThrownBy(() ->
                        mapped(new byte[] {0x1f, (byte) 0x8b, 8, 0}, targets).load())
                .hasMessage("the file " + x
                        + " is gzip data, of which no part can be read by itself: decompress it, or leave"
                        + " out mapped=true");
    }

    @Test
    void arraysThatDoNotFitAreRefused() throws IOException {
        write(Map.of("X", npy("<f8", false, "3, 2", SIX), "y", npy("<i8", false, "2,", 0, 1)));
        assertThatThrownBy(() -> npz("").load())
                .isInstanceOf(DataException.class)
                .hasMessageContaining("do not fit each other: features are 3 x 2, targets 2");
    }

    @Test
    void aValueThatIsNotFiniteIsRefusedWithItsRow() throws IOException {
        write(Map.of("X", npy("<f8", false, "3, 2", 0, 1, 2, Double.NaN, 4, 5), "y", npy("<i8", false, "3,", 0, 1, 0)));
        assertThatThrownBy(() -> npz("").load())
                .hasMessage("row 2 of the features of " + file + " has a value that is not finite: NaN");
    }

    @Test
    void anArrayOfAnotherTypeIsRefused() throws IOException {
        write(Map.of("X", npy("<c8", false, "3, 2", SIX), "y", npy("<i8", false, "3,", 0, 1, 0)));
        assertThatThrownBy(() -> npz("").load())
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("the array X of " + file
                        + " is not an array of numbers of a type that is read (f4, f8, i1, i2, i4, i8, u1 and bool),"
                        + " but of the type c8");
    }

    @Test
    void damagedFilesAreRefused() throws IOException {
        Files.writeString(file, "no archive");
        assertThatThrownBy(() -> npz("").load())
                .hasMessage("the file " + file + " is not a .npz file, or is damaged or cut off");
        write(Map.of("X", new byte[] {1, 2}, "y", npy("<i8", false, "3,", 0, 1, 0)));
        assertThatThrownBy(() -> npz("").load())
                .hasMessage("the array X of " + file + " is not an array of NumPy (.npy)");
        write(Map.of("X", npy("<f8", false, "4, 2", SIX), "y", npy("<i8", false, "3,", 0, 1, 0)));
        assertThatThrownBy(() -> npz("").load()).hasMessage("the array X of " + file + " is cut off");
        write(Map.of("X", npy("<f8", false, "2, 2", SIX), "y", npy("<i8", false, "3,", 0, 1, 0)));
        assertThatThrownBy(() -> npz("").load())
                .hasMessage("the array X of " + file + " holds more than its header says, which is the shape [2, 2]");
    }

    private List<Table> pieces(String settings, int rows) {
        List<Table> pieces = new ArrayList<>();
        npz(settings).pieces(DataPlaces.here(null), rows, pieces::add);
        return pieces;
    }

    private static double[] numbers(List<Table> pieces, int column) {
        return pieces.stream()
                .flatMapToDouble(piece -> IntStream.range(0, piece.rows())
                        .mapToDouble(piece.columns().get(column)::number))
                .toArray();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void featuresComeInPiecesWithoutTargets(boolean fortran) throws IOException {
        double[] values = fortran ? new double[] {0, 2, 4, 1, 3, 5} : SIX;
        write(Map.of("X", npy("<f4", fortran, "3, 2", values)));
        List<Table> pieces = pieces("", 2);
        assertThat(pieces).extracting(Table::rows).containsExactly(2, 1);
        assertThat(numbers(pieces, 0)).containsExactly(0, 2, 4);
        assertThat(numbers(pieces, 1)).containsExactly(1, 3, 5);
        assertThat(pieces.get(1).number(0)).isEqualTo(3);
    }

    @Test
    void inPiecesNanIsMissingAndInfinityIsNot() throws IOException {
        file = folder.resolve("X.npy");
        Files.write(file, npy("<f8", false, "3, 1", 1, Double.NaN, Double.NEGATIVE_INFINITY));
        Column column = pieces("", 10).get(0).columns().get(0);
        assertThat(column.isMissing(1)).isTrue();
        assertThat(column.isMissing(2)).isFalse();
        assertThat(column.text(2)).isEqualTo("-inf");
    }

    @Test
    void aPieceOfAnArrayHasRowsAndNoLines() throws IOException {
        file = folder.resolve("X.npy");
        Files.write(file, npy("<f8", false, "3, 1", 0, 1, 2));
        Table last = pieces("", 2).get(1);
        assertThat(last.where(0)).endsWith("X.npy, row 3");
        assertThat(last.rows(new int[] {0}).where(0)).endsWith("X.npy, row 3");
    }

    @Test
    void inPiecesAFileThatIsCutOffIsRefused() throws IOException {
        file = folder.resolve("X.npy");
        Files.write(file, npy("<f8", false, "4, 2", SIX));
        assertThatThrownBy(() -> pieces("", 2))
                .isInstanceOf(DataException.class)
                .hasMessageEndingWith(" is cut off");
        Files.write(file, npy("<f8", false, "2, 2", SIX));
        assertThatThrownBy(() -> pieces("", 2)).hasMessageContaining("holds more than its header says");
        Files.write(file, npy("<f8", false, "99999999999, 2", SIX));
        assertThatThrownBy(() -> pieces("", 2)).hasMessageContaining("its shape is (99999999999, 2)");
    }
}
