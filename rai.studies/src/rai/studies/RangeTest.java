package rai.studies;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Component;
import rai.api.run.RateRange;
import rai.api.run.RateRangeTest;
import rai.api.run.Run;
import rai.api.run.RunEvent;
import rai.api.run.RunRequest;
import rai.api.run.RunResult;
import rai.api.spec.Settings;
import rai.api.spec.SpecException;

/** The range test of the learning rate (Smith, 2017, WACV, arXiv:1506.01186). */
@Component
public final class RangeTest implements RateRangeTest {
    /** An objective that has grown to this many times the lowest one has diverged. */
    private static final int MUCH = 4;

    /** The length of a neighbourhood on either side, as a share of all steps. */
    private static final int SHARE = 30;
    /** How many objectives at the beginning are not compared. */
    private static final int FEWEST = 3;

    @Override
    public RunRequest plan(RunRequest request, double from, double to) {
        String sweep = "sweep(from=" + Settings.number(from) + ", to=" + Settings.number(to) + ")";
        return request.toBuilder().changePhases(phase -> phase.schedule(sweep)).build();
    }

    @Override
    public RateRange train(Run run, double from, double to, Consumer<RunEvent> listener) {
        List<Double> objectives = new ArrayList<>();
        long[] total = {0};
        double[] lowest = {Double.POSITIVE_INFINITY};
        RunResult result = run.train(event -> {
            listener.accept(event);
            if (event instanceof RunEvent.Started started) {
                total[0] = started.totalSteps();
            } else if (event instanceof RunEvent.Stepped stepped) {
                if (tooMuch(stepped.objective(), lowest[0], objectives.size())) {
                    run.stop();
                }
                objectives.add(stepped.objective());
                lowest[0] = Math.min(lowest[0], stepped.objective());
            }
        });
        if (result.stopped() == RunResult.Stop.FAILED) {
            throw new SpecException(result.reason());
        }
        if (objectives.size() < FEWEST_STEPS) {
            throw new SpecException("after " + objectives.size() + " steps there is too little data"
                    + (result.reason().isEmpty() ? "" : ", since " + result.reason())
                    + ": lower --from or raise --steps");
        }
        double[] rates = new double[objectives.size()];
        Arrays.setAll(rates, i -> from * Math.pow(to / from, i / Math.max(1.0, total[0] - 1.0)));
        return evaluate(
                rates, objectives.stream().mapToDouble(Double::doubleValue).toArray());
    }

    @Override
    public RateRange mean(List<RateRange> tests) {
        if (tests.size() == 1) {
            return tests.get(0);
        }
        int steps = tests.stream()
                .mapToInt(test -> test.objectives().length)
                .min()
                .orElseThrow(() -> new IllegalArgumentException("there is no test"));
        double[] means = new double[steps];
        Arrays.setAll(
                means,
                i -> tests.stream()
                        .mapToDouble(test -> test.objectives()[i])
                        .average()
                        .orElseThrow());
        return evaluate(Arrays.copyOf(tests.get(0).rates(), steps), means);
    }

    /**
     * @param rates the rate of each step
     * @param objectives the objective before each step
     * @return the result
     */
    static RateRange evaluate(double[] rates, double[] objectives) {
        int diverged = divergence(objectives);
        int end = diverged < 0 ? objectives.length : diverged;
        double[] smoothed = smooth(Arrays.copyOf(objectives, end), Math.max(1, rates.length / SHARE));
        int lowest = 0;
        for (int i = 1; i < smoothed.length; i++) {
            lowest = smoothed[i] < smoothed[lowest] ? i : lowest;
        }
        int steepest = -1;
        double fall = 0;
        for (int i = 1; i < Math.min(lowest + 1, smoothed.length - 1); i++) {
            double slope = (smoothed[i + 1] - smoothed[i - 1]) / Math.log(rates[i + 1] / rates[i - 1]);
            if (slope < fall) {
                fall = slope;
                steepest = i;
            }
        }
        return new RateRange(rates, objectives, smoothed, steepest, lowest, diverged);
    }

    /** @return whether an objective, compared with the lowest one before, shows that no larger rate need be tried */
    private static boolean tooMuch(double objective, double lowest, int steps) {
        boolean grown = objective > lowest && objective - lowest > (MUCH - 1) * Math.abs(lowest);
        return !Double.isFinite(objective) || steps > FEWEST && grown;
    }

    private static int divergence(double[] objectives) {
        double lowest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < objectives.length; i++) {
            if (tooMuch(objectives[i], lowest, i)) {
                return i;
            }
            lowest = Math.min(lowest, objectives[i]);
        }
        return -1;
    }

    /**
     * Means over equally many neighbours on either side, fewer at the ends, so that nothing is shifted towards larger
     * rates.
     */
    private static double[] smooth(double[] values, int reach) {
        double[] means = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            int near = Math.min(reach, Math.min(i, values.length - 1 - i));
            means[i] = Arrays.stream(values, i - near, i + near + 1).average().orElseThrow();
        }
        return means;
    }
}
