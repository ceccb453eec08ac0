package rai.init;

import java.util.random.RandomGenerator;
import org.osgi.service.component.annotations.Component;
import rai.api.init.DenseStart;
import rai.api.init.Initializer;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;

/**
 * kaiming (He): W of mean 0 and variance 2 / ((1 + slope²) fan), b = 0, where fan is fan-in, fan-out, or their average.
 * Uniform weights have the limits ±√(6 / ((1 + slope²) fan)). The weights are drawn row by row.
 *
 * <p>The 2 makes up for what relu blocks: half the second moment. With fan-in signals keep their scale, with fan-out
 * gradients do, and the average, 4 / (fan-in + fan-out), compromises.
 */
@Component
@Named("kaiming")
@About(
        value = "Keeps the scale of signals through layers of relu, or of leaky-relu with the slope told.",
        formula = "Var W = 2 / ((1 + slope^2) fan), b = 0",
        source = "He, Zhang, Ren and Sun, 2015, ICCV, arXiv:1502.01852")
public class Kaiming implements Initializer {
    @Setting("Shape of the distribution.")
    Distribution distribution = Distribution.NORMAL;

    @Setting("Which number of connections counts: fan-in, fan-out, or their average.")
    Fan fan = Fan.IN;

    @Setting(value = "Slope of the activation below 0.", min = 0)
    double slope = 0;

    /** Connections of a unit. */
    enum Fan {
        /** fan-in. */
        IN,
        /** fan-out. */
        OUT,
        /** (fan-in + fan-out) / 2. */
        AVERAGED;

        private double of(DenseStart map) {
            return switch (this) {
                case IN -> map.fanIn();
                case OUT -> map.fanOut();
                case AVERAGED -> (map.fanIn() + map.fanOut()) / 2.0;
            };
        }
    }

    @Override
    public void initialize(DenseStart map) {
        RandomGenerator random = map.random();
        double sd = Math.sqrt(2 / ((1 + slope * slope) * fan.of(map)));
        Fill.with(map.weight(), i -> distribution.draw(random, sd));
        Fill.zero(map.bias());
    }
}
