package rai.schedules;

import org.osgi.service.component.annotations.Component;
import rai.api.schedule.Progress;
import rai.api.schedule.Schedule;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;
import rai.api.state.Numbers;

/**
 * Falls to 0 with a power of the steps that are left: (1 - t / steps)^power, 0 from steps on; with
 * steps = 0 those are all steps of the method.
 */
@Component(service = Schedule.class)
@Named("polynomial")
@About(
        value = "Falls to 0 with a power of the steps that are left; with power 1 on a straight line.",
        formula = "(1 - t / steps)^power",
        source = "PyTorch, PolynomialLR")
public class Polynomial extends FunctionSchedule {
    @Setting(value = "The steps until 0; 0 is all steps of the method.", min = 0)
    long steps = 0;

    @Setting(value = "The power.", min = 0)
    double power = 1;

    @Override
    public double factor(Progress at, Numbers state) {
        double length = steps == 0 ? at.steps() : steps;
        return functions.pow(1 - Math.min(at.step(), length) / length, power);
    }
}
