package rai.itest.bad;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.service.component.annotations.Component;
import rai.api.loss.Loss;
import rai.api.spec.Named;
import rai.itest.sound.SoundLoss;

/** Predicts in another shape. */
@Component(service = Loss.class)
@Named("victim")
public class ReshapesThePrediction extends SoundLoss {
    @Override
    public INDArray prediction(INDArray output) {
        return output.repeat(1, 2);
    }
}
