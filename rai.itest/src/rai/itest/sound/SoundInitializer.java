package rai.itest.sound;

import org.osgi.service.component.annotations.Component;
import rai.api.array.Doubles;
import rai.api.init.DenseStart;
import rai.api.init.Initializer;
import rai.api.spec.Named;

/** Weights from the normal distribution with variance 1 / fan-in, biases 0. */
@Component
@Named("victim")
public class SoundInitializer implements Initializer {
    @Override
    public void initialize(DenseStart map) {
        Doubles weights = Doubles.of(map.weight());
        for (int i = 0; i < weights.length(); i++) {
            weights.put(i, map.random().nextGaussian() / Math.sqrt(map.fanIn()));
        }
        map.bias().assign(0);
    }
}
