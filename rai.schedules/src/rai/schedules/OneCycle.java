package rai.schedules;

import org.osgi.service.component.annotations.Component;
import rai.api.schedule.Progress;
import rai.api.schedule.Schedule;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;
import rai.api.state.Numbers;

/**
 * One cycle: up from 1 / start to 1 along half a cosine wave in the first part, then down to 1 / (start · end). The rate of the
 * optimizer is the largest. Momentum is left as it is.
 */
@Component(service = Schedule.class)
@Named("one-cycle")
@About(
        value = "Up to the full rate in the first part of the training, then down far below where it began.",
        formula = "1/start -> 1 in the first rise steps - 1 steps, then 1 -> 1/(start end), both along half a cosine",
        source = "Smith & Topin, 2018, arXiv:1708.07120")
public class OneCycle extends FunctionSchedule {
    @Setting(value = "Share of the steps in which the rate rises.", min = 0, max = 1, open = true)
    double rise = 0.3;

    @Setting(value = "The full rate divided by the rate at the start.", min = 1)
    double start = 25;

    @Setting(value = "The rate at the start divided by the rate at the end.", min = 1)
    double end = 1e4;

    @Setting(value = "The steps of the cycle; 0 is all steps of the method.", min = 0)
    long steps = 0;

    @Override
    public double factor(Progress at, Numbers state) {
        double length = steps == 0 ? at.steps() : steps;
        double top = rise * length - 1;
        double t = Math.min(at.step(), length - 1);
        return t <= top
                ? Wave.falling(functions, 1 / start, 1, top > 0 ? t / top : 1)
                : Wave.falling(functions, 1, 1 / (start * end), length - 1 > top ? (t - top) / (length - 1 - top) : 1);
    }
}
