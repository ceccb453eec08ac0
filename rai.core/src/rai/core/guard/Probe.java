package rai.core.guard;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.nd4j.linalg.api.buffer.DataType;
import rai.api.activation.Activation;
import rai.api.catalog.Kind;
import rai.api.layer.LayerFunction;
import rai.api.loss.Loss;
import rai.api.method.TrainingMethod;
import rai.api.metric.Metric;
import rai.api.optimizer.Optimizer;
import rai.api.schedule.Schedule;
import rai.core.compute.Views;

/**
 * A quick look at a service that is about to be used: does it keep the rules of its interface on a small input? It must
 * return, throw nothing, leave its input as it is, write all of its output and nothing else, and answer the same a second time.
 *
 * <p>What is to be finite: the factor of a schedule, what an optimizer moves, and the loss and its gradient, for numbers or at
 * least for probabilities. An activation or a layer may be undefined for some numbers, as the logarithm is: there it is a fault
 * if nothing but NaN comes out; an activation that declares its properties is one of all real numbers, so its values and
 * derivatives must be finite everywhere. {@code ./rai check} looks at all this, and more, thoroughly.
 *
 * <p>Of a method, and of a probe, only what needs no run is asked; engines, initializers, datasets and studies are not probed: none of them can be
 * tried on something small.
 */
public final class Probe {
    /** How long a service may take. */
    public static final Duration LIMIT = Duration.ofSeconds(5);

    /**
     * What a service does wrong.
     *
     * @param what words that can follow its name, such as {@code alters its input}
     * @param inNumbers whether it is a number that is not finite, or not allowed, so that its settings may have asked for it
     */
    public record Finding(String what, boolean inNumbers) {
        private static Optional<Finding> of(String what) {
            return Optional.of(new Finding(what, false));
        }
    }

    private Probe() {}

    /**
     * Probes a service in both precisions, in a thread that is abandoned if the service does not return.
     *
     * @param kind the interface of its kind
     * @param service the service, set as it will be used
     * @return what it does wrong, as words that can follow its name, such as {@code alters its input}; empty if all is well
     */
    public static Optional<String> fault(Class<?> kind, Object service) {
        return fault(kind, service, LIMIT, DataType.FLOAT, DataType.DOUBLE);
    }

    /**
     * Probes a service in the precision of a run only, which takes half the time.
     *
     * @param kind the interface of its kind
     * @param service the service, set as it will be used
     * @param type float or double
     * @return what it does wrong
     */
    public static Optional<Finding> find(Class<?> kind, Object service, DataType type) {
        return find(kind, service, LIMIT, type);
    }

    static Optional<String> fault(Class<?> kind, Object service, Duration limit, DataType... types) {
        return find(kind, service, limit, types).map(Finding::what);
    }

    private static Optional<Finding> find(Class<?> kind, Object service, Duration limit, DataType... types) {
        Views.scratch(types[0], 1); // ND4J takes its time when it is first used: that is nobody's fault
        try {
            return TimeLimit.call("probing " + service.getClass().getName(), limit, () -> {
                try {
                    for (DataType type : types) {
                        probe(Kind.of(kind), service, type);
                    }
                    return Optional.empty();
                } catch (Fault e) {
                    return Optional.of(new Finding(e.getMessage(), e.isInNumbers()));
                }
            });
        } catch (TimeLimit.Exceeded e) {
            return Finding.of("does not return within " + TimeLimit.text(limit));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof OutOfMemoryError shortage) {
                throw shortage; // which may be anybody's fault
            }
            return Finding.of("throws " + e.getCause().toString().strip().replaceAll("\\s+", " "));
        }
    }

    private static void probe(Kind kind, Object service, DataType type) throws Fault {
        switch (kind) {
            case ACTIVATION -> ActivationProbe.of((Activation) service, type);
            case LAYER -> LayerProbe.of((LayerFunction) service, type);
            case LOSS -> LossProbe.of((Loss) service, type);
            case OPTIMIZER -> OptimizerProbe.of((Optimizer) service, type);
            case SCHEDULE -> ScheduleProbe.of((Schedule) service);
            case METRIC -> MetricProbe.of((Metric) service);
            case METHOD -> {
                if (((TrainingMethod) service).batching().isEmpty()) {
                    throw new Fault("takes neither all examples nor mini-batches");
                }
            }
            case PROBE -> requireColumns(((rai.api.probe.Probe) service).columns());
            case ENGINE, INITIALIZER, DATASET, SPLIT, STUDY -> {}
        }
    }

    private static void requireColumns(List<String> columns) throws Fault {
        if (columns.isEmpty() || Set.copyOf(columns).size() < columns.size()) {
            throw new Fault("has the columns " + columns + ", which must be at least one, and all different");
        }
        for (String column : columns) {
            if (!column.matches("[a-z][a-z0-9_]*")) {
                throw new Fault("has the column '" + column
                        + "': a name consists of lower case letters, digits and underscores, and begins with a letter");
            }
        }
    }
}
