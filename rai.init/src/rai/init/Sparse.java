package rai.init;

import java.util.BitSet;
import java.util.random.RandomGenerator;
import org.osgi.service.component.annotations.Component;
import rai.api.engine.Portable;
import rai.api.init.DenseStart;
import rai.api.init.Initializer;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;

/**
 * sparse: of the weights of each unit, a column of W, ⌈sparsity · fan-in⌉ chosen at random are 0, the others N(0, sd²);
 * b = 0. The places of the zeros are drawn first, unit by unit, then the other weights row by row.
 *
 * <p>A unit reads few inputs, so its pre-activation does not grow with the width, and units differ more than dense random
 * ones. PyTorch's {@code sparse_} counts in columns of its transposed weights, so there it is the connections of each input
 * that are limited, not those of each unit as in the source.
 */
@Component(service = Initializer.class)
@Named("sparse")
@About(
        value = "Normal weights, of which each unit has a fixed share at 0; biases 0.",
        formula = "W ~ N(0, sd^2), ceil(sparsity * fan-in) weights of each unit 0, b = 0",
        source = "Martens, 2010, Deep learning via Hessian-free optimization, ICML")
public class Sparse implements Initializer, Portable {
    @Setting(value = "Share of the weights of each unit that are 0.", min = 0, max = 1, required = true)
    double sparsity;

    @Setting(value = "Standard deviation of the other weights.", min = 0)
    double sd = 0.01;

    @Override
    public void initialize(DenseStart map) {
        RandomGenerator random = map.random();
        BitSet zeros = zeros((int) map.fanIn(), (int) map.fanOut(), random);
        Fill.with(map.weight(), i -> zeros.get(i) ? 0 : sd * random.nextGaussian());
        Fill.zero(map.bias());
    }

    private BitSet zeros(int fanIn, int fanOut, RandomGenerator random) {
        BitSet zeros = new BitSet(Math.multiplyExact(fanIn, fanOut));
        int each = (int) Math.ceil(sparsity * fanIn);
        for (int unit = 0; unit < fanOut; unit++) {
            for (int last = fanIn - each; last < fanIn; last++) { // Floyd's sampling without replacement
                int chosen = random.nextInt(last + 1) * fanOut + unit;
                zeros.set(zeros.get(chosen) ? last * fanOut + unit : chosen);
            }
        }
        return zeros;
    }
}
