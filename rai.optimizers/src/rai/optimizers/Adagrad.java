package rai.optimizers;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import rai.api.optimizer.ElementwiseOptimizer;
import rai.api.optimizer.Slots;
import rai.api.optimizer.Update;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;

/**
 * Adagrad (Duchi, Hazan and Singer, 2011): each coordinate is divided by the root of the sum of all its squared gradients.
 * v ← v + d², x ← x - rate / (1 + (t - 1) · rate-decay) · d / (√v + epsilon), where d = g + weight-decay · x.
 */
@Component(service = ElementwiseOptimizer.class)
@Named("adagrad")
@About(
        value = "Long steps for coordinates whose gradients are rare or small; every coordinate slows down for ever.",
        formula = "v <- v + g^2; x <- x - rate / (1 + (t - 1) rate-decay) g / (sqrt(v) + epsilon)",
        source = "Duchi, Hazan & Singer, 2011, JMLR 12")
public class Adagrad extends PenalizedOptimizer {
    private static final String SUM = "sum-of-squares";

    @Setting(value = "How fast the learning rate falls with the number of updates.", min = 0)
    double rateDecay = 0;

    @Setting(value = "Initial value of the sums of squares.", min = 0)
    double start = 0;

    @Setting(value = "Added to the denominator, against division by 0.", min = 0)
    double epsilon = 1e-10;

    public Adagrad() {
        super(0.01);
    }

    @Override
    public List<String> slots() {
        return List.of(SUM);
    }

    @Override
    Tiles.Rule rule(Update update) {
        double size = rate * update.factor() / (1 + (update.number() - 1) * rateDecay);
        return (x, d, s) -> {
            Row v = s[0];
            v.combineSquare(1, 1, d);
            x.subtractByRoot(size, d, v, epsilon);
        };
    }

    @Override
    public void init(Slots slots) {
        slots.get(SUM).assign(start);
    }
}
