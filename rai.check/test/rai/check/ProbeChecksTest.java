package rai.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.probe.Measurement;
import rai.api.probe.Probe;
import rai.api.probe.ProbedLayer;
import rai.api.probe.ProbedRun;

/** Every clause of the contract notices the probe that breaks it. */
class ProbeChecksTest {
    private static final String ROWS =
            "every row has a number for each column, and is that of a layer or of the network";
    private static final String AGAIN = "the same state gives the same rows, whatever was measured in between";

    /** Sizes of everything that can be had. */
    private static List<Measurement> sizes(ProbedRun run) {
        List<Measurement> rows = new ArrayList<>();
        for (ProbedLayer layer : run.layers()) {
            double size = layer.output().norm2Number().doubleValue()
                    + layer.outputGradient().norm2Number().doubleValue()
                    + layer.parameters().stream()
                            .mapToDouble(tensor -> run.gradient(tensor.name())
                                            .norm2Number()
                                            .doubleValue()
                                    + run.start(tensor.name()).norm2Number().doubleValue())
                            .sum();
            rows.add(Measurement.of(layer.name(), size));
        }
        rows.add(Measurement.of(Measurement.NETWORK, run.loss()));
        return rows;
    }

    @Test
    void aProbeThatKeepsTheContractPasses() {
        Verdicts.requireNoFailure(checks(true, ProbeChecksTest::sizes));
    }

    @Test
    void aStartThatWasNotAskedForIsNoticed() {
        Verdicts.requireFailure(checks(false, ProbeChecksTest::sizes), ROWS, "its comparesWithStart() is false");
    }

    @Test
    void aRowThatIsTooLongIsNoticed() {
        Verdicts.requireFailure(
                checks(true, run -> List.of(Measurement.of(Measurement.NETWORK, 1, 2))),
                ROWS,
                "in the network d a row has 2 numbers, but there are 1 columns");
    }

    @Test
    void aLayerThatIsNotThereIsNoticed() {
        Verdicts.requireFailure(
                checks(true, run -> List.of(Measurement.of("dense_2", 1))), ROWS, "there is a row of 'dense_2'");
    }

    @Test
    void aLayerThatIsTakenForGrantedIsNoticed() {
        Verdicts.requireFailure(
                checks(true, run -> List.of(Measurement.of(run.layers().get(1).name(), 1))), ROWS, "it throws");
    }

    @Test
    void stateIsNoticed() {
        AtomicInteger calls = new AtomicInteger();
        Verdicts.requireFailure(
                checks(true, run -> List.of(Measurement.of(Measurement.NETWORK, calls.incrementAndGet()))),
                AGAIN,
                "again: it is");
    }

    @Test
    void aComplaintAboutNanIsNoticed() {
        Verdicts.requireFailure(
                checks(true, run -> {
                    if (Double.isNaN(run.loss())) {
                        throw new IllegalArgumentException("not a number");
                    }
                    return List.of();
                }),
                "parameters that are 0 or NaN are taken without complaint",
                "not a number");
    }

    @Test
    void aColumnThatIsNotAWordIsNoticed() {
        Probe shouting = new Measuring(true, run -> List.of()) {
            @Override
            public List<String> columns() {
                return List.of("Size");
            }
        };
        Verdicts.requireFailure(
                ProbeChecks.of(() -> shouting),
                "columns have distinct names of lower-case words, always the same",
                "the column 'Size'");
    }

    /** The gradients that probes are tried on are those of the loss. */
    @Test
    void theGradientsOfTheTrialAreDerivativesOfItsLoss() {
        double h = 1e-6;
        PlainProbedRun run = new PlainProbedRun(DataType.DOUBLE, "dsd(td)ds", 1, true);
        PlainProbedRun larger = new PlainProbedRun(DataType.DOUBLE, "dsd(td)ds", 1 + h, true);
        PlainProbedRun smaller = new PlainProbedRun(DataType.DOUBLE, "dsd(td)ds", 1 - h, true);
        double along = 0;
        for (ProbedLayer layer : run.layers()) {
            for (var tensor : layer.parameters()) {
                INDArray product = run.gradient(tensor.name()).mul(run.tensor(tensor.name()));
                along += product.sumNumber().doubleValue();
            }
        }
        assertThat(along).isCloseTo((larger.loss() - smaller.loss()) / (2 * h), within(1e-6 * Math.abs(along)));
    }

    private static List<Check> checks(boolean comparesWithStart, Function<ProbedRun, List<Measurement>> measure) {
        return ProbeChecks.of(() -> new Measuring(comparesWithStart, measure));
    }

    private static class Measuring implements Probe {
        private final boolean comparesWithStart;
        private final Function<ProbedRun, List<Measurement>> measure;

        Measuring(boolean comparesWithStart, Function<ProbedRun, List<Measurement>> measure) {
            this.comparesWithStart = comparesWithStart;
            this.measure = measure;
        }

        @Override
        public List<String> columns() {
            return List.of("size");
        }

        @Override
        public boolean comparesWithStart() {
            return comparesWithStart;
        }

        @Override
        public List<Measurement> measure(ProbedRun run) {
            return measure.apply(run);
        }
    }
}
