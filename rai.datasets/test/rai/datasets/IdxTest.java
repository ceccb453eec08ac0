package rai.datasets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rai.api.data.Dataset;
import rai.api.data.DatasetSource;
import rai.api.data.Matrix;
import rai.api.data.Task;
import rai.api.spec.SpecException;
import rai.testkit.DatasetContract;
import rai.testkit.Specs;

class IdxTest implements DatasetContract {
    // Long because one test per way in which a file can be damaged or missing.

    private static final int UBYTE = 0x08;
    private static final int BYTE = 0x09;
    private static final int SHORT = 0x0B;
    private static final int INT = 0x0C;
    private static final int FLOAT = 0x0D;
    private static final int DOUBLE = 0x0E;

    /** Four images of two rows and three columns: 0 to 5, 10 to 15, 20 to 25, 250 to 255. */
    private static final byte[] IMAGES = idx(
            UBYTE,
            shape(4, 2, 3),
            0,
            1,
            2,
            3,
            4,
            5,
            10,
            11,
            12,
            13,
            14,
            15,
            20,
            21,
            22,
            23,
            24,
            25,
            250,
            251,
            252,
            253,
            254,
            255);

    private static final byte[] LABELS = idx(UBYTE, shape(4), 2, 0, 1, 0);

    @TempDir
    Path folder;

    private Path images;
    private Path labels;

    @BeforeEach
    void nameTheFiles() {
        images = folder.resolve("images");
        labels = folder.resolve("labels");
    }

    @Override
    public DatasetSource dataset() {
        return idx(IMAGES, LABELS);
    }

    // What the files mean

    @Test
    void anImageIsAnExampleRowByRow() {
        Dataset data = idx(IMAGES, LABELS).load();
        assertThat(data.features().toDoubleMatrix()).isDeepEqualTo(new double[][] {
            {0, 1, 2, 3, 4, 5}, {10, 11, 12, 13, 14, 15}, {20, 21, 22, 23, 24, 25}, {250, 251, 252, 253, 254, 255}
        });
        assertThat(data.targets().toDoubleVector()).containsExactly(2, 0, 1, 0);
    }

    @Test
    void featuresAreNamedByRowAndColumn() {
        assertThat(idx(IMAGES, LABELS).load().featureNames())
                .containsExactly("pixel-1-1", "pixel-1-2", "pixel-1-3", "pixel-2-1", "pixel-2-2", "pixel-2-3");
    }

    @Test
    void imagesMayHaveAnyNumberOfDimensions() {
        byte[] rows = idx(UBYTE, shape(2, 3), 1, 2, 3, 4, 5, 6);
        byte[] colours = idx(UBYTE, shape(2, 1, 2, 2), 1, 2, 3, 4, 5, 6, 7, 8);
        byte[] two = idx(UBYTE, shape(2), 0, 1);
        assertThat(idx(rows, two).load().featureNames()).containsExactly("pixel-1", "pixel-2", "pixel-3");
        Dataset data = idx(colours, two).load();
        assertThat(data.featureNames()).containsExactly("pixel-1-1-1", "pixel-1-1-2", "pixel-1-2-1", "pixel-1-2-2");
        assertThat(data.features().toDoubleMatrix()).isDeepEqualTo(new double[][] {{1, 2, 3, 4}, {5, 6, 7, 8}});
    }

    @Test
    void valuesAreMultipliedByTheScale() {
        assertThat(idx(IMAGES, LABELS, "scale=0.5").load().features().getRow(3).toDoubleVector())
                .containsExactly(125, 125.5, 126, 126.5, 127, 127.5);
    }

    @Test
    void mappedImagesAreTheSame() {
        Dataset held = idx(IMAGES, LABELS, "scale=0.5, skip=1, count=2").load();
        Dataset mapped =
                idx(IMAGES, LABELS, "scale=0.5, skip=1, count=2, mapped=true").load();
        assertThat(mapped.isOnDemand()).isTrue();
        assertThat(mapped.inMemory().features()).isEqualTo(held.features());
        assertThat(mapped.targets()).isEqualTo(held.targets());
        assertThat(mapped.featureNames()).isEqualTo(held.featureNames());
        assertThat(mapped.classNames()).isEqualTo(held.classNames());
    }

