package rai.init;

import java.util.random.RandomGenerator;
import org.osgi.service.component.annotations.Component;
import rai.api.engine.Portable;
import rai.api.init.DenseStart;
import rai.api.init.Initializer;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;

/** normal: W ~ N(mean, sd²), the same for layers of every width; b = 0. The weights are drawn row by row. */
@Component(service = Initializer.class)
@Named("normal")
@About(
        value = "Normal weights of a fixed standard deviation, whatever the widths; biases 0.",
        formula = "W ~ N(mean, sd^2), b = 0",
        source = "Krizhevsky, Sutskever and Hinton, 2012, NeurIPS (standard deviation 0.01)")
public class Normal implements Initializer, Portable {
    @Setting("Mean of the weights.")
    double mean = 0;

    @Setting(value = "Standard deviation of the weights.", min = 0)
    double sd = 0.01;

    @Override
    public void initialize(DenseStart map) {
        RandomGenerator random = map.random();
        Fill.with(map.weight(), i -> mean + sd * random.nextGaussian());
        Fill.zero(map.bias());
    }
}
