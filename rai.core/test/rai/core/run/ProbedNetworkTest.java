package rai.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.activation.Activation;
import rai.api.catalog.Kind;
import rai.api.network.Layer;
import rai.api.network.NamedTensor;
import rai.api.probe.Measurement;
import rai.api.probe.Probe;
import rai.api.probe.ProbedLayer;
import rai.api.probe.ProbedRun;
import rai.api.run.PhaseBuilder;
import rai.api.run.Precision;
import rai.api.run.RunEvent;
import rai.api.run.RunResult;
import rai.api.spec.SpecException;
import rai.core.LayerFixtures;
import rai.core.ProbeFixtures.Asked;
import rai.core.catalog.ServiceCatalog.Offer;

/** What a probe sees of a network: values, gradients, tensors, and the sample. */
class ProbedNetworkTest extends SmallRun {
    private static final double RATE = 0.1;

    ProbedNetworkTest() {
        catalog = LayerFixtures.catalog();
        precision = Precision.FLOAT64;
        phases = List.of(PhaseBuilder.of("down", 3));
    }

    /** Lets a probe look at each step. */
    private RunResult look(Consumer<ProbedRun> at) {
        Probe probe =
                new Asked(run -> {
                    at.accept(run);
                    return List.of(Measurement.of(Measurement.NETWORK, 0));
                }) {
                    @Override
                    public boolean comparesWithStart() {
                        return true;
                    }
                };
        catalog.add(new Offer(Kind.PROBE, "asked", 0, 50, "b", "1", () -> probe));
        probes = List.of("asked");
        probeEvery = Optional.of("1");
        List<RunEvent> events = new ArrayList<>();
        RunResult result = train(events::add);
        assertThat(events).noneMatch(RunEvent.Warned.class::isInstance);
        return result;
    }

    private static Map<String, INDArray> parameters(ProbedRun run, java.util.function.Function<String, INDArray> take) {
        Map<String, INDArray> all = new LinkedHashMap<>();
        run.layers()
                .forEach(layer ->
                        layer.parameters().forEach(tensor -> all.put(tensor.name(), take.apply(tensor.name()))));
        return all;
    }

    private static void requireClose(INDArray actual, INDArray expected, String what) {
        assertThat(actual.shape()).as(what).isEqualTo(expected.shape());
        assertThat(actual.sub(expected).amaxNumber().doubleValue()).as(what).isLessThan(1e-12);
    }

