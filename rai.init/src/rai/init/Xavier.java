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
 * xavier (Glorot): W of mean 0 and variance gain² · 2 / (fan-in + fan-out), b = 0. Uniform weights have the limits
 * ±gain √(6 / (fan-in + fan-out)). The weights are drawn row by row.
 *
 * <p>A compromise between keeping the variance of signals in the forward pass (1/fan-in) and that of gradients in the backward pass (1/fan-out), for an
 * activation with slope 1 at 0.
 */
@Component(service = Initializer.class)
@Named("xavier")
@About(
        value = "Keeps the variance of signals and gradients about the same through layers with slope 1 at 0, as tanh.",
        formula = "Var W = gain^2 * 2 / (fan-in + fan-out), b = 0",
        source = "Glorot and Bengio, 2010, AISTATS")
public class Xavier implements Initializer, Portable {
    @Setting("Shape of the distribution.")
    Distribution distribution = Distribution.UNIFORM;

    @Setting(value = "Factor of all weights.", min = 0)
    double gain = 1;

    @Override
    public void initialize(DenseStart map) {
        RandomGenerator random = map.random();
        double sd = gain * Math.sqrt(2.0 / (map.fanIn() + map.fanOut()));
        Fill.with(map.weight(), i -> distribution.draw(random, sd));
        Fill.zero(map.bias());
    }
}
