package rai.core.compute;

import rai.api.activation.Activation;
import rai.api.spec.Spec;

/** Hands out the activation that now goes by a spec. */
@FunctionalInterface
public interface Activations {
    /**
     * @param spec a full spec
     * @return the activation to use in this step
     */
    Activation get(Spec spec);
}
