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
 * lecun: W of mean 0 and variance 1 / fan-in, b = 0. Uniform weights have the limits ±√(3 / fan-in). The weights are drawn
 * row by row.
 *
 * <p>What a map reads with second moment 1 it passes on with variance 1: the start that self-normalizing networks, those of
 * selu, ask for (Klambauer et al., 2017, arXiv:1706.02515).
 */
@Component(service = Initializer.class)
@Named("lecun")
@About(
        value = "Variance 1 / fan-in: keeps the scale of signals that have second moment 1, as selu's have.",
        formula = "Var W = 1 / fan-in, b = 0",
        source = "LeCun, Bottou, Orr and Mueller, 1998, Efficient BackProp, LNCS 1524")
public class Lecun implements Initializer, Portable {
    @Setting("Shape of the distribution.")
    Distribution distribution = Distribution.NORMAL;

    @Override
    public void initialize(DenseStart map) {
        RandomGenerator random = map.random();
        double sd = 1 / Math.sqrt(map.fanIn());
        Fill.with(map.weight(), i -> distribution.draw(random, sd));
        Fill.zero(map.bias());
    }
}
