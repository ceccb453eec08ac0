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
 * Rises on a straight line, then follows another schedule, which begins where the rise ends and counts the steps that are left:
 * start + (1 - start) · t / steps for t &lt; steps.
 */
@Component(service = Schedule.class)
@Named("linear-warmup")
@About(
        value = "Rises on a straight line for the first steps, then follows another schedule.",
        formula = "start + (1 - start) t / steps while t < steps; then the schedule named by then",
        source = "Goyal et al., 2017, arXiv:1706.02677; PyTorch, LinearLR")
public class LinearWarmup implements Schedule, Portable {
    @Setting(value = "Steps of the rise.", min = 1)
    long steps = 100;

    @Setting(value = "The factor at the first step.", min = 0, max = 1)
    double start = 0;

    @Setting(value = "The schedule that follows.", spec = "constant")
    Schedule then;

    @Override
    public Object portable() {
        LinearWarmup copy = new LinearWarmup();
        copy.steps = steps;
        copy.start = start;
        copy.then = Portable.of(then, "schedule that follows linear-warmup");
        return copy;
    }

    @Override
    public double factor(Progress at, Numbers state) {
        if (at.step() < steps) {
            return start + (1 - start) * at.step() / steps;
        }
        return then.factor(new Progress(at.step() - steps, Math.max(1, at.steps() - steps)), state);
    }

    @Override
    public List<String> numbers() {
        return then.numbers();
    }

    @Override
    public void init(Numbers state) {
        then.init(state);
    }

    @Override
    public Optional<String> watches() {
        return then.watches();
    }

    @Override
    public void observe(double value, Numbers state) {
        then.observe(value, state);
    }
}
