package rai.api.activation;

/** Integrates activation functions numerically. */
public interface Quadrature {
    /**
     * Moments of an activation at pre-activations from N(0, 1).
     *
     * @param activation any activation, with kinks and jumps where it will
     * @return its moments, to 1e-8 of each, or NaN if an integral does not exist or can't be found that well
     */
    NormalMoments moments(Activation activation);
}
