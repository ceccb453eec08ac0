package rai.core;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.network.NamedTensor;
import rai.api.probe.Measurement;
import rai.api.probe.Probe;
import rai.api.probe.ProbedLayer;
import rai.api.probe.ProbedRun;
import rai.api.spec.Named;
import rai.api.spec.Setting;

/** The smallest probes. */
public final class ProbeFixtures {
    private ProbeFixtures() {}

    /** Reads everything that there is, sums it up layer by layer, and overwrites what it was given. */
    @Named("thorough")
    public static class Thorough implements Probe {
        @Setting("A factor on all sums.")
        double times = 1;

        @Override
        public List<String> columns() {
            return List.of("tensors", "moved", "gradients", "output", "output_gradient", "loss");
        }

        @Override
        public boolean comparesWithStart() {
            return true;
        }

        @Override
        public List<Measurement> measure(ProbedRun run) {
            List<Measurement> rows = new ArrayList<>();
            for (ProbedLayer layer : run.layers()) {
                double tensors = sum(layer.parameters(), run::tensor) + sum(layer.state(), run::tensor);
                rows.add(Measurement.of(
                        layer.name(),
                        times * tensors,
                        times * (sum(layer.parameters(), run::tensor) - sum(layer.parameters(), run::start)),
                        times * sum(layer.parameters(), run::gradient),
                        times * spoilt(layer.output()) + 0 * spoilt(layer.input()),
                        times * spoilt(layer.outputGradient()),
                        run.loss()));
            }
            spoilt(run.inputs());
            spoilt(run.targets());
            return rows;
        }

        private static double sum(List<NamedTensor> tensors, Function<String, INDArray> take) {
            return tensors.stream()
                    .mapToDouble(tensor -> spoilt(take.apply(tensor.name())))
                    .sum();
        }

        private static double spoilt(INDArray array) {
            double sum = array.sumNumber().doubleValue();
            array.assign(Double.NaN);
            return sum;
        }
    }

    /** Whatever a test wants to know. */
    @Named("asked")
    public static class Asked implements Probe {
        private final Function<ProbedRun, List<Measurement>> answer;

        public Asked(Function<ProbedRun, List<Measurement>> answer) {
            this.answer = answer;
        }

        @Override
        public List<String> columns() {
            return List.of("value");
        }

        @Override
        public List<Measurement> measure(ProbedRun run) {
            return answer.apply(run);
        }
    }
}
