package rai.init;

import rai.api.activation.Activation;
import rai.api.array.Elementary;
import rai.api.spec.SpecException;

/**
 * The factor of the weights that makes up for what an activation does to pre-activations from N(0, 1): 1 / √E[σ(u)²] for
 * signals, 1 / √E[σ'(u)²] for gradients (He, Zhang, Ren and Sun, 2015, arXiv:1502.01852).
 */
final class Gain {
    private Gain() {}

    /**
     * @param functions the exponential
     * @param initializer the name of the one that asks, for the error
     * @param name the name of the activation, for the error
     * @param activation the activation
     * @return 1 / √E[σ(u)²]
     * @throws SpecException if that is 0 or not finite
     */
    static double forward(Elementary functions, String initializer, String name, Activation activation) {
        return of(GaussKronrod.secondMoment(functions, activation), "values", initializer, name);
    }

    /**
     * @param functions the exponential
     * @param initializer the name of the one that asks, for the error
     * @param name the name of the activation, for the error
     * @param activation the activation
     * @return 1 / √E[σ'(u)²]
     * @throws SpecException if that is 0 or not finite
     */
    static double backward(Elementary functions, String initializer, String name, Activation activation) {
        return of(GaussKronrod.slopeSecondMoment(functions, activation), "slopes", initializer, name);
    }

    private static double of(double moment, String what, String initializer, String name) {
        if (!(moment > 0)) {
            throw new SpecException(initializer + " can't scale a map after the activation " + name
                    + ": the mean square of its " + what + " at normal"
                    + " pre-activations is " + moment + "; use an initializer without an activation, such as xavier");
        }
        return 1 / Math.sqrt(moment);
    }
}
