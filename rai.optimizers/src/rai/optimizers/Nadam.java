package rai.optimizers;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import rai.api.optimizer.ElementwiseOptimizer;
import rai.api.optimizer.Update;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;

/**
 * NAdam (Dozat, 2016): Adam with Nesterov's momentum, whose share μ grows from beta1 / 2 to beta1.
 *
 * <pre>
 * μ_t = beta1 · (1 - ½ · 0.96^(t · momentum-decay)),  M_t = μ_1 · ... · μ_t,  N_t = M_t · μ_{t+1}
 * m ← beta1 · m + (1 - beta1) · d,  v ← beta2 · v + (1 - beta2) · d²,  d = g + weight-decay · x
 * x ← x - rate · ((1 - μ_t) / (1 - M_t) · d + μ_{t+1} / (1 - N_t) · m) / (√(v / (1 - beta2ᵗ)) + epsilon)
 * </pre>
 *
 * <p>This is also what PyTorch computes since version 2.0. PyTorch 1.13 has μ_t once more in N_t = M_t · μ_t · μ_{t+1}, which
 * {@code repeated=true} repeats.
 */
@Component(service = ElementwiseOptimizer.class)
@Named("nadam")
@About(
        value = "Adam that looks one step ahead, with Nesterov's momentum.",
        formula = "x <- x - rate ((1 - mu_t) / (1 - M_t) g + mu_{t+1} / (1 - N_t) m) / (sqrt(v / (1 - beta2^t)) +"
                + " epsilon), mu_t = beta1 (1 - 0.96^(t momentum-decay) / 2), M_t = mu_1 ... mu_t, N_t = M_t"
                + " mu_{t+1}",
        source = "Dozat, 2016, ICLR workshop")
public class Nadam extends PenalizedOptimizer {
    private static final String FIRST = "first-moment";
    private static final String SECOND = "second-moment";
    private static final double BELOW_1 = 0x1.fffffffffffffp-1;
    private static final double NOTHING = 1e-20;

    @Setting(value = "Decay of the mean of gradients.", min = 0, max = BELOW_1)
    double beta1 = 0.9;

    @Setting(value = "Decay of the mean of squared gradients.", min = 0, max = BELOW_1)
    double beta2 = 0.999;

    @Setting(value = "Added to the denominator, against division by 0.", min = 0)
    double epsilon = 1e-8;

    @Setting(value = "How fast the momentum grows from half of beta1 to beta1.", min = 0)
    double momentumDecay = 4e-3;

    @Setting("Whether mu_t appears twice in N_t, as in PyTorch 1.13; false is the published formula.")
    boolean repeated = false;

    public Nadam() {
        super(0.002);
    }

    @Override
    public List<String> slots() {
        return List.of(FIRST, SECOND);
    }

    @Override
    Tiles.Rule rule(Update update) {
        double mu = mu(update.number());
        double next = mu(update.number() + 1);
        double product = product(update.number());
        double size = rate * update.factor();
        double ofGradient = size * (1 - mu) / (1 - product);
        double ofMoment = size * next / (1 - product * next * (repeated ? mu : 1));
        double root = Math.sqrt(1 - functions.pow(beta2, update.number()));
        return (x, d, s) -> {
            Row m = s[0];
            Row v = s[1];
            m.moments(beta1, beta2, v, d);
            d.combine(ofGradient, ofMoment, m);
            x.subtractByRoot(1, d, v, root, epsilon);
        };
    }

    private double mu(long t) {
        return beta1 * (1 - 0.5 * functions.pow(0.96, t * momentumDecay));
    }

    /** M_t; it is as good as 0 after some hundred factors, and the rest of them change nothing. */
    private double product(long t) {
        double product = 1;
        for (long i = 1; i <= t && product > NOTHING; i++) {
            product *= mu(i);
        }
        return product;
    }
}
