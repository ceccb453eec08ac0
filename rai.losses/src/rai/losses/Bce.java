package rai.losses;

import org.osgi.service.component.annotations.Component;
import rai.api.array.Elementary;
import rai.api.engine.Portable;
import rai.api.loss.Loss;
import rai.api.spec.About;
import rai.api.spec.Named;

/**
 * Binary cross-entropy of probabilities: the mean over all elements of -(t log p + (1 - t) log(1 - p)). As in PyTorch a
 * logarithm is never below -100 and the denominator of the derivative (p - t) / (p(1 - p)) never below 1e-12, so that
 * both are finite at p = 0 and p = 1. Outside [0, 1] the loss is NaN. If the last layer gives logits,
 * {@code bce-with-logits} is exact without such bounds.
 */
@Component(service = Loss.class)
@Named("bce")
@About(
        value = "Binary cross-entropy of probabilities: for networks that end in a sigmoid.",
        formula = "mean(-(t log p + (1 - t) log(1 - p)))",
        source = "Good, 1952, J. R. Statist. Soc. B 14; bounds as in PyTorch's BCELoss")
public class Bce extends UnitwiseLoss implements Portable {
    private static final double LEAST_LOG = -100;
    private static final double LEAST_VARIANCE = 1e-12;

    private final Elementary functions;

    /** With the functions of Java. */
    public Bce() {
        this(Elementary.FAST);
    }

    private Bce(Elementary functions) {
        this.functions = functions;
    }

    @Override
    public Object portable() {
        return new Bce(Elementary.STRICT);
    }

    @Override
    double loss(double p, double t) {
        return -t * Math.max(LEAST_LOG, functions.log(p)) - (1 - t) * Math.max(LEAST_LOG, functions.log1p(-p));
    }

    @Override
    double derivative(double p, double t) {
        return (p - t) / Math.max(LEAST_VARIANCE, p * (1 - p));
    }

    @Override
    public Targets targets() {
        return Targets.PROBABILITIES;
    }
}