    @Test
    void mappedImagesMustNotBeCompressed() {
        assertThatThrownBy(() -> idx(gzip(IMAGES), LABELS, "mapped=true").load())
                .hasMessage(
                        "the file %s is gzip data, of which no part can be read by itself: decompress it, or leave out"
                                + " mapped=true",
                        images);
    }

    @Test
    void mappedImagesMayBeOfAnyType() {
        for (int type : new int[] {BYTE, SHORT, INT, FLOAT, DOUBLE}) {
            Dataset data = idx(idx(type, shape(2, 2), 1, -2, 3, 4), idx(UBYTE, shape(2), 0, 1), "mapped=true")
                    .load();
            assertThat(data.inMemory().features().toDoubleMatrix()).isDeepEqualTo(new double[][] {{1, -2}, {3, 4}});
        }
    }

    @Test
    void threeClassesAreAMulticlassTask() {
        Dataset data = idx(IMAGES, LABELS).load();
        assertThat(data.task()).isEqualTo(Task.MULTICLASS);
        assertThat(data.classNames()).containsExactly("0", "1", "2");
    }

    @Test
    void twoClassesAreABinaryTask() {
        Dataset data = idx(IMAGES, idx(UBYTE, shape(4), 0, 1, 1, 0)).load();
        assertThat(data.task()).isEqualTo(Task.BINARY);
        assertThat(data.classNames()).containsExactly("0", "1");
    }

    @Test
    void classesAreInTheOrderOfTheirNumbers() {
        Dataset data = idx(IMAGES, idx(UBYTE, shape(4), 10, 9, 200, 9)).load();
        assertThat(data.classNames()).containsExactly("9", "10", "200");
        assertThat(data.targets().toDoubleVector()).containsExactly(1, 0, 2, 0);
    }

    @ParameterizedTest
    @CsvSource({"9,-7", "11,-30000", "12,-70000"})
    void labelsMayBeOfAnyWholeType(int type, int number) {
        Dataset data = idx(IMAGES, idx(type, shape(4), number, 1, 2, 1)).load();
        assertThat(data.classNames()).containsExactly(String.valueOf(number), "1", "2");
        assertThat(data.targets().toDoubleVector()).containsExactly(0, 1, 2, 1);
    }

    @ParameterizedTest
    @CsvSource({"9,-128", "11,-30000", "12,16777217", "13,-0.15625", "14,0.1"})
    void imagesMayBeOfAnyType(int type, double value) {
        byte[] values = idx(type, shape(2, 2), value, 1, 2, 3);
        assertThat(idx(values, idx(UBYTE, shape(2), 0, 1)).load().features().toDoubleMatrix())
                .isDeepEqualTo(new double[][] {{value, 1}, {2, 3}});
    }

    @Test
    void gzipFilesAreReadWhateverTheirNames() {
        Dataset data = idx(gzip(IMAGES), gzip(LABELS)).load();
        assertThat(data.features().getRow(1).toDoubleVector()).containsExactly(10, 11, 12, 13, 14, 15);
        assertThat(data.targets().toDoubleVector()).containsExactly(2, 0, 1, 0);
    }

    // Slices

    @ParameterizedTest
    @CsvSource({"1,2,1;2", "1,0,1;2;3", "0,1,0", "3,1,3", "0,4,0;1;2;3"})
    void aSliceIsCutByWhatIsSkippedAndCounted(int skip, int count, String expected) {
        int[] rows =
                Arrays.stream(expected.split(";")).mapToInt(Integer::parseInt).toArray();
        Dataset whole = idx(IMAGES, LABELS).load();
        Dataset slice = idx(IMAGES, LABELS, "skip=" + skip + ", count=" + count).load();
        assertThat(slice.features()).isEqualTo(whole.features().getRows(rows));
        assertThat(slice.targets()).isEqualTo(whole.targets().getRows(rows));
    }

    @Test
    void aSliceHasTheClassesOfTheWholeFile() {
        Dataset slice = idx(IMAGES, LABELS, "skip=2, count=1").load();
        assertThat(slice.task()).isEqualTo(Task.MULTICLASS);
        assertThat(slice.classNames()).containsExactly("0", "1", "2");
        assertThat(slice.targets().toDoubleVector()).containsExactly(1);
    }

    // MNIST: what is expected was read from the files with a few lines of Python

