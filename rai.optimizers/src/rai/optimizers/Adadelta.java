package rai.optimizers;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import rai.api.optimizer.ElementwiseOptimizer;
import rai.api.optimizer.Update;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;

/**
 * Adadelta (Zeiler, 2012, arXiv:1212.5701): steps in units of the steps before. v ← rho · v + (1 - rho) · d²,
 * δ = √(u + epsilon) / √(v + epsilon) · d, u ← rho · u + (1 - rho) · δ², x ← x - rate · δ, where d = g + weight-decay · x.
 */
@Component(service = ElementwiseOptimizer.class)
@Named("adadelta")
@About(
        value = "Steps as long as those before, in the unit of x: it needs no learning rate, and starts slowly.",
        formula = "v <- rho v + (1 - rho) g^2; d = sqrt(u + epsilon) / sqrt(v + epsilon) g;"
                + " u <- rho u + (1 - rho) d^2; x <- x - rate d",
        source = "Zeiler, 2012, arXiv:1212.5701")
public class Adadelta extends PenalizedOptimizer {
    private static final String SECOND = "second-moment";
    private static final String STEPS = "squared-steps";
    private static final double BELOW_1 = 0x1.fffffffffffffp-1;

    @Setting(value = "Decay of the means of squares.", min = 0, max = BELOW_1)
    double rho = 0.9;

    @Setting(value = "Added below both roots: it gives the first step its length.", min = 0)
    double epsilon = 1e-6;

    public Adadelta() {
        super(1);
    }

    @Override
    public List<String> slots() {
        return List.of(SECOND, STEPS);
    }

    @Override
    Tiles.Rule rule(Update update) {
        double size = rate * update.factor();
        return (x, d, s) -> {
            Row v = s[0];
            Row u = s[1];
            v.combineSquare(rho, 1 - rho, d);
            d.scaleByRoots(u, v, epsilon);
            u.combineSquare(rho, 1 - rho, d);
            x.add(-size, d);
        };
    }
}
