package rai.schedules;

import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import rai.api.engine.Portable;
import rai.api.schedule.Progress;
import rai.api.schedule.Schedule;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;
import rai.api.state.Numbers;

/**
 * Falls by gamma when a figure has not improved for more than patience observations: of the objective there is one per step, of a
 * metric one an evaluation. After a fall it waits for cooldown observations before it counts again. A value improves on the
 * best one if it is smaller than best · (1 - threshold), or larger than best · (1 + threshold) with mode=max; with
 * relative=false the threshold is added. A value that is NaN does not count as an observation. The factor never falls below
 * floor.
 */
@Component(service = Schedule.class)
@Named("reduce-on-plateau")
@About(
        value = "Falls when the objective, or a metric of the evaluations, has stopped improving.",
        formula = "factor <- max(gamma factor, floor) after more than patience observations without improvement",
        source = "PyTorch, ReduceLROnPlateau")
public class ReduceOnPlateau implements Schedule, Portable {
    private static final String FACTOR = "factor";
    private static final String BEST = "best";
    private static final String WAITED = "waited";
    private static final String RESTING = "resting";

    /** Which way is better. */
    enum Mode {
        /** Smaller is better. */
        MIN,
        /** Larger is better. */
        MAX
    }

    @Setting("The figure that is watched: objective, or a metric such as test.loss.")
    String metric = "objective";

    @Setting("Whether smaller (min) or larger (max) is better.")
    Mode mode = Mode.MIN;

    @Setting(value = "The number by which the rate is multiplied.", min = 0, max = 1)
    double gamma = 0.1;

    @Setting(value = "Number of observations without improvement that are tolerated.", min = 0)
    long patience = 10;

    @Setting(value = "The least change that counts as an improvement.", min = 0)
    double threshold = 1e-4;

    @Setting("Whether the threshold is a share of the best value.")
    boolean relative = true;

    @Setting(value = "Number of observations after a reduction that do not count.", min = 0)
    long cooldown = 0;

    @Setting(value = "The lowest factor.", min = 0)
    double floor = 0;

    @Override
    public List<String> numbers() {
        return List.of(FACTOR, BEST, WAITED, RESTING);
    }

    @Override
    public void init(Numbers state) {
        state.set(FACTOR, 1);
        state.set(BEST, mode == Mode.MIN ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY);
    }

    @Override
    public double factor(Progress at, Numbers state) {
        return state.get(FACTOR);
    }

    @Override
    public Optional<String> watches() {
        return Optional.of(metric);
    }

    @Override
    public void observe(double value, Numbers state) {
        if (Double.isNaN(value)) {
            return;
        }
        boolean improved = improves(value, state.get(BEST));
        if (improved) {
            state.set(BEST, value);
        }
        if (state.get(RESTING) > 0) {
            state.set(RESTING, state.get(RESTING) - 1);
            state.set(WAITED, 0);
            return;
        }
        state.set(WAITED, improved ? 0 : state.get(WAITED) + 1);
        if (state.get(WAITED) > patience) {
            state.set(FACTOR, Math.max(floor, gamma * state.get(FACTOR)));
            state.set(RESTING, cooldown);
            state.set(WAITED, 0);
        }
    }

    private boolean improves(double value, double best) {
        double margin = relative ? threshold * best : threshold;
        if (Double.isInfinite(best)) {
            margin = 0;
        }
        return mode == Mode.MIN ? value < best - margin : value > best + margin;
    }
}