    @Test
    void theSixtyThousandImagesOfMnistAreRead() {
        Dataset data = mnist("train").load();
        assertThat(data.task()).isEqualTo(Task.MULTICLASS);
        assertThat(data.features().shape()).containsExactly(60_000, 784);
        assertThat(data.classNames()).containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        assertThat(data.features().sumNumber().doubleValue()).isEqualTo(1_567_298_545);
        assertThat(pixels(data, 0, 5, 12, 6)).containsExactly(3, 18, 18, 18, 126, 136);
        assertThat(pixels(data, 59_999, 6, 16, 4)).containsExactly(38, 48, 48, 22);
        double[] classes = data.targets().toDoubleVector();
        assertThat(Arrays.copyOf(classes, 10)).containsExactly(5, 0, 4, 1, 9, 2, 1, 3, 1, 4);
        assertThat(IntStream.range(0, 10)
                        .mapToLong(
                                c -> Arrays.stream(classes).filter(y -> y == c).count()))
                .containsExactly(5923L, 6742L, 5958L, 6131L, 5842L, 5421L, 5918L, 6265L, 5851L, 5949L);
    }

    @Test
    void theTestImagesOfMnistAreRead() {
        Dataset data = mnist("t10k").load();
        assertThat(data.features().shape()).containsExactly(10_000, 784);
        assertThat(data.features().sumNumber().doubleValue()).isEqualTo(264_923_200);
        assertThat(pixels(data, 9_999, 2, 17, 5)).containsExactly(8, 117, 254, 220, 89);
        assertThat(Arrays.copyOf(data.targets().toDoubleVector(), 10)).containsExactly(7, 2, 1, 0, 4, 1, 4, 9, 5, 9);
    }

    @Test
    void aSliceOfMnistStartsWhereItShould() {
        Dataset data = mnist("train", "skip=9600, count=9600").load();
        assertThat(data.examples()).isEqualTo(9_600);
        assertThat(data.features().sumNumber().doubleValue()).isEqualTo(251_083_306);
        assertThat(Arrays.copyOf(data.targets().toDoubleVector(), 5)).containsExactly(2, 8, 3, 7, 2);
    }

    // What is refused

    @Test
    void aMissingFileOfImagesIsRefused() {
        assertRefused(null, LABELS, "there is no file %i: looked for " + images.toAbsolutePath());
    }

    @Test
    void aMissingFileOfLabelsIsRefused() {
        assertRefused(IMAGES, null, "there is no file %l: looked for " + labels.toAbsolutePath());
    }

    @Test
    void aDirectoryIsRefused() throws IOException {
        Files.createDirectory(images);
        assertRefused(null, LABELS, "%i is a directory, not an idx file");
    }

    @Test
    void aFileThatMayNotBeReadIsRefused() {
        Idx idx = idx(IMAGES, LABELS);
        assumeTrue(images.toFile().setReadable(false) && !Files.isReadable(images), "this user may read every file");
        assertThatThrownBy(idx::load)
                .isInstanceOf(SpecException.class)
                .hasMessage("the file %s may not be read by this user", images);
    }

    @ParameterizedTest
    @CsvSource({"''", "'\0\0\b'", "'a,b,y\n1,2,0\n'", "'\0x\b\1'"})
    void aFileWithoutTheHeaderOfIdxIsRefused(String text) {
        assertRefused(bytes(text), LABELS, "the file %i is not an idx file: its first bytes are not an idx header");
    }

    @Test
    void aNegativeSizeIsRefused() {
        assertRefused(
                idx(UBYTE, shape(4, -2, 3)),
                LABELS,
                "the file %i is not an idx file: its header says 4 x -2 x 3 of ubyte");
    }

    @Test
    void anUnknownTypeOfElementsIsRefused() {
        byte[] strange = IMAGES.clone();
        strange[2] = 0x0A;
        assertRefused(
                strange,
                LABELS,
                "the file %i has elements of the type 0x0A, but idx knows 0x08 (ubyte), 0x09 (byte), 0x0B (short),"
                        + " 0x0C (int), 0x0D (float), 0x0E (double) only");
    }

