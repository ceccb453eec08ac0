package rai.api.activation;

import org.osgi.annotation.versioning.ProviderType;

/** Integrates activation functions numerically. */
@ProviderType
public interface Quadrature {
    /**
     * Moments of an activation at pre-activations from N(0, 1).
     *
     * @param activation any activation; it may have kinks and jumps
     * @return its moments, to a relative error of 1e-8, or NaN if an integral does not exist or can't be computed that
     *     accurately
     */
    NormalMoments moments(Activation activation);
}
