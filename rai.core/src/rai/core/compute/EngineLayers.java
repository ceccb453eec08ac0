package rai.core.compute;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import rai.api.activation.Activation;
import rai.api.engine.Engine;
import rai.api.layer.LayerFunction;
import rai.api.spec.Spec;

/** The activations and layers of a run, with the layers as the present engine computes them. */
public final class EngineLayers implements Activations {
    private record Faster(LayerFunction reference, LayerFunction layer) {}

    private final Activations services;
    private final Map<Spec, Faster> layers = new ConcurrentHashMap<>();
    private volatile Engine engine;

    /** @param services provides activations and layers */
    public EngineLayers(Activations services) {
        this.services = services;
    }

    /**
     * @param newEngine how layers are computed from now on
     */
    public void use(Engine newEngine) {
        if (newEngine != engine) {
            engine = newEngine;
            layers.clear();
        }
    }

    @Override
    public Activation get(Spec spec) {
        return services.get(spec);
    }

    /** Another service under the same spec is another layer. */
    @Override
    public LayerFunction layer(Spec spec) {
        LayerFunction reference = services.layer(spec);
        Engine now = engine;
        if (now == null || reference == null) {
            return reference;
        }
        return layers.compute(
                        spec,
                        (s, known) -> known != null && known.reference == reference
                                ? known
                                : new Faster(reference, now.layer(reference)))
                .layer;
    }
}
