package rai.itest.sparsity;

import java.util.Arrays;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import rai.api.array.Doubles;
import rai.api.probe.Measurement;
import rai.api.probe.Probe;
import rai.api.probe.ProbedRun;
import rai.api.spec.Named;

/** Share of the outputs of each layer that are 0 on the sample. */
@Component
@Named("sparsity")
public class Sparsity implements Probe {
    @Override
    public List<String> columns() {
        return List.of("zeros");
    }

    @Override
    public List<Measurement> measure(ProbedRun run) {
        return run.layers().stream()
                .map(layer -> Measurement.of(layer.name(), zeros(Doubles.copy(layer.output()))))
                .toList();
    }

    private static double zeros(double[] numbers) {
        return (double) Arrays.stream(numbers).filter(a -> a == 0).count() / numbers.length;
    }
}
