package rai.core.compute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rai.api.activation.Activation;
import rai.api.engine.Engine;
import rai.api.engine.SegmentPlan;
import rai.api.layer.LayerFunction;
import rai.api.layer.Pass;
import rai.api.network.Segment;
import rai.api.spec.Spec;

/** Which layer a run calls. */
class EngineLayersTest {
    private static final Spec SPEC = Spec.parse("some");

    private static class Some implements LayerFunction {
        @Override
        public void forward(Pass pass) {}

        @Override
        public void backward(Pass pass) {}
    }

    private static final class Faster extends Some {
        final LayerFunction reference;

        Faster(LayerFunction reference) {
            this.reference = reference;
        }
    }

    private static final class Fast implements Engine {
        @Override
        public Segment segment(SegmentPlan plan, Segment reference) {
            return reference;
        }

        @Override
        public LayerFunction layer(LayerFunction reference) {
            return new Faster(reference);
        }
    }

    private final Map<Spec, LayerFunction> services = new HashMap<>(Map.of(SPEC, new Some()));
    private final EngineLayers layers = new EngineLayers(new Activations() {
        @Override
        public Activation get(Spec spec) {
            throw new UnsupportedOperationException();
        }

        @Override
        public LayerFunction layer(Spec spec) {
            return services.get(spec);
        }
    });

    @Test
    void withoutAnEngineItIsTheService() {
        assertThat(layers.layer(SPEC)).isSameAs(services.get(SPEC));
    }

    @Test
    void anEngineThatOffersNoneLeavesTheService() {
        layers.use(new ReferenceEngine());
        assertThat(layers.layer(SPEC)).isSameAs(services.get(SPEC));
    }

    @Test
    void theEnginesLayerStandsForTheService() {
        layers.use(new Fast());
        LayerFunction layer = layers.layer(SPEC);
        assertThat(((Faster) layer).reference).isSameAs(services.get(SPEC));
        assertThat(layers.layer(SPEC)).isSameAs(layer);
    }

    @Test
    void anotherServiceUnderTheSpecIsAnotherLayer() {
        layers.use(new Fast());
        layers.layer(SPEC);
        services.put(SPEC, new Some());
        assertThat(((Faster) layers.layer(SPEC)).reference).isSameAs(services.get(SPEC));
    }

    @Test
    void anEngineThatGoesTakesItsLayersAlong() {
        layers.use(new Fast());
        layers.layer(SPEC);
        layers.use(new ReferenceEngine());
        assertThat(layers.layer(SPEC)).isSameAs(services.get(SPEC));
    }
}