    /** The first step of descent moves the parameters by the rate times the gradient. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "dense(6) bend dense(6) bend dense",
                "dense(6) wave dense(4) wave(share=unit) dense",
                "dense(6) centre wave dense(6) centre dense",
                "dense(6) wave(share=network) dense(6) wave(share=network) dense",
                "dense(4) residual(bend dense(4) residual(wave dense(4)) bend) dense",
                "dense(4) residual(bend dense(4) residual(wave dense(4), skip=0.3) bend, skip=-2) dense"
            })
    void theGradientIsThatOfTheTrainingOnTheSameExamples(String layers) {
        network = layers;
        List<Map<String, INDArray>> values = new ArrayList<>();
        List<Map<String, INDArray>> gradients = new ArrayList<>();
        look(run -> {
            values.add(parameters(run, run::tensor));
            gradients.add(parameters(run, run::gradient));
        });
        assertThat(values.get(0)).isNotEmpty();
        values.get(0).forEach((name, before) -> {
            INDArray moved = before.sub(values.get(1).get(name)).div(RATE);
            requireClose(gradients.get(0).get(name), moved, name);
            if (name.endsWith(".weight") || name.endsWith(".height")) {
                assertThat(moved.amaxNumber().doubleValue()).as(name).isPositive();
            }
        });
    }

    @Test
    void theGradientOfABiasIsTheSumOfTheGradientsOfItsOutputsAlsoInResidualBlocks() {
        network = "dense(4) residual(bend dense(4) residual(wave dense(4)) bend) dense";
        look(run -> {
            for (ProbedLayer layer : run.layers()) {
                if (layer.layer() instanceof Layer.Dense) {
                    INDArray sum = layer.outputGradient().sum(0);
                    requireClose(run.gradient(layer.name() + ".bias"), sum, layer.name());
                }
            }
        });
    }

    @Test
    void whatALayerReadsIsTheOutputOfTheOneBefore() {
        network = "dense(4) centre residual(bend dense(4)) dense";
        look(run -> {
            List<ProbedLayer> layers = run.layers();
            assertThat(layers)
                    .extracting(ProbedLayer::name)
                    .containsExactly("dense_1", "centre_1", "bend_1", "dense_2", "residual_1", "dense_3");
            requireClose(layers.get(0).input(), run.inputs(), "the input");
            for (int i = 1; i < layers.size(); i++) {
                requireClose(
                        layers.get(i).input(),
                        layers.get(i - 1).output(),
                        layers.get(i).name());
            }
            requireClose(
                    layers.get(4).output(),
                    layers.get(1).output().add(layers.get(3).output()),
                    "the residual block");
            requireClose(
                    layers.get(0).output(),
                    run.inputs().mmul(run.tensor("dense_1.weight")).addRowVector(run.tensor("dense_1.bias")),
                    "the first map");
            INDArray running = layers.get(1).input().subRowVector(run.tensor("centre_1.running"));
            requireClose(layers.get(1).output(), running.mulRowVector(run.tensor("centre_1.gain")), "as in evaluation");
        });
    }

    @Test
    void theLossIsThatOfTheEvaluationIfTheSampleHasAllExamples() {
        network = "dense(4) centre jitter bend dense";
        double[] last = {0};
        RunResult result = look(run -> last[0] = run.loss());
        assertThat(last[0]).isCloseTo(result.train().get("loss"), within(1e-12));
    }

    @Test
    void theSampleIsSomeOfTheExamplesAlwaysTheSameAndFollowsFromTheSeed() {
        probeRows = 5;
        List<INDArray> inputs = new ArrayList<>();
        List<INDArray> targets = new ArrayList<>();
        look(run -> {
            inputs.add(run.inputs());
            targets.add(run.targets());
        });
        assertThat(inputs.get(0).shape()).containsExactly(5, 2);
        assertThat(targets.get(0).shape()).containsExactly(5, 1);
        assertThat(inputs).allMatch(inputs.get(0)::equals);
        for (int i = 0; i < 5; i++) { // class 1 is on the right
            assertThat(targets.get(0).getDouble(i, 0)).isEqualTo(inputs.get(0).getDouble(i, 0) > 0 ? 1 : 0);
        }
        assertThat(inputs.get(0).getColumn(0).toDoubleVector()).doesNotHaveDuplicates();
        INDArray first = inputs.get(0);
        inputs.clear();
        seed = 4;
        look(run -> inputs.add(run.inputs()));
        assertThat(inputs.get(0)).isNotEqualTo(first);
    }

    @Test
    void theStartIsThatOfTheRun() {
        List<Map<String, INDArray>> values = new ArrayList<>();
        look(run -> {
            values.add(parameters(run, run::tensor));
            parameters(run, run::start)
                    .forEach((name, start) ->
                            assertThat(start).isEqualTo(values.get(0).get(name)));
        });
        assertThat(values).hasSize(4);
    }

    @Test
    void tensorsThatAreNotThereAreNamedInTheMessage() {
        network = "dense(4) centre dense";
        look(run -> {
            assertThatThrownBy(() -> run.tensor("dense_1.wight"))
                    .isInstanceOf(SpecException.class)
                    .hasMessageContaining("did you mean 'dense_1.weight'?");
            assertThat(run.tensor("centre_1.running").shape()).containsExactly(4);
            assertThatThrownBy(() -> run.gradient("centre_1.running")).hasMessageContaining("unknown parameter");
        });
    }

    @Test
    void tensorsOfALayerAreItsParametersAndItsState() {
        network = "dense(4) centre wave(share=network) dense(4) wave(share=network) dense";
        look(run -> {
            List<ProbedLayer> layers = run.layers();
            assertThat(layers.get(1).parameters()).extracting(NamedTensor::name).containsExactly("centre_1.gain");
            assertThat(layers.get(1).state()).extracting(NamedTensor::name).containsExactly("centre_1.running");
            assertThat(layers.get(2).parameters()).extracting(NamedTensor::name).containsExactly("wave_1.height");
            assertThat(layers.get(4).parameters()).isEmpty(); // the first of them has what they share
        });
    }

    private static double at(Activation activation, double z) {
        INDArray out = Nd4j.create(DataType.DOUBLE, 1, 1);
        activation.value(Nd4j.create(DataType.DOUBLE, 1, 1).assign(z), out);
        return out.getDouble(0);
    }

    @Test
    void theActivationsOfALayerAreOneOrOneForEachUnitOrNone() {
        network = "dense(3) bend dense(3) wave dense(3) wave(share=unit) centre dense";
        look(run -> {
            List<ProbedLayer> layers = run.layers();
            assertThat(layers.get(0).activations()).isEmpty();
            assertThat(layers.get(1).activations()).hasSize(1);
            assertThat(at(layers.get(1).activations().get(0), 0.3)).isEqualTo(Math.tanh(0.3));
            assertThat(layers.get(3).activations()).hasSize(1);
            double p = run.tensor("wave_1.height").getDouble(0);
            assertThat(at(layers.get(3).activations().get(0), 0.3)).isEqualTo(0.3 + p * Math.sin(0.3));
            assertThat(layers.get(5).activations()).hasSize(3);
            for (int unit = 0; unit < 3; unit++) {
                double ofUnit = run.tensor("wave_2.height").getDouble(unit);
                assertThat(at(layers.get(5).activations().get(unit), 0.3)).isEqualTo(0.3 + ofUnit * Math.sin(0.3));
            }
            assertThat(layers.get(6).activations()).isEmpty();
        });
    }
}
