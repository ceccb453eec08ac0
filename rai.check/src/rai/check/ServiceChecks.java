package rai.check;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import rai.api.activation.Activation;
import rai.api.catalog.Catalog;
import rai.api.catalog.Kind;
import rai.api.check.Checks;
import rai.api.check.Verdict;
import rai.api.data.DatasetSource;
import rai.api.exchange.ModelFormat;
import rai.api.init.Initializer;
import rai.api.layer.LayerFunction;
import rai.api.loss.Loss;
import rai.api.method.TrainingMethod;
import rai.api.method.TrainingMethod.Variable;
import rai.api.metric.Metric;
import rai.api.network.Network;
import rai.api.optimizer.ElementwiseOptimizer;
import rai.api.optimizer.ObjectiveOptimizer;
import rai.api.optimizer.Optimizer;
import rai.api.probe.Probe;
import rai.api.schedule.Schedule;
import rai.api.spec.Settings;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;
import rai.api.split.Split;

/** Checks the services that are in the catalog. */
@Component
public final class ServiceChecks implements Checks {
    /** A network for asking methods which variables they read. */
    private static final Network PROBE = new PlainNetwork(3, 4, 4, 4, 4, 2);

    private final Catalog catalog;
    private final Map<Kind, Function<Spec, List<Check>>> contracts = new EnumMap<>(Kind.class);

    /** @param catalog provides the services */
    @Activate
    public ServiceChecks(@Reference Catalog catalog) {
        this.catalog = catalog;
        contracts.put(Kind.ACTIVATION, spec -> ActivationChecks.of(service(Activation.class, spec)));
        contracts.put(
                Kind.INITIALIZER,
                spec -> InitializerChecks.of(service(Initializer.class, spec), InitializerChecks.strangers()));
        contracts.put(Kind.LAYER, spec -> LayerChecks.of(service(LayerFunction.class, spec)));
        contracts.put(Kind.OPTIMIZER, this::optimizer);
        contracts.put(Kind.SCHEDULE, spec -> ScheduleChecks.of(service(Schedule.class, spec)));
        contracts.put(Kind.LOSS, spec -> LossChecks.of(service(Loss.class, spec)));
        contracts.put(Kind.DATASET, spec -> DatasetChecks.of(service(DatasetSource.class, spec)));
        contracts.put(Kind.METRIC, spec -> MetricChecks.of(service(Metric.class, spec)));
        contracts.put(Kind.PROBE, spec -> ProbeChecks.of(service(Probe.class, spec)));
        contracts.put(Kind.SPLIT, spec -> SplitChecks.of(service(Split.class, spec)));
        contracts.put(Kind.MODEL_FORMAT, spec -> ModelFormatChecks.of(service(ModelFormat.class, spec)));
        contracts.put(Kind.METHOD, spec -> MethodChecks.of(service(TrainingMethod.class, spec), before(spec)));
    }

    @Override
    public Set<Kind> kinds() {
        return Set.copyOf(contracts.keySet());
    }

    @Override
    public List<Verdict> check(Kind kind, Spec spec, Consumer<Verdict> listener) {
        Function<Spec, List<Check>> contract = contracts.get(kind);
        if (contract == null) {
            throw new SpecException("there are no checks for the kind " + kind.word() + ", only for: "
                    + String.join(
                            ", ", contracts.keySet().stream().map(Kind::word).toList()));
        }
        catalog.resolve(kind.type(), spec); // what is wrong with the spec is not the service's fault
        List<Verdict> verdicts = new ArrayList<>();
        for (Check check : contract.apply(spec)) {
            Verdict verdict = check.run();
            verdicts.add(verdict);
            listener.accept(verdict);
        }
        return verdicts;
    }

    private List<Check> optimizer(Spec spec) {
        Supplier<Optimizer> optimizer = service(Optimizer.class, spec);
        return optimizer.get() instanceof ObjectiveOptimizer
                ? ObjectiveOptimizerChecks.of(() -> (ObjectiveOptimizer) optimizer.get())
                : OptimizerChecks.of(() -> (ElementwiseOptimizer) optimizer.get());
    }

    /** A new one at every call, if the service has settings. */
    private <T> Supplier<T> service(Class<T> type, Spec spec) {
        return () -> catalog.resolve(type, spec).service();
    }

    /** The methods whose variables this one reads. */
    private List<TrainingMethod> before(Spec spec) {
        Set<String> missing =
                names(catalog.resolve(TrainingMethod.class, spec).service().needs(PROBE, 1));
        List<TrainingMethod> before = new ArrayList<>();
        for (Catalog.Entry entry : catalog.list(Kind.METHOD)) {
            if (missing.isEmpty()
                    || entry.name().equals(spec.name())
                    || entry.settings().stream().anyMatch(ServiceChecks::isMissing)) {
                continue;
            }
            TrainingMethod candidate = catalog.resolve(TrainingMethod.class, Spec.named(entry.name()))
                    .service();
            if (missing.removeAll(left(candidate))) {
                before.add(candidate);
            }
        }
        if (!missing.isEmpty()) {
            throw new SpecException(spec.name() + " reads " + String.join(", ", missing)
                    + " of an earlier method, but no method there is leaves that");
        }
        return before;
    }

    /** The names of the variables that a method leaves; none if it does not train the network of the checks. */
    private static Set<String> left(TrainingMethod method) {
        try {
            return names(method.variables(PROBE, 1));
        } catch (SpecException e) {
            return Set.of();
        }
    }

    private static boolean isMissing(Settings.Info setting) {
        return setting.fallback().isEmpty();
    }

    private static Set<String> names(List<Variable> variables) {
        Set<String> names = new TreeSet<>();
        variables.forEach(variable -> names.add(variable.name()));
        return names;
    }
}
