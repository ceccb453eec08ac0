package rai.schedules;

import org.osgi.service.component.annotations.Component;
import rai.api.schedule.Progress;
import rai.api.schedule.Schedule;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;
import rai.api.state.Numbers;

/**
 * SGDR: falls along half a cosine wave, starts again, and takes longer each time. The first wave has `first` steps, each later
 * one `growth` times as many as the one before.
 */
@Component(service = Schedule.class)
@Named("warm-restarts")
@About(
        value = "Falls along half a cosine wave, again and again, from the full rate each time.",
        formula = "floor + (1 - floor) (1 + cos(pi s / length)) / 2, s since the last restart; length <- growth length",
        source = "Loshchilov & Hutter, 2017, ICLR, arXiv:1608.03983")
public class WarmRestarts extends FunctionSchedule {
    @Setting(value = "Steps of the first wave.", min = 1)
    long first = 100;

    @Setting(value = "How many times longer each wave is than the one before.", min = 1)
    int growth = 1;

    @Setting(value = "The lowest factor.", min = 0, max = 1)
    double floor = 0;

    @Override
    public double factor(Progress at, Numbers state) {
        long length = first;
        long since = at.step();
        if (growth == 1) {
            since %= length;
        }
        while (since >= length) {
            since -= length;
            length *= growth;
        }
        return Wave.falling(functions, 1, floor, (double) since / length);
    }
}
