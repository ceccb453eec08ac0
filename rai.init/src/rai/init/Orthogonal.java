package rai.init;

import org.osgi.service.component.annotations.Component;
import rai.api.engine.Portable;
import rai.api.init.DenseStart;
import rai.api.init.Initializer;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;

/**
 * orthogonal: W = gain · Q with Q uniformly distributed (Haar measure) over the matrices with QᵀQ = I, or QQᵀ = I where
 * fan-out exceeds fan-in; b = 0. Made in float64 whatever the run's type.
 *
 * <p>All singular values are equal, so a deep linear network keeps signals and gradients of every direction, and not just
 * on average.
 */
@Component(service = Initializer.class)
@Named("orthogonal")
@About(
        value = "Random orthogonal weights, biases 0: all singular values equal, so depth neither stretches nor"
                + " shrinks.",
        formula = "W = gain * Q, Q^T Q = I or Q Q^T = I, b = 0",
        source = "Saxe, McClelland and Ganguli, 2014, ICLR, arXiv:1312.6120; Mezzadri, 2007, arXiv:math-ph/0609050")
public class Orthogonal implements Initializer, Portable {
    @Setting(value = "Factor of the orthogonal matrix: the singular value of W.", min = 0)
    double gain = 1;

    @Override
    public void initialize(DenseStart map) {
        double[] q = HaarMatrix.draw((int) map.fanIn(), (int) map.fanOut(), map.random());
        Fill.with(map.weight(), i -> gain * q[i]);
        Fill.zero(map.bias());
    }
}
