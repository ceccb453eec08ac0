package rai.init;

import org.osgi.service.component.annotations.Component;
import rai.api.engine.Portable;
import rai.api.init.DenseStart;
import rai.api.init.Initializer;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;

/**
 * identity: W = gain · I, b = 0. If fan-in and fan-out differ, min(fan-in, fan-out) ones stand on the main diagonal:
 * the first inputs are passed on, further inputs dropped, further units 0. It is what a Dirac kernel is for convolutions.
 *
 * <p>Hidden layers of equal width copy what they read, as far as the activation lets it through. Units that get nothing
 * stay alike until the gradient separates them.
 */
@Component(service = Initializer.class)
@Named("identity")
@About(
        value = "Every unit copies one input: layers of equal width hand on what they read.",
        formula = "W = gain * I, on the main diagonal where W is not square, b = 0",
        source = "Le, Jaitly and Hinton, 2015, arXiv:1504.00941; Zagoruyko and Komodakis, 2017, arXiv:1706.00388"
                + " (Dirac)")
public class Identity implements Initializer, Portable {
    @Setting("Factor of the identity: the weights on the diagonal.")
    double gain = 1;

    @Override
    public void initialize(DenseStart map) {
        int fanOut = (int) map.fanOut();
        Fill.with(map.weight(), i -> i / fanOut == i % fanOut ? gain : 0);
        Fill.zero(map.bias());
    }
}
