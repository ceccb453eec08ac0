package rai.init;

import org.osgi.service.component.annotations.Component;
import rai.api.engine.Portable;
import rai.api.init.DenseStart;
import rai.api.init.Initializer;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;

/** constant: all weights equal, b = 0. */
@Component(service = Initializer.class)
@Named("constant")
@About(
        value = "All weights the same number, biases 0: what a network is without broken symmetry.",
        formula = "W = value, b = 0",
        source = "Goodfellow, Bengio and Courville, 2016, Deep Learning, section 8.4 (on breaking symmetry)")
public class Constant implements Initializer, Portable {
    @Setting(value = "The number that all weights get.", required = true)
    double value;

    @Override
    public void initialize(DenseStart map) {
        Fill.with(map.weight(), i -> value);
        Fill.zero(map.bias());
    }
}
