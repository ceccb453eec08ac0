package rai.init;

import org.osgi.service.component.annotations.Component;
import rai.api.engine.Portable;
import rai.api.init.DenseStart;
import rai.api.init.Initializer;
import rai.api.spec.About;
import rai.api.spec.Named;

/** zeros: W = 0, b = 0. */
@Component(service = Initializer.class)
@Named("zeros")
@About(
        value = "All weights and biases 0: all units of a layer stay alike, and hidden layers get no gradient.",
        formula = "W = 0, b = 0",
        source = "Goodfellow, Bengio and Courville, 2016, Deep Learning, section 8.4 (on breaking symmetry)")
public class Zeros implements Initializer, Portable {
    @Override
    public void initialize(DenseStart map) {
        Fill.zero(map.weight());
        Fill.zero(map.bias());
    }
}
