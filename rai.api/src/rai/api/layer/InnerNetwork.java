package rai.api.layer;

import org.osgi.annotation.versioning.ConsumerType;
import rai.api.activation.Activation;

/**
 * A layer that applies one small network, from one number to one number, to every element. It says how that network is built,
 * so that an {@linkplain rai.api.engine.Engine engine} can compute it faster. With widths 1, h_1, ..., h_L, 1 and base activation
 * τ:
 *
 * <pre>
 * a_0 = z,  u_l = W_lᵀ a_{l-1} + b_l,  a_l = τ(γ_l (u_l - m_l) / √(v_l + ε) + β_l),  σ(z) = W_{L+1}ᵀ a_L + b_{L+1}
 * </pre>
 *
 * <p>where m_l and v_l are mean and (biased) variance of u_l over all elements of the pass; in evaluation they are the running
 * averages. If it is not {@link #normalized}, a_l = τ(u_l). The names of the tensors are those of the static methods.
 * {@link #updateState} finds what a forward pass in training has measured in the scratch arrays {@link #mean} and
 * {@link #variance}, each [1, h_l].
 */
@ConsumerType
public interface InnerNetwork extends LayerFunction {
    /** @return 1, the widths of the hidden layers, 1 */
    int[] widths();

    /** @return the activation after each hidden layer */
    Activation activation();

    /** @return whether the hidden layers are normalised over all elements */
    boolean normalized();

    /** @return ε, which is added to the variance */
    double epsilon();

    /**
     * @param layer from 1 to L + 1
     * @return the name of W_l [inputs, outputs]
     */
    static String weight(int layer) {
        return "weight-" + layer;
    }

    /**
     * @param layer from 1 to L + 1
     * @return the name of b_l [1, outputs]
     */
    static String bias(int layer) {
        return "bias-" + layer;
    }

    /**
     * @param layer from 1 to L
     * @return the name of γ_l [1, h_l]
     */
    static String gamma(int layer) {
        return "gamma-" + layer;
    }

    /**
     * @param layer from 1 to L
     * @return the name of β_l [1, h_l]
     */
    static String beta(int layer) {
        return "beta-" + layer;
    }

    /**
     * @param layer from 1 to L
     * @return the name of the running average of m_l, in the state [1, h_l]
     */
    static String runningMean(int layer) {
        return "running-mean-" + layer;
    }

    /**
     * @param layer from 1 to L
     * @return the name of the running average of the unbiased variance, in the state [1, h_l]
     */
    static String runningVariance(int layer) {
        return "running-variance-" + layer;
    }

    /**
     * @param layer from 1 to L
     * @return the name of the scratch array of m_l
     */
    static String mean(int layer) {
        return "mean-" + layer;
    }

    /**
     * @param layer from 1 to L
     * @return the name of the scratch array of v_l
     */
    static String variance(int layer) {
        return "variance-" + layer;
    }
}