    @Test
    void filesThatHoldNothingAreRefused() {
        assertRefused(
                idx(UBYTE, shape(0, 2, 3)),
                idx(UBYTE, shape(0)),
                "the file %i holds nothing: its header says 0 x 2 x 3 of ubyte");
    }

    @Test
    void aHeaderThatIsCutOffIsRefused() {
        assertRefused(Arrays.copyOf(IMAGES, 10), LABELS, "the file %i is cut off within its header");
    }

    @Test
    void imagesThatAreCutOffAreRefused() {
        assertRefused(
                Arrays.copyOf(IMAGES, IMAGES.length - 7),
                LABELS,
                "the file %i is cut off: its header says 4 x 2 x 3 of ubyte, but it ends after the first 2");
    }

    @Test
    void labelsThatAreCutOffAreRefused() {
        assertRefused(
                IMAGES,
                Arrays.copyOf(LABELS, LABELS.length - 1),
                "the file %l is cut off: its header says 4 of ubyte, but it ends after the first 3");
    }

    @Test
    void imagesThatAreCutOffAtASkippedOneAreRefused() {
        assertRefused(
                Arrays.copyOf(IMAGES, IMAGES.length - 14),
                LABELS,
                "skip=3",
                "the file %i is cut off: its header says 4 x 2 x 3 of ubyte, but it ends after the first 1");
    }

    @Test
    void gzipDataThatAreCutOffAreRefused() {
        byte[] whole = gzip(IMAGES);
        assertThatThrownBy(idx(Arrays.copyOf(whole, whole.length - 12), LABELS)::load)
                .isInstanceOf(SpecException.class)
                .hasMessageStartingWith("the file %s is damaged gzip data: ", images);
    }

    @Test
    void gzipDataWithAWrongChecksumAreRefused() {
        byte[] damaged = gzip(IMAGES);
        damaged[damaged.length - 6] ^= 1;
        assertThatThrownBy(idx(damaged, LABELS)::load)
                .isInstanceOf(SpecException.class)
                .hasMessageStartingWith("the file %s is damaged gzip data: ", images);
    }

    @Test
    void aFileThatHoldsMoreThanItsHeaderSaysIsRefused() {
        assertRefused(
                Arrays.copyOf(IMAGES, IMAGES.length + 1),
                LABELS,
                "the file %i holds more than its header says, which is 4 x 2 x 3 of ubyte");
        assertRefused(
                IMAGES,
                Arrays.copyOf(LABELS, LABELS.length + 1),
                "the file %l holds more than its header says, which is 4 of ubyte");
    }

    @Test
    void differentNumbersOfImagesAndLabelsAreRefused() {
        assertRefused(IMAGES, idx(UBYTE, shape(3), 2, 0, 1), "there are 4 images in %i, but 3 labels in %l");
    }

    @Test
    void aFileOfLabelsIsNotAFileOfImages() {
        assertRefused(LABELS, LABELS, "the file %i holds no images but 4 of ubyte: is it the file of the labels?");
    }

    @Test
    void aFileOfImagesIsNotAFileOfLabels() {
        assertRefused(
                IMAGES, IMAGES, "the file %l holds no labels but 4 x 2 x 3 of ubyte: is it the file of the images?");
    }

    @ParameterizedTest
    @CsvSource({"13,float", "14,double"})
    void labelsThatAreNotWholeAreRefused(int type, String name) {
        assertRefused(
                IMAGES,
                idx(type, shape(4), 0, 1, 2, 1),
                "the file %l has labels of the type " + name
                        + ", but class numbers are whole: ubyte, byte, short or int");
    }

    @ParameterizedTest
    @CsvSource({"4", "2147483647"})
    void aSkipBeyondTheEndIsRefused(int skip) {
        assertRefused(IMAGES, LABELS, "skip=" + skip, "skip=" + skip + " leaves none of the 4 images in %i");
    }

    @ParameterizedTest
    @CsvSource({"4", "2147483647"})
    void aCountBeyondTheEndIsRefused(int count) {
        assertRefused(
                IMAGES,
                LABELS,
                "skip=1, count=" + count,
                "count=" + count + " is too large: after skip=1 there are 3 images in %i");
    }

    @Test
    void aSingleClassIsRefused() {
        assertRefused(
                IMAGES,
                idx(UBYTE, shape(4), 3, 3, 3, 3),
                "the file %l has one class only, '3': a classifier needs two");
    }

