package rai.probes;

import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import rai.api.array.Doubles;
import rai.api.network.Layer;
import rai.api.probe.Measurement;
import rai.api.probe.Probe;
import rai.api.probe.ProbedLayer;
import rai.api.probe.ProbedRun;
import rai.api.spec.About;
import rai.api.spec.Named;

/**
 * How the weights of each layer are distributed: ‖W‖_F, mean, standard deviation and quantiles. Of a dense map these are its
 * weights without the biases; of any other layer all that it learns.
 */
@Component
@Named("weights")
@About(
        value = "Distribution of the weights of each layer: norm, mean, spread and quantiles.",
        formula = "|W|, mean, sd and quantiles of w_ij",
        source = "Glorot and Bengio, 2010, AISTATS")
public class Weights implements Probe {
    @Override
    public List<String> columns() {
        List<String> columns = new ArrayList<>(List.of("norm", "mean", "sd"));
        columns.addAll(Numbers.QUANTILES);
        return columns;
    }

    @Override
    public List<Measurement> measure(ProbedRun run) {
        List<Measurement> rows = new ArrayList<>();
        for (ProbedLayer layer : run.layers()) {
            if (!layer.parameters().isEmpty()) {
                double[] w = layer.layer() instanceof Layer.Dense
                        ? Doubles.copy(run.tensor(layer.parameters().get(0).name()))
                        : Numbers.of(layer, run::tensor);
                rows.add(Measurement.of(
                        layer.name(),
                        Numbers.join(
                                new double[] {Numbers.norm(w), Numbers.mean(w), Numbers.sd(w)}, Numbers.quantiles(w))));
            }
        }
        return rows;
    }
}
