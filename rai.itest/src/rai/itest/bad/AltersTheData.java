package rai.itest.bad;

import org.osgi.service.component.annotations.Component;
import rai.api.method.Training;
import rai.api.method.TrainingMethod;
import rai.api.spec.Named;
import rai.itest.sound.SoundMethod;

/** Alters the training data. */
@Component(service = TrainingMethod.class)
@Named("victim")
public class AltersTheData extends SoundMethod {
    @Override
    public double gradient(Training training) {
        double loss = super.gradient(training);
        training.inputs().muli(1.01);
        return loss;
    }
}
