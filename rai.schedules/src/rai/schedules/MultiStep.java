package rai.schedules;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.osgi.service.component.annotations.Component;
import rai.api.schedule.Progress;
import rai.api.schedule.Schedule;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;
import rai.api.spec.SpecException;
import rai.api.state.Numbers;

/**
 * Falls by gamma at given steps: gamma to the number of milestones m with m ≤ t.
 */
@Component(service = Schedule.class)
@Named("multi-step")
@About(
        value = "Falls by the same factor at each of the given steps.",
        formula = "gamma^(number of milestones <= t)",
        source = "He et al., 2016, CVPR, arXiv:1512.03385; PyTorch, MultiStepLR")
public class MultiStep extends FunctionSchedule {
    @Setting(value = "The steps at which the rate falls, separated by commas, as in 100,300.", required = true)
    String at;

    @Setting(value = "The number by which the rate is multiplied.", min = 0)
    double gamma = 0.1;

    @Override
    public double factor(Progress now, Numbers state) {
        return functions.pow(
                gamma, LongStream.of(milestones()).filter(m -> m <= now.step()).count());
    }

    private long[] milestones() {
        try {
            return Arrays.stream(at.split(","))
                    .map(String::strip)
                    .mapToLong(Long::parseLong)
                    .toArray();
        } catch (NumberFormatException e) {
            throw new SpecException(
                    "the setting 'at' of multi-step must be step numbers separated by commas, but is '" + at + "'");
        }
    }
}
