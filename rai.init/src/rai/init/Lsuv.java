package rai.init;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osgi.service.component.annotations.Component;
import rai.api.init.DenseStart;
import rai.api.init.Initializer;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;
import rai.api.spec.SpecException;

/**
 * lsuv (layer-sequential unit-variance): W = Q / √Var(A Q), b = 0, where Q is orthogonal as in {@code orthogonal} and A
 * [n, fan-in] is what the map reads for n training examples, with all maps below it started. The variance is that of all
 * numbers of A Q [n, fan-out] together.
 *
 * <p>So the pre-activations of every map, the output among them, have variance 1 on these examples, whatever the activations
 * are. The source draws new examples for each trial and repeats until a tolerance is met; with one sample for all, the
 * first division meets it up to rounding, as A Q is linear in Q.
 *
 * <p>If the pre-activations do not vary, {@link #initialize} throws a {@link SpecException}.
 */
@Component
@Named("lsuv")
@About(
        value = "Orthogonal weights, scaled map by map so that training examples give pre-activations of variance 1.",
        formula = "W = Q / sqrt(Var(A Q)), A = inputs of the map for some examples, b = 0",
        source = "Mishkin and Matas, 2016, All you need is a good init, ICLR, arXiv:1511.06422")
public class Lsuv implements Initializer {
    /** A variance this small beside the mean square may be the rounding of inputs in float32. */
    private static final double ROUNDING = 1e-13;

    @Setting(value = "Number of training examples to look at, of which there may be fewer.", min = 2)
    int examples = 1000;

    @Override
    public void initialize(DenseStart map) {
        double[] q = HaarMatrix.draw((int) map.fanIn(), (int) map.fanOut(), map.random());
        INDArray weight = Nd4j.createUninitialized(DataType.DOUBLE, map.fanIn(), map.fanOut());
        Fill.with(weight, i -> q[i]);
        INDArray inputs = map.sample().inputs(examples);
        INDArray z = inputs.castTo(DataType.DOUBLE).mmul(weight);
        double variance = variance(z);
        if (!(variance > ROUNDING * meanSquare(z) && variance < Double.POSITIVE_INFINITY)) {
            throw new SpecException("lsuv can't scale a map of " + map.fanIn() + " x " + map.fanOut() + ": for "
                    + inputs.size(0) + " examples the variance of its pre-activations is " + variance
                    + "; use another initializer, such as orthogonal");
        }
        double scale = 1 / Math.sqrt(variance);
        Fill.with(map.weight(), i -> scale * q[i]);
        Fill.zero(map.bias());
    }

    /** Of all elements; the mean is taken off first, lest small differences of large numbers be lost. */
    private static double variance(INDArray z) {
        return meanSquare(z.sub(z.meanNumber()));
    }

    private static double meanSquare(INDArray z) {
        double norm = z.norm2Number().doubleValue();
        return norm * norm / z.length();
    }
}
