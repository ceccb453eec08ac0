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
 * truncated-normal: W ~ N(mean, sd²) on the condition that low ≤ W ≤ high, the same for layers of every width; b = 0. The
 * weights are drawn row by row.
 *
 * <p>The bounds are weights, not multiples of sd, as in PyTorch's {@code trunc_normal_}. With a = (low - mean) / sd,
 * b = (high - mean) / sd, density φ and Z = Φ(b) - Φ(a), the mean of the weights is mean + sd (φ(a) - φ(b)) / Z and their
 * variance sd² (1 + (a φ(a) - b φ(b)) / Z - ((φ(a) - φ(b)) / Z)²).
 *
 * <p>If low is not below high, {@link #initialize} throws a {@link SpecException}.
 */
@Component(service = Initializer.class)
@Named("truncated-normal")
@About(
        value = "Normal weights of a fixed standard deviation, none of them beyond two bounds; biases 0.",
        formula = "W ~ N(mean, sd^2) given low <= W <= high, b = 0",
        source = "Robert, 1995, Statistics and Computing 5, arXiv:0907.4010; PyTorch, torch.nn.init.trunc_normal_")
public class TruncatedNormal implements Initializer, Portable {
    @Setting("Mean of the normal distribution, before it is truncated.")
    double mean = 0;

    @Setting(value = "Standard deviation of the normal distribution, before it is truncated.", min = 0, open = true)
    double sd = 1;

    @Setting("Smallest weight.")
    double low = -2;

    @Setting("Largest weight.")
    double high = 2;

    @Override
    public void initialize(DenseStart map) {
        if (low >= high) {
            throw new SpecException(
                    "the settings of truncated-normal must have low < high, but are low=" + low + ", high=" + high);
        }
        RandomGenerator random = map.random();
        double a = (low - mean) / sd;
        double b = (high - mean) / sd;
        Fill.with(map.weight(), i -> mean + sd * TruncatedGaussian.draw(random, a, b));
        Fill.zero(map.bias());
    }
}
