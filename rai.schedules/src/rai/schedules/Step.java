package rai.schedules;

import org.osgi.service.component.annotations.Component;
import rai.api.schedule.Progress;
import rai.api.schedule.Schedule;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;
import rai.api.state.Numbers;

/**
 * Falls by gamma after every so many steps: gamma^⌊t / every⌋.
 */
@Component(service = Schedule.class)
@Named("step")
@About(
        value = "Falls by the same factor after every so many steps.",
        formula = "gamma^floor(t / every)",
        source = "PyTorch, StepLR")
public class Step extends FunctionSchedule {
    @Setting(value = "Steps between two falls.", min = 1)
    long every = 100;

    @Setting(value = "The number by which the rate is multiplied.", min = 0)
    double gamma = 0.1;

    @Override
    public double factor(Progress at, Numbers state) {
        return functions.pow(gamma, at.step() / every);
    }
}
