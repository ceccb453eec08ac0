package rai.probes;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
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
import rai.api.spec.Setting;

/**
 * The spectral norm ‖W‖₂ of each dense map, its largest singular value: by how much the map stretches a vector at most. By power
 * iteration, v ← Wᵀ W v / ‖Wᵀ W v‖ from a fixed start, until ‖W v‖ grows by less than the tolerance, relatively; it approaches
 * the norm from below. And the stable rank ‖W‖_F² / ‖W‖₂², between 1 and the rank: how many directions count; NaN if W is 0.
 */
@Component
@Named("spectral-norms")
@About(
        value = "Largest singular value and stable rank of each weight matrix.",
        formula = "|W|_2; |W|_F^2 / |W|_2^2",
        source = "Miyato et al., 2018, arXiv:1802.05957; Rudelson and Vershynin, 2007, arXiv:math/0503442")
public class SpectralNorms implements Probe {
    @Setting(value = "Relative growth of the norm below which the iteration ends.", min = 0)
    double tolerance = 1e-7;

    @Setting(value = "The most iterations.", min = 1)
    int iterations = 500;

    @Override
    public List<String> columns() {
        return List.of("spectral_norm", "stable_rank");
    }

    @Override
    public List<Measurement> measure(ProbedRun run) {
        List<Measurement> rows = new ArrayList<>();
        for (ProbedLayer layer : run.layers()) {
            if (layer.layer() instanceof Layer.Dense) {
                INDArray weight = run.tensor(layer.parameters().get(0).name());
                double[] w = Doubles.copy(weight);
                double norm = norm(w, (int) weight.size(0), (int) weight.size(1));
                double ratio = Numbers.norm(w) / norm;
                rows.add(Measurement.of(layer.name(), norm, norm == 0 ? Double.NaN : ratio * ratio));
            }
        }
        return rows;
    }

    /** ‖W‖₂ of W [n, m], row by row. */
    double norm(double[] w, int n, int m) {
        double[] v = new double[m];
        SplittableRandom random = new SplittableRandom(1); // orthogonal to no vector that W is likely to prefer
        for (int j = 0; j < m; j++) {
            v[j] = random.nextDouble(-1, 1);
        }
        double norm = 0;
        for (int k = 0; k < iterations; k++) {
            double length = Numbers.norm(v);
            if (length == 0 || Double.isNaN(length)) {
                return length;
            }
            double[] u = product(w, n, m, v, 1 / length);
            double next = Numbers.norm(u);
            if (!Double.isFinite(next) || next - norm <= tolerance * next) {
                return next;
            }
            norm = next;
            v = transposedProduct(w, n, m, u, 1 / next);
        }
        return norm;
    }

    private static double[] product(double[] w, int n, int m, double[] v, double scale) {
        double[] u = new double[n];
        for (int i = 0; i < n; i++) {
            double sum = 0;
            for (int j = 0; j < m; j++) {
                sum += w[i * m + j] * v[j];
            }
            u[i] = sum * scale;
        }
        return u;
    }

    private static double[] transposedProduct(double[] w, int n, int m, double[] u, double scale) {
        double[] v = new double[m];
        for (int i = 0; i < n; i++) {
            double factor = u[i] * scale;
            for (int j = 0; j < m; j++) {
                v[j] += w[i * m + j] * factor;
            }
        }
        return v;
    }
}