    @ParameterizedTest
    @CsvSource({"13,NaN,1", "14,-Infinity,1", "14,1e308,100"})
    void aValueThatIsNotFiniteIsRefused(int type, double value, double scale) {
        assertRefused(
                idx(type, shape(2, 2), 1, 2, 3, value),
                idx(UBYTE, shape(2), 0, 1),
                "scale=" + scale,
                "image 2 of %i has a value that is not finite: " + value * scale);
    }

    @Test
    void imagesThatDoNotFitInOneArrayAreRefusedBeforeMemoryIsTakenAndTheRemedyIsNamed() {
        int size = Integer.MAX_VALUE;
        assertRefused(
                idx(UBYTE, shape(size, 1000, 1000)),
                idx(UBYTE, shape(size)),
                "the dataset of %i is too large: 2147483647 x 1000000 numbers do not fit in one array, which holds "
                        + Matrix.MOST + " at most: with mapped=true, the images stay in their file");
        assertRefused(
                idx(UBYTE, shape(4, size, size, size)),
                LABELS,
                "an image of %i is too large: 1 x 2147483647 numbers do not fit in one array, which holds "
                        + Matrix.MOST + " at most");
    }

    @Test
    void bothFilesMustBeGiven() {
        assertThatThrownBy(() -> Specs.configure(new Idx(), "idx(images=a)"))
                .isInstanceOf(SpecException.class)
                .hasMessageStartingWith("idx needs the setting 'labels'");
        assertThatThrownBy(() -> Specs.configure(new Idx(), "idx(labels=a)"))
                .isInstanceOf(SpecException.class)
                .hasMessageStartingWith("idx needs the setting 'images'");
    }

    private void assertRefused(byte[] imageBytes, byte[] labelBytes, String message) {
        assertRefused(imageBytes, labelBytes, "skip=0", message);
    }

    private void assertRefused(byte[] imageBytes, byte[] labelBytes, String settings, String message) {
        assertThatThrownBy(idx(imageBytes, labelBytes, settings)::load)
                .isInstanceOf(SpecException.class)
                .hasMessage(message.replace("%i", images.toString()).replace("%l", labels.toString()));
    }

    private Idx idx(byte[] imageBytes, byte[] labelBytes) {
        return idx(imageBytes, labelBytes, "skip=0");
    }

    /** Writes both files, of which null leaves one as it is. */
    private Idx idx(byte[] imageBytes, byte[] labelBytes, String settings) {
        try {
            if (imageBytes != null) {
                Files.write(images, imageBytes);
            }
            if (labelBytes != null) {
                Files.write(labels, labelBytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return configured(images, labels, settings);
    }

    private static Idx mnist(String part) {
        return mnist(part, "skip=0");
    }

    private static Idx mnist(String part, String settings) {
        return configured(
                Golden.file("mnist/" + part + "-images-idx3-ubyte.gz"),
                Golden.file("mnist/" + part + "-labels-idx1-ubyte.gz"),
                settings);
    }

    private static Idx configured(Path images, Path labels, String settings) {
        return Specs.configure(
                new Idx(), "idx(images=\"" + images + "\", labels=\"" + labels + "\", " + settings + ")");
    }

    /** Pixels of an image of MNIST, side by side; row and column from 0. */
    private static double[] pixels(Dataset data, int image, int row, int column, int count) {
        return IntStream.range(0, count)
                .mapToDouble(i -> data.features().getDouble(image, 28 * row + column + i))
                .toArray();
    }

    private static int[] shape(int... sizes) {
        return sizes;
    }

    /** The bytes of an idx file. */
    private static byte[] idx(int type, int[] shape, double... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * shape.length + 8 * values.length);
        bytes.put((byte) 0).put((byte) 0).put((byte) type).put((byte) shape.length);
        Arrays.stream(shape).forEach(bytes::putInt);
        for (double value : values) {
            switch (type) {
                case UBYTE, BYTE -> bytes.put((byte) value);
                case SHORT -> bytes.putShort((short) value);
                case INT -> bytes.putInt((int) value);
                case FLOAT -> bytes.putFloat((float) value);
                case DOUBLE -> bytes.putDouble(value);
                default -> throw new IllegalArgumentException("no type of idx: " + type);
            }
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    private static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
