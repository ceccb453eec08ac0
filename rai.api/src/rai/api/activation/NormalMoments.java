package rai.api.activation;

/**
 * Moments of an activation function σ whose pre-activation u is drawn from N(0, 1), as it nearly is in a wide layer with
 * weights of the right scale. NaN stands for a moment that does not exist.
 *
 * <p>With the first gain, weights of variance gain² / fan-in keep the variance of pre-activations from layer to layer; with
 * the second, weights of variance gain² / fan-out keep that of gradients (He, Zhang, Ren and Sun, 2015, arXiv:1502.01852).
 *
 * @param mean E[σ(u)]
 * @param secondMoment E[σ(u)²]
 * @param slopeSecondMoment E[σ'(u)²]
 */
public record NormalMoments(double mean, double secondMoment, double slopeSecondMoment) {
    /** @return 1 / √E[σ(u)²]; NaN or infinite if the moment is NaN or 0 */
    public double forwardGain() {
        return 1 / Math.sqrt(secondMoment);
    }

    /** @return 1 / √E[σ'(u)²]; NaN or infinite if the moment is NaN or 0 */
    public double backwardGain() {
        return 1 / Math.sqrt(slopeSecondMoment);
    }
}
