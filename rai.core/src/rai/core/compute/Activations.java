package rai.core.compute;

import rai.api.activation.Activation;
import rai.api.layer.LayerFunction;
import rai.api.spec.Spec;

/** Provides the activations and layers that now go by a spec. */
@FunctionalInterface
public interface Activations {
    /**
     * @param spec a full spec
     * @return the activation to use in this step
     */
    Activation get(Spec spec);

    /**
     * @param spec a full spec
     * @return the layer to use in this step
     */
    default LayerFunction layer(Spec spec) {
        throw new IllegalArgumentException("there are only activations, not the layer " + spec);
    }
}
