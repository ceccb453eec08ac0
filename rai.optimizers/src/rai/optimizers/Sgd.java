package rai.optimizers;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import rai.api.optimizer.ElementwiseOptimizer;
import rai.api.optimizer.Update;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;

/**
 * Gradient descent, by choice with momentum (Polyak, 1964), the same in Nesterov's form (Sutskever et al., 2013), and
 * weight decay: d = g + weight-decay · x, v ← momentum · v + (1 - dampening) · d, x ← x - rate · v, or
 * x - rate · (d + momentum · v) in Nesterov's form. At the first update v = d. Without momentum it keeps no state, and v = d.
 */
@Component(service = ElementwiseOptimizer.class)
@Named("sgd")
@About(
        value = "Gradient descent with a fixed rate, optionally with momentum: the plain yardstick for all others.",
        formula = "d = g + weight-decay x; v <- momentum v + (1 - dampening) d;"
                + " x <- x - rate v (Nesterov: x - rate (d + momentum v))",
        source = "Robbins & Monro, 1951, Ann. Math. Statist. 22; Polyak, 1964, USSR Comp. Math. 4;"
                + " Sutskever, Martens, Dahl & Hinton, 2013, ICML")
public class Sgd extends PenalizedOptimizer {
    private static final String VELOCITY = "velocity";

    @Setting(value = "Share of the last velocity that is kept.", min = 0)
    double momentum = 0;

    @Setting(
            value = "Share of the gradient that is left out of the velocity, from the second update on.",
            min = 0,
            max = 1)
    double dampening = 0;

    @Setting("Whether momentum looks one step ahead; without momentum it changes nothing.")
    boolean nesterov = false;

    public Sgd() {
        super(0.01);
    }

    @Override
    public List<String> slots() {
        return momentum == 0 ? List.of() : List.of(VELOCITY);
    }

    @Override
    Tiles.Rule rule(Update update) {
        double size = rate * update.factor();
        double fresh = update.number() == 1 ? 1 : 1 - dampening; // the first velocity is the gradient, as in PyTorch
        return (x, d, s) -> {
            if (momentum > 0) {
                Row v = s[0];
                v.combine(momentum, fresh, d);
                d.combine(nesterov ? 1 : 0, nesterov ? momentum : 1, v);
            }
            x.add(-size, d);
        };
    }
}
