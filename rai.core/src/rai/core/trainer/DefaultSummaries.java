package rai.core.trainer;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.nd4j.linalg.api.buffer.DataType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import rai.api.activation.Quadrature;
import rai.api.catalog.Catalog;
import rai.api.network.Layers;
import rai.api.run.NetworkSummary;
import rai.api.run.Precision;
import rai.api.run.RunRequest;
import rai.api.run.Summaries;
import rai.api.spec.Spec;
import rai.core.jobs.Preparation;
import rai.core.jobs.Preparer;
import rai.core.network.FlatNetwork;
import rai.core.plan.Layout;
import rai.core.plan.Planned;
import rai.core.store.StoredNetwork;

/** Describes networks layer by layer. */
@Component(service = Summaries.class)
public final class DefaultSummaries implements Summaries {
    private final Catalog catalog;
    private final Preparer preparer;

    /** Integrates activations; without it there are no gains. Its provider may come and go without this service. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Quadrature quadrature;

    /**
     * @param catalog knows the layers
     * @param preparer plans runs
     */
    @Activate
    public DefaultSummaries(@Reference Catalog catalog, @Reference Preparer preparer) {
        this.catalog = catalog;
        this.preparer = preparer;
    }

    DefaultSummaries(Catalog catalog, Preparer preparer, Quadrature quadrature) {
        this(catalog, preparer);
        this.quadrature = quadrature;
    }

    @Override
    public NetworkSummary of(Path directory) {
        StoredNetwork stored = StoredNetwork.read(directory);
        FlatNetwork network = FlatNetwork.parse(stored.spec("network"), stored.inputs(), stored.outputs(), catalog);
        DataType type = stored.array(Layout.PARAMETERS).dataType();
        return summary(network, rows(stored), type, Optional.empty());
    }

    private static int rows(StoredNetwork stored) {
        int examples = stored.examples();
        return stored.spec().get("phases") instanceof List<?> phases
                ? phases.stream()
                        .map(phase -> phase instanceof Map<?, ?> settings ? settings.get("batch") : null)
                        .mapToInt(batch -> batch instanceof Number some && some.intValue() > 0
                                ? Math.min(some.intValue(), examples)
                                : examples)
                        .max()
                        .orElse(examples)
                : examples;
    }

    @Override
    public NetworkSummary of(RunRequest request) {
        Preparation preparation = preparer.plan(request);
        try {
            Planned planned = preparation.planned();
            return summary(
                    planned.network(),
                    planned.rows(),
                    planned.type(),
                    Optional.of(planned.memory().need()));
        } finally {
            preparation.discard();
        }
    }

    @Override
    public NetworkSummary of(String text, int inputs, OptionalInt outputs, int rows, Precision precision) {
        int width = outputs.orElseGet(() -> lastWidth(text));
        return summary(
                FlatNetwork.parse(text, inputs, width, catalog),
                rows,
                precision == Precision.FLOAT32 ? DataType.FLOAT : DataType.DOUBLE,
                Optional.empty());
    }

    /** The width that the last dense layer gives itself, if it is the last layer that changes it. */
    private static int lastWidth(String network) {
        List<Spec> layers = Layers.parse(network, FlatNetwork.MOST_LAYERS);
        for (int i = layers.size() - 1; i >= 0; i--) {
            Spec layer = layers.get(i);
            if (layer.name().equals("dense")) {
                String width =
                        layer.positional().isEmpty() ? "" : layer.positional().get(0);
                return width.matches("[1-9][0-9]{0,8}") ? Integer.parseInt(width) : 1;
            }
        }
        return 1;
    }

    private NetworkSummary summary(FlatNetwork network, int rows, DataType type, Optional<Double> training) {
        return new NetworkSummary(
                network.describe(),
                network.inputs(),
                rows,
                Precision.valueOf((type == DataType.FLOAT ? "float32" : "float64").toUpperCase(Locale.ROOT)),
                new LayerCosts(network, catalog, quadrature, rows, type.width()).all(),
                training);
    }
}
