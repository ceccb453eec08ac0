package rai.schedules;

import org.osgi.service.component.annotations.Component;
import rai.api.schedule.Progress;
import rai.api.schedule.Schedule;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;
import rai.api.state.Numbers;

/**
 * Falls by the same factor at every step: gammaᵗ.
 */
@Component(service = Schedule.class)
@Named("exponential")
@About(value = "Falls by the same factor at every step.", formula = "gamma^t", source = "PyTorch, ExponentialLR")
public class Exponential extends FunctionSchedule {
    @Setting(value = "The number by which the rate is multiplied at each step.", min = 0)
    double gamma = 0.999;

    @Override
    public double factor(Progress at, Numbers state) {
        return functions.pow(gamma, at.step());
    }
}
