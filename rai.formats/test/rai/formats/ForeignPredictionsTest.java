package rai.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.exchange.Importer.Imported;
import rai.api.exchange.Orientation;
import rai.api.exchange.WeightFormat;
import rai.api.run.Precision;
import rai.api.run.Run;
import rai.api.run.RunRequest;
import rai.core.trainer.DefaultTrainer;

/**
 * Imported weights predict what PyTorch 2.13.0 and Keras 3.15.1 predicted with them. Weights and rows are those of foreign_predictions.py,
 * which lies beside this test and prints the predictions.
 */
class ForeignPredictionsTest {
    private static final int ROWS = 4;

    @TempDir
    Path dir;

    private final DefaultTrainer trainer = new DefaultTrainer(House.catalog());
    private List<String> notes;
    private int k;

    private Tensors.Named array(String name, long... shape) {
        double[] values = IntStream.range(0, (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b))
                .mapToDouble(i -> Math.sin(0.37 * k++ + 0.1))
                .map(w -> name.contains("var") ? w * w + 0.5 : w)
                .toArray();
        return new Tensors.Named(name, Arrays.stream(shape).boxed().toList(), Nd4j.createFromArray(values));
    }

    private Path npz(Tensors.Named... arrays) throws IOException {
        Path file = dir.resolve("theirs.npz");
        NpzFile.write(List.of(arrays), file);
        return file;
    }

    /** As the library of safetensors writes them: sorted by name. */
    private Path safetensors(Tensors.Named... arrays) throws IOException {
        List<Tensors.Named> sorted = Stream.of(arrays)
                .sorted(Comparator.comparing(Tensors.Named::name))
                .toList();
        Map<String, Object> header = new LinkedHashMap<>();
        long from = 0;
        for (Tensors.Named array : sorted) {
            long to = from + array.values().length() * Double.BYTES;
            header.put(array.name(), Map.of("dtype", "F64", "shape", array.shape(), "data_offsets", List.of(from, to)));
            from = to;
        }
        byte[] text = Metadata.JSON.toJson(header).getBytes(StandardCharsets.UTF_8);
        Path file = dir.resolve("theirs.safetensors");
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(ByteBuffer.allocate(Long.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(text.length)
                    .array());
            out.write(text);
            for (Tensors.Named array : sorted) {
                Bytes.write(array.values(), out);
            }
        }
        return file;
    }

    private double[] predicted(WeightFormat format, Path file, String data, String network) throws IOException {
        Path directory = dir.resolve("run");
        RunRequest request = RunRequest.builder()
                .train(data)
                .network(network)
                .precision(Precision.FLOAT64)
                .engine("reference")
                .threads(1)
                .directory(directory)
                .build();
        Imported imported = trainer.importWeights(
                request, format.read(file), file.getFileName().toString(), Orientation.AUTO);
        try (Run run = imported.run()) {
            run.train(event -> {});
        }
        notes = new ArrayList<>(imported.notes());
        var model = trainer.open(directory);
        return House.predictions(
                model,
                IntStream.range(0, ROWS * model.featureNames().size())
                        .mapToDouble(i -> 2 * Math.sin(0.7 * i + 0.3))
                        .toArray());
    }

    @Test
    void classesOfPyTorchHaveTheirProbabilities() throws IOException {
        Path file = npz(array("0.weight", 5, 4), array("0.bias", 5), array("2.weight", 3, 5), array("2.bias", 3));
        assertThat(predicted(new Npz(), file, House.CLASSES, "dense(5) tanh dense"))
                .containsExactly(
                        new double[] {
                            0.575915254, 0.134345948, 0.289738798,
                            0.250528513, 0.594650705, 0.154820781,
                            0.554584474, 0.136079840, 0.309335686,
                            0.218846202, 0.202260687, 0.578893111
                        },
                        within(1e-8));
    }

