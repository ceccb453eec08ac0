package rai.probes;

import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import rai.api.probe.Measurement;
import rai.api.probe.Probe;
import rai.api.probe.ProbedLayer;
import rai.api.probe.ProbedRun;
import rai.api.spec.About;
import rai.api.spec.Named;

/**
 * How far the parameters have moved from the start of the run: ‖θ - θ₀‖₂, and the same relative to ‖θ₀‖₂, for each layer that
 * learns and for the network. Small values mean that the network stays near its linearisation (Chizat et al., 2019). The
 * second is NaN if θ₀ is 0.
 */
@Component
@Named("distance")
@About(
        value = "Distance of the parameters from their start, layer by layer.",
        formula = "|theta - theta0|; |theta - theta0| / |theta0|",
        source = "Chizat et al., 2019, arXiv:1812.07956; Nagarajan and Kolter, 2019, arXiv:1901.01672")
public class Distance implements Probe {
    @Override
    public List<String> columns() {
        return List.of("distance", "relative");
    }

    @Override
    public boolean comparesWithStart() {
        return true;
    }

    @Override
    public List<Measurement> measure(ProbedRun run) {
        List<Measurement> rows = new ArrayList<>();
        double[] distances = {};
        double[] sizes = {};
        for (ProbedLayer layer : run.layers()) {
            if (!layer.parameters().isEmpty()) {
                double[] moved = Numbers.of(layer, run::tensor);
                double[] start = Numbers.of(layer, run::start);
                for (int i = 0; i < moved.length; i++) {
                    moved[i] -= start[i];
                }
                double distance = Numbers.norm(moved);
                double size = Numbers.norm(start);
                rows.add(row(layer.name(), distance, size));
                distances = Numbers.join(distances, distance);
                sizes = Numbers.join(sizes, size);
            }
        }
        rows.add(row(Measurement.NETWORK, Numbers.norm(distances), Numbers.norm(sizes)));
        return rows;
    }

    private static Measurement row(String layer, double distance, double size) {
        return Measurement.of(layer, distance, size == 0 ? Double.NaN : distance / size);
    }
}
