package rai.api.activation;

import org.osgi.annotation.versioning.ProviderType;

/** Integrates activation functions numerically. */
@ProviderType
public interface Quadrature {
    /**
     * Moments of an activation at pre-activations from N(0, 1).
     *
     * @param activation any activation, with kinks and jumps where it will
     * @return its moments, to 1e-8 of each, or NaN if an integral does not exist or can't be found that well
     */
    NormalMoments moments(Activation activation);
}