    @Test
    void normalisationsOfPyTorchAreFoundAlthoughTheirFileIsSortedByName() throws IOException {
        Path file = safetensors(
                array("fc1.weight", 5, 1),
                array("fc1.bias", 5),
                array("bn1.weight", 5),
                array("bn1.bias", 5),
                array("bn1.running_mean", 5),
                array("bn1.running_var", 5),
                array("act.weight", 1),
                array("fc2.weight", 4, 5),
                array("fc2.bias", 4),
                array("norm.weight", 4),
                array("norm.bias", 4),
                array("act2.weight", 4),
                array("out.weight", 1, 4),
                array("out.bias", 1));
        assertThat(predicted(
                        new Safetensors(),
                        file,
                        "function(n=20)",
                        "dense(5) batch-norm prelu dense(4) layer-norm prelu(share=unit) dense"))
                .containsExactly(new double[] {1.906933386, 1.657667801, 1.737909952, 1.620446840}, within(1e-8));
        assertThat(notes)
                .containsExactly("the names are those of PyTorch: layers are taken in the order"
                        + " fc1, bn1, act, fc2, norm, act2, out");
    }

    @Test
    void theSingleOutputOfPyTorchIsTheSecondClass() throws IOException {
        Path file = npz(array("0.weight", 6, 2), array("0.bias", 6), array("2.weight", 1, 6), array("2.bias", 1));
        assertThat(predicted(new Npz(), file, House.BINARY, "dense(6) gelu dense"))
                .containsExactly(new double[] {0.914483068, 0.993779934, 0.709640860, 0.923172253}, within(1e-8));
    }

    @Test
    void layersWithoutNumbersKeepTheOrderOfTheirFile() throws IOException {
        Path file = npz(
                array("first.weight", 2, 2),
                array("first.bias", 2),
                array("second.weight", 2, 2),
                array("second.bias", 2),
                array("last.weight", 1, 2),
                array("last.bias", 1));
        assertThat(predicted(new Npz(), file, House.BINARY, "dense(2) tanh dense(2) tanh dense"))
                .containsExactly(new double[] {0.368097230, 0.368030779, 0.535492304, 0.606461982}, within(1e-8));
    }

    private Path ofKeras() throws IOException {
        long[][] shapes = {{4, 5}, {5}, {5}, {5}, {5}, {5}, {5}, {5, 4}, {4}, {4}, {4}, {4, 3}, {3}};
        Tensors.Named[] arrays = new Tensors.Named[shapes.length];
        for (int i = 0; i < shapes.length; i++) {
            Tensors.Named array = array(i == 5 ? "moving_variance" : "", shapes[i]);
            arrays[i] = new Tensors.Named("arr_" + i, array.shape(), array.values());
        }
        return npz(arrays);
    }

    @Test
    void arraysOfKerasAreTakenInTheirOrder() throws IOException {
        assertThat(predicted(
                        new Npz(),
                        ofKeras(),
                        House.CLASSES,
                        "dense(5) gelu batch-norm(epsilon=0.001) prelu(share=unit)"
                                + " dense(4) tanh layer-norm(epsilon=0.001) dense"))
                .containsExactly(
                        new double[] {
                            0.575375617, 0.269806027, 0.154818431,
                            0.458240330, 0.293272674, 0.248487040,
                            0.574615061, 0.268968135, 0.156416818,
                            0.454660505, 0.293685228, 0.251654357
                        },
                        within(1e-6)); // it computed in float32
        assertThat(notes).noneMatch(note -> note.contains("epsilon"));
    }

    @Test
    void anEpsilonThatIsNotTheOneOfKerasIsReported() throws IOException {
        predicted(
                new Npz(),
                ofKeras(),
                House.CLASSES,
                "dense(5) gelu batch-norm prelu(share=unit) dense(4) tanh layer-norm(epsilon=0.001) dense");
        assertThat(notes)
                .contains("batch-norm has the epsilon 1e-5; that of Keras is 0.001 by default:"
                        + " batch-norm(epsilon=0.001)")
                .noneMatch(note -> note.startsWith("layer-norm"));
    }
}
