package rai.itest.bad;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.service.component.annotations.Component;
import rai.api.activation.Activation;
import rai.api.spec.Named;
import rai.itest.sound.SoundActivation;

/** Alters what it reads. */
@Component(service = Activation.class)
@Named("victim")
public class AltersItsInput extends SoundActivation {
    @Override
    public void value(INDArray z, INDArray out) {
        super.value(z, out);
        if (z != out) {
            z.muli(1.01);
        }
    }
}
