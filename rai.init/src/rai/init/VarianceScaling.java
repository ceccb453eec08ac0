package rai.init;

import java.util.random.RandomGenerator;
import org.osgi.service.component.annotations.Component;
import rai.api.engine.Portable;
import rai.api.init.DenseStart;
import rai.api.init.Initializer;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;

/**
 * variance-scaling: W of mean 0 and variance scale / n, b = 0, where n is fan-in, fan-out, or their average. The weights
 * are drawn row by row.
 *
 * <p>Uniform weights have the limits ±√(3 scale / n). A truncated normal distribution ends at two standard deviations of the
 * normal one, whose standard deviation is √(scale / n) / 0.8796, for truncation takes 22.6 % of the variance away.
 *
 * <p>The others are special cases: lecun is scale 1 and fan-in, xavier scale 1 and fan-avg, kaiming for relu scale 2 and
 * fan-in.
 */
@Component(service = Initializer.class)
@Named("variance-scaling")
@About(
        value = "Weights of mean 0 whose variance is a number over the connections of a unit; biases 0.",
        formula = "Var W = scale / n, n = fan-in, fan-out or (fan-in + fan-out) / 2, b = 0",
        source = "Chollet et al., 2015, Keras, VarianceScaling; after Glorot and Bengio, 2010, AISTATS")
public class VarianceScaling implements Initializer, Portable {
    @Setting(value = "Factor of the variance.", min = 0, open = true)
    double scale = 1;

    @Setting("Which number of connections counts: fan-in, fan-out, or their average.")
    Fan mode = Fan.FAN_IN;

    @Setting("Shape of the distribution.")
    Distribution distribution = Distribution.TRUNCATED_NORMAL;

    @Override
    public void initialize(DenseStart map) {
        RandomGenerator random = map.random();
        double sd = Math.sqrt(scale / mode.of(map));
        Fill.with(map.weight(), i -> distribution.draw(random, sd));
        Fill.zero(map.bias());
    }
}
