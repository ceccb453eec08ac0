package rai.schedules;

import org.osgi.service.component.annotations.Component;
import rai.api.schedule.Progress;
import rai.api.schedule.Schedule;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;
import rai.api.state.Numbers;

/**
 * Falls along half a cosine wave: floor + (1 - floor) · (1 + cos(π t / steps)) / 2, and stays at floor after that; steps = 0 is
 * all steps of the method.
 */
@Component(service = Schedule.class)
@Named("cosine")
@About(
        value = "Falls along half a cosine wave, slowly at both ends.",
        formula = "floor + (1 - floor) (1 + cos(pi t / steps)) / 2",
        source = "Loshchilov & Hutter, 2017, ICLR, arXiv:1608.03983")
public class Cosine extends FunctionSchedule {
    @Setting(value = "The steps until the lowest factor; 0 is all steps of the method.", min = 0)
    long steps = 0;

    @Setting(value = "The lowest factor.", min = 0, max = 1)
    double floor = 0;

    @Override
    public double factor(Progress at, Numbers state) {
        double length = steps == 0 ? at.steps() : steps;
        return Wave.falling(functions, 1, floor, Math.min(at.step(), length) / length);
    }
}
