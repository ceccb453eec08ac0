package rai.experiments.relaxed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import rai.api.data.Dataset;
import rai.api.data.Part;
import rai.api.probe.ProbeSeries;
import rai.api.run.Model;
import rai.api.study.Outcome;
import rai.api.study.Study;

/**
 * What a kept network of relu says near the data and far from them.
 *
 * @param outcome its trial
 * @param data what it has learnt from
 * @param near P(class 1) on [-3, 3]²
 * @param far the same on [-100, 100]²
 * @param onData max |z| of each map over the training data
 * @param onPlane the same over [-3, 3]²
 */
record Landscape(Outcome outcome, Dataset data, double[][] near, double[][] far, double[] onData, double[] onPlane) {
    static final Plane NEAR = new Plane(3, 100);
    static final Plane FAR = new Plane(100, 50);
    private static final Plane SAMPLE = new Plane(3, 40);
    private static final String SPECTRAL_NORMS = "spectral-norms";

    static List<Landscape> of(Column column, Study.Models models) {
        List<Landscape> all = new ArrayList<>();
        for (Outcome outcome : column.outcomes()) {
            Optional<Model> model = models.of(outcome);
            Optional<Dataset> data = models.examples(outcome, Part.TRAIN);
            if (model.isPresent() && data.isPresent()) {
                all.add(of(outcome, model.get(), data.get()));
            }
        }
        return all;
    }

    private static Landscape of(Outcome outcome, Model model, Dataset data) {
        return new Landscape(
                outcome,
                data,
                NEAR.probability(model),
                FAR.probability(model),
                Growth.of(model, data.features().castTo(DataType.FLOAT)),
                Growth.of(model, SAMPLE.points(DataType.FLOAT)));
    }

    static double[] each(List<Landscape> all, java.util.function.ToDoubleFunction<Landscape> of) {
        return all.stream().mapToDouble(of).toArray();
    }

    double undefinedNear() {
        return Plane.undefined(near);
    }

    double undefinedFar() {
        return Plane.undefined(far);
    }

    /** The largest |z| of any map over [-3, 3]². */
    double largest() {
        return Arrays.stream(onPlane).max().orElse(Double.NaN);
    }

    double largestOnData() {
        return Arrays.stream(onData).max().orElse(Double.NaN);
    }

    /** Σ ln ‖W_t‖₂ at the end of a trial: the logarithm of how much the maps can stretch together. NaN if it was not measured. */
    static double stretch(Outcome outcome) {
        for (ProbeSeries series : outcome.curves().probes()) {
            if (series.probe().startsWith(SPECTRAL_NORMS) && !series.rows().isEmpty()) {
                int norm = series.index("spectral_norm");
                long last = series.rows().get(series.rows().size() - 1).step();
                return series.rows().stream()
                        .filter(row -> row.step() == last)
                        .mapToDouble(row -> Math.log(row.values().get(norm)))
                        .filter(Double::isFinite)
                        .sum();
            }
        }
        return Double.NaN;
    }
}
