package rai.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.array.Doubles;
import rai.api.check.Verdict.Outcome;
import rai.api.exchange.Destination;
import rai.api.exchange.ModelFormat;
import rai.api.exchange.WeightFormat;
import rai.api.exchange.Weights;
import rai.api.network.NamedTensor;
import rai.api.run.Model;
import rai.api.spec.SpecException;

/** Every check notices the format that breaks it. */
class ModelFormatChecksTest {
    /** A checksum, and then for each tensor its name, its length, and its numbers. */
    private static class Plain implements WeightFormat {
        @Override
        public List<String> endings() {
            return List.of(".plain");
        }

        @Override
        public List<String> write(Model model, Destination to) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            for (NamedTensor tensor : model.tensors()) {
                double[] values = Doubles.copy(model.tensor(tensor.name()));
                out.writeUTF(tensor.name());
                out.writeInt(values.length);
                for (double value : values) {
                    out.writeDouble(value);
                }
            }
            try (DataOutputStream file = new DataOutputStream(Files.newOutputStream(to.path()))) {
                file.writeLong(sum(bytes.toByteArray()));
                file.write(bytes.toByteArray());
            }
            return List.of();
        }

        private static long sum(byte[] bytes) {
            CRC32 sum = new CRC32();
            sum.update(bytes);
            return sum.getValue();
        }

        @Override
        public Weights read(Path path) throws IOException {
            byte[] bytes = Files.readAllBytes(path);
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
            if (bytes.length < 9 || in.readLong() != sum(java.util.Arrays.copyOfRange(bytes, 8, bytes.length))) {
                throw new SpecException(path + " is damaged");
            }
            List<Weights.Weight> all = new ArrayList<>();
            while (in.available() > 0) {
                String name = in.readUTF();
                double[] values = new double[in.readInt()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = in.readDouble();
                }
                all.add(new Weights.Weight(
                        name, List.of((long) values.length), "float64", Nd4j.createFromArray(values)));
            }
            return new Weights(all, Map.of());
        }
    }

    private static void requireFailure(ModelFormat format, String check, String message) {
        Verdicts.requireFailure(ModelFormatChecks.of(() -> format), check, message);
    }

    @Test
    void aFormatThatKeepsTheContractPasses() {
        List<Check> checks = ModelFormatChecks.of(Plain::new);
        Verdicts.requireNoFailure(checks);
        assertThat(checks).allMatch(check -> check.run().outcome() == Outcome.OK);
    }

    @Test
    void aFormatNeedsAnEnding() {
        requireFailure(
                new Plain() {
                    @Override
                    public List<String> endings() {
                        return List.of(".plain", "plain");
                    }
                },
                "it has endings of file names, each once",
                "the ending 'plain'");
    }

    @Test
    void aSecondFileIsNoticed() {
        requireFailure(
                new Plain() {
                    @Override
                    public List<String> write(Model model, Destination to) throws IOException {
                        Files.writeString(to.path().resolveSibling("labels.txt"), "a");
                        return super.write(model, to);
                    }
                },
                "it writes the file that is asked for, and no other",
                "labels.txt");
    }

    @Test
    void aTimeInTheFileIsNoticed() {
        requireFailure(
                new Plain() {
                    @Override
                    public List<String> write(Model model, Destination to) throws IOException {
                        super.write(model, to);
                        byte[] bytes = Files.readAllBytes(to.path());
                        bytes[3] = (byte) System.nanoTime();
                        bytes[4] = (byte) to.path().getFileName().hashCode();
                        Files.write(to.path(), bytes);
                        return List.of();
                    }
                },
                "the same network gives the same bytes",
                "is another the second time");
    }

    @Test
    void aTensorThatIsLostIsNoticed() {
        requireFailure(
                new Plain() {
                    @Override
                    public Weights read(Path path) throws IOException {
                        Weights all = super.read(path);
                        return new Weights(all.arrays().subList(1, all.arrays().size()), Map.of());
                    }
                },
                "what is read has all parameters that were written",
                "no array that was read has the numbers of dense_1.weight");
    }

    @Test
    void anotherExceptionOfADamagedFileIsNoticed() {
        requireFailure(
                new Plain() {
                    @Override
                    public Weights read(Path path) throws IOException {
                        try {
                            return super.read(path);
                        } catch (SpecException e) {
                            throw new EOFException();
                        }
                    }
                },
                "a damaged file is read, or refused by a SpecException",
                "a file cut off before byte 0 must throw a SpecException, or nothing: it throws java.io.EOFException");
    }

    @Test
    void aFormatThatIsOnlyWrittenIsNotRead() {
        ModelFormat written = new ModelFormat() {
            @Override
            public List<String> endings() {
                return List.of(".plain");
            }

            @Override
            public List<String> write(Model model, Destination to) throws IOException {
                return new Plain().write(model, to);
            }
        };
        assertThat(ModelFormatChecks.of(() -> written).stream()
                        .map(check -> check.run().outcome()))
                .containsExactly(Outcome.OK, Outcome.OK, Outcome.OK, Outcome.SKIPPED, Outcome.SKIPPED);
    }
}
