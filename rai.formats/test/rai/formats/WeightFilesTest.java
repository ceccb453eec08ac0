package rai.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import rai.api.array.Doubles;
import rai.api.data.DataException;
import rai.api.exchange.Destination;
import rai.api.exchange.WeightFormat;
import rai.api.exchange.Weights;
import rai.api.exchange.Weights.Weight;
import rai.api.run.Model;

/** What is written is read again; what is damaged or hostile is answered with a sentence. */
class WeightFilesTest {
    /** How many mutated files of each format are tried; {@code RAI_MUTATIONS=50000} for many. */
    private static final int MUTATIONS = Integer.parseInt(System.getenv().getOrDefault("RAI_MUTATIONS", "500"));

    @TempDir
    static Path dir;

    static Stream<WeightFormat> formats() {
        return Stream.of(new Npz(), new Safetensors());
    }

    private static Model model() {
        return House.trained(
                dir, House.BINARY, "dense(5) batch-norm relu dense(3) tanh dense", "bce-with-logits", false);
    }

    @ParameterizedTest
    @MethodSource("formats")
    void allTensorsAreReadAsTheyWereWritten(WeightFormat format) throws IOException {
        Path file = dir.resolve("round" + format.endings().get(0));
        format.write(model(), new Destination(file, "round"));
        Weights weights = format.read(file);
        assertThat(weights.arrays()).hasSize(model().tensors().size() + 2);
        for (Weight weight : weights.arrays().subList(0, model().tensors().size())) {
            assertThat(Doubles.copy(weight.values())).isEqualTo(Doubles.copy(model().tensor(weight.name())));
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    void aMutatedFileIsReadOrRefusedWithASentence(WeightFormat format) throws IOException {
        Path file = dir.resolve("mutated" + format.endings().get(0));
        format.write(model(), new Destination(file, "mutated"));
        byte[] good = Files.readAllBytes(file);
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] bad = good.clone();
            for (int k = random.nextInt(8); k >= 0; k--) {
                bad[random.nextInt(random.nextBoolean() ? Math.min(400, bad.length) : bad.length)] =
                        (byte) random.nextInt();
            }
            int length = random.nextInt(4) == 0 ? random.nextInt(bad.length) : bad.length;
            Files.write(file, java.util.Arrays.copyOf(bad, length));
            try {
                assertThat(format.read(file).arrays()).isNotEmpty();
            } catch (DataException e) {
                assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
            }
        }
    }

