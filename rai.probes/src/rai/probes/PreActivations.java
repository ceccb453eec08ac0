package rai.probes;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
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
 * How the pre-activations are distributed, over the units of a layer and the examples of the sample together: mean, standard
 * deviation and quantiles. A row for each dense map has Z = A W + b; if something stands between a map and an activation, such
 * as batch normalisation, the activation has a row too, with what it reads.
 */
@Component
@Named("pre-activations")
@About(
        value = "Distribution of the pre-activations of each layer: mean, spread and quantiles.",
        formula = "mean, sd and quantiles of z_ij = (A W + b)_ij",
        source = "LeCun et al., 1998, Efficient BackProp; Poole et al., 2016, arXiv:1606.05340")
public class PreActivations implements Probe {
    @Override
    public List<String> columns() {
        List<String> columns = new ArrayList<>(List.of("mean", "sd"));
        columns.addAll(Numbers.QUANTILES);
        return columns;
    }

    @Override
    public List<Measurement> measure(ProbedRun run) {
        List<Measurement> rows = new ArrayList<>();
        boolean afterMap = false;
        for (ProbedLayer layer : run.layers()) {
            boolean map = layer.layer() instanceof Layer.Dense;
            if (map) {
                rows.add(row(layer.name(), layer.output()));
            } else if (!afterMap && !layer.activations().isEmpty()) {
                rows.add(row(layer.name(), layer.input()));
            }
            afterMap = map;
        }
        return rows;
    }

    private static Measurement row(String layer, INDArray array) {
        double[] z = Doubles.copy(array);
        return Measurement.of(layer, Numbers.join(new double[] {Numbers.mean(z), Numbers.sd(z)}, Numbers.quantiles(z)));
    }
}
