package rai.api.catalog;

import java.util.Arrays;
import java.util.List;
import rai.api.activation.Activation;
import rai.api.data.DatasetSource;
import rai.api.engine.Engine;
import rai.api.exchange.HistoryFormat;
import rai.api.exchange.ModelFormat;
import rai.api.init.Initializer;
import rai.api.layer.LayerFunction;
import rai.api.loss.Loss;
import rai.api.method.TrainingMethod;
import rai.api.metric.Metric;
import rai.api.optimizer.Optimizer;
import rai.api.probe.Probe;
import rai.api.schedule.Schedule;
import rai.api.spec.SpecException;
import rai.api.spec.Words;
import rai.api.split.Split;
import rai.api.study.Study;

/** The kinds of services that specs can name. */
public enum Kind {
    /** Activation functions. */
    ACTIVATION(Activation.class),
    /** Layers other than dense ones and activations. */
    LAYER(LayerFunction.class),
    /** Initializers. */
    INITIALIZER(Initializer.class),
    /** Optimizers. */
    OPTIMIZER(Optimizer.class),
    /** Schedules of the learning rate. */
    SCHEDULE(Schedule.class),
    /** Losses. */
    LOSS(Loss.class),
    /** Metrics. */
    METRIC(Metric.class),
    /** Probes. */
    PROBE(Probe.class),
    /** Datasets. */
    DATASET(DatasetSource.class),
    /** Splits of the rows into training, validation and test. */
    SPLIT(Split.class),
    /** Training methods. */
    METHOD(TrainingMethod.class),
    /** Engines. */
    ENGINE(Engine.class),
    /** Studies. */
    STUDY(Study.class),
    /** Formats of models, or of their weights. */
    MODEL_FORMAT(ModelFormat.class),
    /** Formats of histories. */
    HISTORY_FORMAT(HistoryFormat.class);

    private final Class<?> type;

    Kind(Class<?> type) {
        this.type = type;
    }

    /** @return the interface that services of this kind implement */
    public Class<?> type() {
        return type;
    }

    /** @return the word for it in the shell, such as {@code activation} */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /**
     * @param word singular or plural, such as {@code activation} or {@code activations}; or the beginning of one kind only
     * @return the kind
     * @throws rai.api.spec.SpecException if there is no such kind
     */
    public static Kind of(String word) {
        List<Kind> kinds = Arrays.asList(values());
        return kinds.stream()
                .filter(k -> k.word().equals(word)
                        || (k.word() + "s").equals(word)
                        || k == LOSS && word.equals("losses")
                        || k == STUDY && word.equals("studies"))
                .findFirst()
                .orElseGet(() -> beginningWith(word));
    }

    private static Kind beginningWith(String word) {
        List<String> all = Arrays.stream(values()).map(Kind::word).toList();
        List<String> meant =
                all.stream().filter(k -> !word.isEmpty() && k.startsWith(word)).toList();
        if (meant.size() > 1) {
            throw new SpecException("'" + word + "' is the beginning of several kinds: " + String.join(", ", meant));
        }
        if (meant.isEmpty()) {
            throw Words.unknown("kind", word, all);
        }
        return of(meant.get(0));
    }

    /**
     * @param type an interface
     * @return the kind whose services implement it
     * @throws IllegalArgumentException if there is none
     */
    public static Kind of(Class<?> type) {
        return Arrays.stream(values())
                .filter(k -> k.type == type)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(type.getName() + " is not a kind of service"));
    }
}
