package rai.studies.execution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import rai.api.probe.ProbeSeries;
import rai.api.run.RunEvent;
import rai.api.run.RunReader;
import rai.api.run.RunResult.Stop;
import rai.api.study.Curves;
import rai.api.study.Outcome.State;

/** What becomes of a run that has ended. */
public final class Endings {
    private static final int MOST_POINTS = 100;
    private static final int MOST_PROBED = 20;

    private Endings() {}

    /**
     * @param stopped why a run ended
     * @return how a trial ended, if that was its run
     */
    public static State state(Stop stopped) {
        return switch (stopped) {
            case STEPS, EARLY, INTERRUPTED -> State.DONE;
            case NAN -> State.DIVERGED;
            case FAILED -> State.FAILED;
        };
    }

    /**
     * @param reader the directory of a run
     * @return its evaluations
     */
    public static Curves curves(RunReader reader) {
        List<Long> steps = new ArrayList<>();
        List<Map<String, Double>> metrics = new ArrayList<>();
        reader.history(row -> {
            if (!row.metrics().isEmpty()) {
                Map<String, Double> named = new LinkedHashMap<>();
                row.metrics().forEach((name, value) -> named.put(name.replaceFirst("_", "."), value));
                add(row.step(), named, steps, metrics);
            }
        });
        Curves evaluations = thinned(steps, metrics);
        return new Curves(
                evaluations.steps(),
                evaluations.metrics(),
                reader.probes().stream().map(Endings::thinned).toList());
    }

    /** At some of its steps, evenly, with the first and the last; of a curve at the last alone. */
    private static ProbeSeries thinned(ProbeSeries series) {
        List<Long> steps = series.steps();
        int count = series.isCurve() ? Math.min(1, steps.size()) : Math.min(MOST_PROBED, steps.size());
        Set<Long> kept = new HashSet<>();
        for (int i = 0; i < count; i++) {
            kept.add(steps.get(count == 1 ? steps.size() - 1 : (int) ((long) i * (steps.size() - 1) / (count - 1))));
        }
        return new ProbeSeries(
                series.probe(),
                series.columns(),
                series.rows().stream().filter(row -> kept.contains(row.step())).toList());
    }

    static Curves curves(List<RunEvent.Evaluated> evaluations) {
        List<Long> steps = new ArrayList<>();
        List<Map<String, Double>> metrics = new ArrayList<>();
        for (RunEvent.Evaluated evaluated : evaluations) {
            Map<String, Double> named = new LinkedHashMap<>();
            evaluated.train().forEach((name, value) -> named.put("train." + name, value));
            evaluated.valid().forEach((name, value) -> named.put("valid." + name, value));
            evaluated.test().forEach((name, value) -> named.put("test." + name, value));
            add(evaluated.step(), named, steps, metrics);
        }
        return thinned(steps, metrics);
    }

    /** After the same step, such as at the end of a phase, the last evaluation counts. */
    private static void add(long step, Map<String, Double> named, List<Long> steps, List<Map<String, Double>> metrics) {
        int last = steps.size() - 1;
        if (last >= 0 && steps.get(last) == step) {
            metrics.set(last, named);
        } else {
            steps.add(step);
            metrics.add(named);
        }
    }

    /** Evenly, with the first and the last. */
    private static Curves thinned(List<Long> steps, List<Map<String, Double>> metrics) {
        int count = Math.min(MOST_POINTS, steps.size());
        long[] kept = new long[count];
        Map<String, double[]> values = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            int from = count == steps.size() ? i : (int) ((long) i * (steps.size() - 1) / (count - 1));
            kept[i] = steps.get(from);
            int at = i;
            metrics.get(from).forEach((name, value) -> values.computeIfAbsent(name, key -> nothing(count))[at] = value);
        }
        return new Curves(kept, values);
    }

    private static double[] nothing(int count) {
        double[] values = new double[count];
        Arrays.fill(values, Double.NaN);
        return values;
    }
}
