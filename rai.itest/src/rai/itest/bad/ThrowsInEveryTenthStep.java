package rai.itest.bad;

import org.osgi.service.component.annotations.Component;
import rai.api.method.Training;
import rai.api.method.TrainingMethod;
import rai.api.spec.Named;
import rai.itest.sound.SoundMethod;

/** Throws in every tenth step. */
@Component(service = TrainingMethod.class)
@Named("victim")
public class ThrowsInEveryTenthStep extends SoundMethod {
    @Override
    public void step(Training training) {
        if (training.step() % 10 == 9) {
            throw new IllegalStateException("nine steps are enough");
        }
        super.step(training);
    }
}
