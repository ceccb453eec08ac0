package rai.init;

import java.util.random.RandomGenerator;
import org.osgi.service.component.annotations.Component;
import rai.api.engine.Portable;
import rai.api.init.DenseStart;
import rai.api.init.Initializer;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;
import rai.api.spec.SpecException;

/**
 * uniform: W ~ U(low, high), the same for layers of every width; b = 0. The weights are drawn row by row.
 *
 * <p>If low exceeds high, {@link #initialize} throws a {@link SpecException}.
 */
@Component(service = Initializer.class)
@Named("uniform")
@About(
        value = "Uniform weights between fixed limits, whatever the widths; biases 0.",
        formula = "W ~ U(low, high), b = 0",
        source = "Rumelhart, Hinton and Williams, 1986, Nature 323 (small random weights)")
public class Uniform implements Initializer, Portable {
    @Setting("Smallest weight.")
    double low = -0.05;

    @Setting("Largest weight.")
    double high = 0.05;

    @Override
    public void initialize(DenseStart map) {
        if (low > high) {
            throw new SpecException(
                    "the settings of uniform must have low <= high, but are low=" + low + ", high=" + high);
        }
        RandomGenerator random = map.random();
        Fill.with(map.weight(), i -> low + (high - low) * random.nextDouble());
        Fill.zero(map.bias());
    }
}
