package rai.optimizers;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import rai.api.optimizer.ElementwiseOptimizer;
import rai.api.optimizer.Update;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;

/**
 * Averaged stochastic gradient descent (Polyak and Juditsky, 1992): gradient descent with a falling rate, which also keeps the
 * mean of x. At update t, η = rate / (1 + lambda · rate · (t - 1))^alpha, x ← (1 - lambda · η) · x - η · d, where
 * d = g + weight-decay · x. The mean, of all x from update t0 + 2 on, is the state vector {@code average}; it is part of the
 * checkpoint; as in PyTorch, training continues from x, not from the mean.
 */
@Component(service = ElementwiseOptimizer.class)
@Named("asgd")
@About(
        value = "Gradient descent with a falling rate; the mean of x over the updates is kept as the vector average.",
        formula = "eta = rate / (1 + lambda rate (t - 1))^alpha; x <- (1 - lambda eta) x - eta g;"
                + " average <- mean of x from t0 on",
        source = "Polyak & Juditsky, 1992, SIAM J. Control Optim. 30")
public class Asgd extends PenalizedOptimizer {
    private static final String AVERAGE = "average";

    @Setting(value = "Strength of the decay of x and of the learning rate.", min = 0)
    double lambda = 1e-4;

    @Setting(value = "Power with which the learning rate falls.", min = 0)
    double alpha = 0.75;

    @Setting(value = "The update from which the mean is taken.", min = 0)
    double t0 = 1e6;

    public Asgd() {
        super(0.01);
    }

    @Override
    public List<String> slots() {
        return List.of(AVERAGE);
    }

    @Override
    Tiles.Rule rule(Update update) {
        double before = update.number() - 1;
        double eta = update.factor() * rate / functions.pow(1 + lambda * rate * before, alpha);
        double share = 1 / Math.max(1, before - t0);
        return (x, d, s) -> {
            Row mean = s[0];
            x.combine(1 - lambda * eta, -eta, d);
            mean.approach(share, x);
        };
    }
}
