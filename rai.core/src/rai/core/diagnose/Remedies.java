package rai.core.diagnose;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.activation.Activation;
import rai.api.catalog.Catalog;
import rai.api.catalog.Kind;
import rai.api.diagnosis.Diagnosis.Remedy;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;

/** What may help, as far as a service of that name is installed, and is not what the network has already. */
final class Remedies {
    private static final List<String> ACTIVATIONS = List.of("leaky-relu", "elu", "gelu");
    private static final double VISIBLE = 1e-3;

    private final Catalog catalog;
    private final String init;
    private final boolean optimized;
    private final List<Remedy> all = new ArrayList<>();

    /**
     * @param catalog the services that are installed
     * @param init the spec of the initializer in use
     * @param optimized whether an optimizer moves the parameters
     */
    Remedies(Catalog catalog, String init, boolean optimized) {
        this.catalog = catalog;
        this.optimized = optimized;
        this.init = Spec.parse(init).name();
    }

    /** An activation that has a slope where a dead unit has its pre-activations. */
    Remedies activation(String instead, double least, double largest) {
        String name = Spec.parse(instead).name();
        for (String candidate : ACTIVATIONS) {
            if (!candidate.equals(name) && catalog.has(Kind.ACTIVATION, candidate)) {
                double slope = Math.max(slope(candidate, least), slope(candidate, largest));
                if (slope > VISIBLE) {
                    all.add(new Remedy(
                            "activation",
                            candidate,
                            "in place of " + name + ": where these units are, its slope is up to " + Texts.of(slope)));
                    return this;
                }
            }
        }
        return this;
    }

    private double slope(String activation, double at) {
        try {
            Activation found =
                    catalog.resolve(Activation.class, Spec.named(activation)).service();
            INDArray z =
                    Nd4j.createUninitializedDetached(DataType.DOUBLE, 'c', 1, 1).assign(at);
            return Math.abs(UnitFacts.slope(found, z)[0]);
        } catch (SpecException e) { // gone in the meantime
            return 0;
        }
    }

    Remedies init(String name, String why) {
        if (!name.equals(init) && catalog.has(Kind.INITIALIZER, name)) {
            all.add(new Remedy("initializer", name, why));
        }
        return this;
    }

    Remedies layer(String name, String why) {
        if (catalog.has(Kind.LAYER, name)) {
            all.add(new Remedy("layer", name, why));
        }
        return this;
    }

    Remedies method(String name, String why) {
        if (catalog.has(Kind.METHOD, name)) {
            all.add(new Remedy("method", name, why));
        }
        return this;
    }

    /** A key of the run document, which needs no service. */
    Remedies setting(String key, String why) {
        all.add(new Remedy("setting", key, why));
        return this;
    }

    /**
     * The rate of the optimizer, or the settings of a method that moves the parameters itself.
     *
     * @param why what another rate is good for
     * @param otherwise what the settings of the method are good for
     */
    Remedies rate(String why, String otherwise) {
        return optimized ? setting("phases[].optimizer", why) : setting("phases[].method", otherwise);
    }

    /** A key of the run document that has an effect only if an optimizer moves the parameters. */
    Remedies optimizing(String key, String why) {
        return optimized ? setting(key, why) : this;
    }

    List<Remedy> all() {
        return List.copyOf(all);
    }
}