    private static Path archive(String entry, byte[] content) throws IOException {
        Path file = dir.resolve("made.npz");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(content);
        }
        return file;
    }

    private static byte[] npy(String header, byte... content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length(), 0});
        out.write(header.getBytes(StandardCharsets.US_ASCII));
        out.write(content);
        return out.toByteArray();
    }

    @Test
    void picklesAreNeverRead() throws IOException {
        Path torch = archive("archive/data.pkl", new byte[] {(byte) 0x80, 2});
        assertThatThrownBy(() -> new Npz().read(torch)).hasMessageContaining("pickles, and they are never read");
        Path objects = archive(
                "a.npy", npy("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }\n", (byte) 0x80, (byte) 2));
        assertThatThrownBy(() -> new Npz().read(objects)).hasMessageContaining("holds Python objects");
    }

    @Test
    void aHeaderAloneCannotAskForMemory() throws IOException {
        Path huge = archive("a.npy", npy("{'descr': '<f8', 'fortran_order': False, 'shape': (99999, 99999), }\n"));
        assertThatThrownBy(() -> new Npz().read(huge)).hasMessageContaining("is too large");
        Path file = dir.resolve("huge.safetensors");
        Files.write(
                file,
                ByteBuffer.allocate(16)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(2L << 30)
                        .array());
        assertThatThrownBy(() -> new Safetensors().read(file))
                .hasMessageContaining("its header is said to have 2147483648 bytes");
    }

    /** {@code numpy.asfortranarray(a)} of a = arange(6).reshape(2, 3) and arange(12).reshape(2, 3, 2). */
    static Stream<Arguments> inFortransOrder() {
        return Stream.of(
                Arguments.of("<f4", "2, 3", new double[] {0, 3, 1, 4, 2, 5}),
                Arguments.of(">f8", "2, 3", new double[] {0, 3, 1, 4, 2, 5}),
                Arguments.of("<f8", "2, 3, 2", new double[] {0, 6, 2, 8, 4, 10, 1, 7, 3, 9, 5, 11}),
                Arguments.of("<f4", "4,", new double[] {0, 1, 2, 3}),
                Arguments.of("<f4", "", new double[] {0}));
    }

    private static byte[] fortran(String type, String shape, double... values) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * (type.endsWith("8") ? Double.BYTES : Float.BYTES))
                .order(type.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            if (type.endsWith("8")) {
                bytes.putDouble(value);
            } else {
                bytes.putFloat((float) value);
            }
        }
        return npy("{'descr': '" + type + "', 'fortran_order': True, 'shape': (" + shape + "), }\n", bytes.array());
    }

    @ParameterizedTest
    @MethodSource("inFortransOrder")
    void arraysInFortransOrderAreReadToo(String type, String shape, double[] values) throws IOException {
        Weight weight = new Npz()
                .read(archive("a.npy", fortran(type, shape, values)))
                .arrays()
                .get(0);
        assertThat(Doubles.copy(weight.values()))
                .containsExactly(
                        IntStream.range(0, values.length).asDoubleStream().toArray());
    }

    @Test
    void damagedArraysInFortransOrderAreRefused() throws IOException {
        assertThatThrownBy(() -> new Npz().read(archive("a.npy", fortran("<f4", "2, 3", 0, 1, 2, 3, 4))))
                .isInstanceOf(DataException.class)
                .hasMessageEndingWith("is cut off");
        assertThatThrownBy(() -> new Npz().read(archive("a.npy", fortran("<f4", "2, 2", 0, 1, 2, 3, 4))))
                .hasMessageEndingWith("holds more than its header says, which is the shape [2, 2]");
        assertThatThrownBy(() -> new Npz().read(archive("a.npy", fortran("<f4", "0, 2"))))
                .hasMessageEndingWith("is empty");
        assertThatThrownBy(() -> new Npz().read(archive("a.npy", fortran("<f4", "99999, 99999", 0))))
                .hasMessageContaining("is too large");
    }

    @Test
    void whatGrowsAsNoWeightsDoIsNotRead() throws IOException {
        Path bomb = archive("a.npy", new byte[80 << 20]);
        assertThatThrownBy(() -> new Npz().read(bomb)).hasMessageContaining("as weights never do");
    }

    @Test
    void aPathInANameIsANameOnly() throws IOException {
        Path file =
                archive("../../a.npy", npy("{'descr': '<f4', 'fortran_order': False, 'shape': (1,), }\n", new byte[4]));
        assertThat(new Npz().read(file).arrays()).extracting(Weight::name).containsExactly("../../a");
        assertThat(dir.resolve("../../a.npy")).doesNotExist();
    }

    @Test
    void numbersOf16BitsAreRead() throws IOException {
        String header = "{\"a\":{\"dtype\":\"F16\",\"shape\":[3],\"data_offsets\":[0,6]},"
                + "\"b\":{\"dtype\":\"BF16\",\"shape\":[1],\"data_offsets\":[6,8]}}";
        ByteBuffer bytes = ByteBuffer.allocate(8 + header.length() + 8).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(header.length()).put(header.getBytes(StandardCharsets.US_ASCII));
        bytes.putShort((short) 0x3c01)
                .putShort((short) 0xc000)
                .putShort((short) 0x0001)
                .putShort((short) 0xbf80);
        Path file = Files.write(dir.resolve("half.safetensors"), bytes.array());
        Weights weights = new Safetensors().read(file);
        assertThat(Doubles.copy(weights.arrays().get(0).values()))
                .containsExactly(1.0009765625, -2, Math.scalb(1.0, -24));
        assertThat(Doubles.copy(weights.arrays().get(1).values())).containsExactly(-1);
    }
}
