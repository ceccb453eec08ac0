package rai.schedules;

import org.osgi.service.component.annotations.Component;
import rai.api.engine.Portable;
import rai.api.schedule.Progress;
import rai.api.schedule.Schedule;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;
import rai.api.state.Numbers;

/**
 * The same factor at every step, or for the first steps only: factor while t &lt; steps, 1 afterwards; with steps = 0 for ever.
 */
@Component(service = Schedule.class)
@Named("constant")
@About(
        value = "The same factor at every step; with steps, for the first ones only.",
        formula = "factor while t < steps, then 1",
        source = "PyTorch, ConstantLR")
public class Constant implements Schedule, Portable {
    @Setting(value = "The factor.", min = 0)
    double factor = 1;

    @Setting(value = "The number of steps for which the factor applies; 0 means all steps.", min = 0)
    long steps = 0;

    @Override
    public double factor(Progress at, Numbers state) {
        return steps == 0 || at.step() < steps ? factor : 1;
    }
}
