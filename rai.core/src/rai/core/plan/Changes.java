package rai.core.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rai.api.activation.Activation;
import rai.api.catalog.Catalog;
import rai.api.catalog.Kind;
import rai.api.layer.LayerFunction;
import rai.api.network.Layers;
import rai.api.run.Change;
import rai.api.run.RunRequest;
import rai.api.run.RunRequestBuilder;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;
import rai.core.network.FlatNetwork;
import rai.core.service.Services;

/** Puts a change by hand into a request. */
public final class Changes {
    private static final String NONE = "none";
    private static final String DENSE = "dense";
    private static final String RESIDUAL = "residual";

    private final Services services;

    /** @param services those of the run until now; one of them may be gone */
    public Changes(Services services) {
        this.services = services;
    }

    /**
     * A request after a change.
     *
     * @param before the plan until then
     * @param phase the number of the present phase
     * @param change what is to change
     * @throws SpecException if the network has no activation to change
     */
    public RunRequest of(Plan before, int phase, Change change) {
        RunRequestBuilder request = before.request().toBuilder();
        change.activation().ifPresent(text -> request.network(network(before.network(), text)));
        change.loss().ifPresent(request::loss);
        request.changePhase(phase, now -> {
            change.method().ifPresent(now::method);
            change.optimizer().ifPresent(now::optimizer);
            change.schedule().ifPresent(spec -> now.schedule(spec.isEmpty() ? NONE : spec));
        });
        return request.build();
    }

    /** The layer list with other activations between its maps; what follows the last one stays. */
    private String network(String layers, String change) {
        List<String> halves = Spec.split(change, '=');
        Optional<Spec> only = halves.size() == 2 ? Optional.of(Spec.parse(halves.get(0))) : Optional.empty();
        Spec to = Spec.parse(halves.get(halves.size() - 1));
        if (halves.size() > 2 || !canBeActivation(to)) {
            throw new SpecException(
                    "'" + change + "' does not name an activation: write one, as in tanh, or which one it replaces"
                            + " of as in relu=tanh");
        }
        List<Spec> all = Layers.parse(layers, FlatNetwork.MOST_LAYERS);
        int lastMap = all.size() - 1;
        while (!all.get(lastMap).name().equals(DENSE)
                && !all.get(lastMap).name().equals(RESIDUAL)) {
            lastMap--;
        }
        List<Spec> hidden = replaced(all.subList(0, lastMap + 1), only, to);
        if (hidden.equals(all.subList(0, lastMap + 1))) {
            throw new SpecException("the network " + layers + " has no activation "
                    + only.map(spec -> "'" + spec + "' between its layers that could become " + to)
                            .orElse("between its layers other than " + to));
        }
        List<Spec> changed = new ArrayList<>(hidden);
        changed.addAll(all.subList(lastMap + 1, all.size()));
        return Layers.format(changed);
    }

    private List<Spec> replaced(List<Spec> layers, Optional<Spec> only, Spec to) {
        return layers.stream().map(layer -> replaced(layer, only, to)).toList();
    }

    private Spec replaced(Spec layer, Optional<Spec> only, Spec to) {
        if (layer.name().equals(RESIDUAL)) {
            List<Spec> inner = Layers.parse(layer.positional().get(0), FlatNetwork.MOST_LAYERS);
            return new Spec(RESIDUAL, List.of(Layers.format(replaced(inner, only, to))), layer.settings());
        }
        boolean meant =
                isActivation(layer) && only.map(spec -> isMeant(layer, spec)).orElse(true);
        return meant ? to : layer;
    }

    /** A bare name means all of that name. */
    private static boolean isMeant(Spec layer, Spec wanted) {
        return wanted.positional().isEmpty() && wanted.settings().isEmpty()
                ? layer.name().equals(wanted.name())
                : layer.toString().equals(wanted.toString());
    }

    private boolean isActivation(Spec layer) {
        LayerFunction function = services.layer(layer);
        return function == null
                ? services.get(layer) != null
                : function.startsAs().isPresent();
    }

    /** If a layer and an activation share a name, the layer is meant, as in a network. */
    private boolean canBeActivation(Spec spec) {
        Catalog catalog = services.catalog();
        if (catalog.has(Kind.LAYER, spec.name())) {
            return catalog.resolve(LayerFunction.class, spec)
                    .service()
                    .startsAs()
                    .isPresent();
        }
        return !spec.name().equals(DENSE)
                && !spec.name().equals(RESIDUAL)
                && catalog.resolve(Activation.class, spec).service() != null;
    }
}
