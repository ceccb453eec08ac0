package rai.schedules;

import org.osgi.service.component.annotations.Component;
import rai.api.schedule.Progress;
import rai.api.schedule.Schedule;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;
import rai.api.state.Numbers;

/**
 * From one factor to another, by the same ratio at every step: from · (to / from)^(t / (steps - 1)). With a rate of
 * 1 the factors are the rates: the range test that finds a learning rate.
 */
@Component(service = Schedule.class)
@Named("sweep")
@About(
        value = "From one factor to another by the same ratio at every step, as the search for a learning rate needs"
                + " it.",
        formula = "from (to / from)^(t / (steps - 1))",
        source = "Smith, 2017, WACV, arXiv:1506.01186")
public class Sweep extends FunctionSchedule {
    @Setting(value = "The first factor.", min = 0, open = true)
    double from = 1e-6;

    @Setting(value = "The last factor.", min = 0, open = true)
    double to = 10;

    @Override
    public double factor(Progress at, Numbers state) {
        return from * functions.pow(to / from, at.step() / Math.max(1.0, at.steps() - 1.0));
    }
}
