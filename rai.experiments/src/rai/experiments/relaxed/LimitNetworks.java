package rai.experiments.relaxed;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rai.api.data.Dataset;
import rai.api.data.Part;
import rai.api.run.Model;
import rai.api.study.Outcome;
import rai.api.study.Study;

/**
 * What the kept networks say on [-3, 3]².
 *
 * @param landscapes P(class 1) in each cell, by the id of the trial
 * @param data what they have learnt from, if a network was kept
 */
record LimitNetworks(Map<String, double[][]> landscapes, Optional<Dataset> data) {
    static final Plane PLANE = new Plane(3, 50);
    private static final int UNDEFINED = 2;

    static LimitNetworks of(LimitCells cells, Study.Models models) {
        Map<String, double[][]> landscapes = new LinkedHashMap<>();
        Optional<Dataset> data = Optional.empty();
        for (String method : cells.methods()) {
            for (int depth : cells.depths(method)) {
                for (String setting : cells.settings(method, depth)) {
                    for (Outcome outcome : cells.of(method, depth, setting).outcomes()) {
                        Optional<Model> model = models.of(outcome);
                        model.ifPresent(kept -> landscapes.put(outcome.id(), PLANE.probability(kept)));
                        if (model.isPresent() && data.isEmpty()) {
                            data = models.examples(outcome, Part.TRAIN);
                        }
                    }
                }
            }
        }
        return new LimitNetworks(landscapes, data);
    }

    Optional<double[][]> of(Outcome outcome) {
        return Optional.ofNullable(landscapes.get(outcome.id()));
    }

    /** The share of the cells that are not a number, per network that was kept. */
    double[] undefined(Column cell) {
        return cell.outcomes().stream()
                .flatMap(outcome -> of(outcome).stream())
                .mapToDouble(Plane::undefined)
                .toArray();
    }

    /**
     * By seed, in how large a share of the cells its network says another class than the network of another seed, on average over
     * the other seeds. Not a number is a class of its own.
     */
    Map<Long, Double> disagreement(Column cell) {
        List<Outcome> kept = cell.outcomes().stream()
                .filter(outcome -> of(outcome).isPresent())
                .toList();
        List<int[]> classes =
                kept.stream().map(outcome -> classes(of(outcome).orElseThrow())).toList();
        Map<Long, Double> disagreement = new LinkedHashMap<>();
        for (int i = 0; i < kept.size() && kept.size() > 1; i++) {
            double sum = 0;
            for (int[] other : classes) {
                sum += different(classes.get(i), other);
            }
            disagreement.put(Ladder.seed(kept.get(i)), sum / (kept.size() - 1));
        }
        return disagreement;
    }

    private static int[] classes(double[][] landscape) {
        return Arrays.stream(landscape)
                .flatMapToDouble(Arrays::stream)
                .mapToInt(p -> Double.isNaN(p) ? UNDEFINED : p < 0.5 ? 0 : 1)
                .toArray();
    }

    private static double different(int[] a, int[] b) {
        int different = 0;
        for (int i = 0; i < a.length; i++) {
            different += a[i] == b[i] ? 0 : 1;
        }
        return (double) different / a.length;
    }
}
