package rai.formats.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import rai.api.catalog.Kind;
import rai.api.exchange.Destination;
import rai.api.run.Model;
import rai.api.spec.SpecException;
import rai.formats.House;

/** Predictions of onnxruntime are those of the house. */
class OnnxTest {
    private static final int ROWS = 1000;

    @TempDir
    static Path dir;

    static Stream<String> networks() {
        return Stream.of(
                "dense(16) relu dense(8) tanh dense",
                "dense(16, bias=false) sigmoid dense",
                "dense(12) batch-norm relu dense",
                "dense(12) batch-norm(affine=false) tanh dense",
                "dense(12) layer-norm relu dense",
                "dense(12) layer-norm(affine=false) tanh dense",
                "dense(12) prelu dense(12) prelu(share=unit) dense",
                "dense(12) learnable-swish(share=unit) dense(12) rrelu dense",
                "dense(12) relu dropout(0.3) dense",
                "dense(12) maxout(k=3) dense",
                "dense(12) glu dense",
                "dense(12) softmax dense",
                "dense(12) log-softmax dense",
                "dense(12) sparsemax dense",
                "dense(8) residual(dense(8) layer-norm relu dense) residual(dense(8) tanh dense, skip=0.5) dense",
                "dense(8) network(hidden=8,6) dense(8) network(hidden=8,6) dense",
                "dense(8) network(hidden=5, activation=softplus, share=layer, batch-norm=false) dense",
                "dense(8) expression(\"z*sigmoid(1.5*z) + erf(z)/(1+z^2) - max(min(z,1), -1)\") dense",
                "dense(8) curve(points=\"-1 -0.8 0 1 3\", from=-2, to=2) dense",
                "20x(dense(8) selu) dense");
    }

    private static void compare(String data, String network, String loss, boolean wide) throws Exception {
        Model model = House.trained(dir, data, network, loss, wide);
        Path file = dir.resolve("model-" + System.nanoTime() + ".onnx");
        new Onnx().write(model, new Destination(file, "model.onnx"));
        double[] rows = House.rows(model, ROWS);
        double[] ours = House.predictions(model, rows);
        try (Onnxruntime runtime = new Onnxruntime(file)) {
            runtime.run(rows, model.featureNames().size(), wide);
            double[] theirs =
                    switch (model.task()) {
                        case REGRESSION -> runtime.numbers("values");
                        case MULTICLASS -> runtime.numbers("probabilities");
                        case BINARY -> second(runtime.numbers("probabilities"));
                    };
            assertThat(theirs).hasSameSizeAs(ours);
            double farthest = IntStream.range(0, ours.length)
                    .mapToDouble(i -> Math.abs(theirs[i] - ours[i]))
                    .max()
                    .orElseThrow();
            assertThat(farthest).isLessThan(1e-5);
        }
    }

    private static double[] second(double[] both) {
        double[] second = new double[both.length / 2];
        for (int i = 0; i < second.length; i++) {
            second[i] = both[2 * i + 1];
        }
        return second;
    }

    @ParameterizedTest
    @MethodSource("networks")
    void predictionsAreThoseOfOurs(String network) throws Exception {
        compare(House.CLASSES, network, "softmax-cross-entropy", false);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void predictionsInFloat64AreThoseOfOurs(String network) throws Exception {
        compare(House.BINARY, network, "bce-with-logits", true);
    }

    static Stream<String> activations() {
        return House.catalog().list(Kind.ACTIVATION).stream()
                .map(entry -> entry.name())
                .filter(name -> !List.of("half", "curve", "expression").contains(name));
    }

    @ParameterizedTest
    @MethodSource("activations")
    void everyActivationCanBeExported(String activation) throws Exception {
        compare(
                House.BINARY,
                "dense(8) " + activation + " dense(8) " + activation + " dense",
                "bce-with-logits",
                false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"gelu(approximate=tanh)", "softplus(beta=3, threshold=1)", "threshold(theta=0.1, value=-1)"})
    void settingsOfActivationsTravelAlong(String activation) throws Exception {
        compare(House.BINARY, "dense(8) " + activation + " dense", "bce-with-logits", false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mse", "hinge", "kl", "softmax-cross-entropy"})
    void predictionsAreThoseOfTheLoss(String loss) throws Exception {
        compare(House.CLASSES, "dense(8) tanh dense", loss, false);
    }

    @Test
    void labelsAreTheClasses() throws Exception {
        Model model = House.trained(dir, House.CLASSES, "dense(8) tanh dense", "softmax-cross-entropy", false);
        Path file = dir.resolve("labels.onnx");
        new Onnx().write(model, new Destination(file, "labels.onnx"));
        double[] rows = House.rows(model, ROWS);
        double[] ours = House.predictions(model, rows);
        try (Onnxruntime runtime = new Onnxruntime(file)) {
            runtime.run(rows, 4, false);
            long[] labels = (long[]) runtime.value("label");
            for (int i = 0; i < labels.length; i++) {
                int best = ours[3 * i] >= Math.max(ours[3 * i + 1], ours[3 * i + 2])
                        ? 0
                        : ours[3 * i + 1] >= ours[3 * i + 2] ? 1 : 2;
                assertThat(labels[i])
                        .isEqualTo(Long.parseLong(model.classNames().get(best)));
            }
            assertThat(runtime.metadata())
                    .containsEntry("features", "[\"x0\",\"x1\",\"x2\",\"x3\"]")
                    .containsEntry("classes", "[\"0\",\"1\",\"2\"]");
        }
    }

    @Test
    void anActivationWithoutAFormIsRefusedByName() {
        Model model = House.trained(dir, House.BINARY, "dense(8) half dense", "bce-with-logits", false);
        assertThatThrownBy(() -> new Onnx().write(model, new Destination(dir.resolve("no.onnx"), "no.onnx")))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("the activation half does not say by which operations it can be computed");
        assertThat(dir.resolve("no.onnx")).doesNotExist();
    }
}
