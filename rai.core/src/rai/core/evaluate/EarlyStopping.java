package rai.core.evaluate;

import java.util.Map;
import rai.api.data.Task;
import rai.api.metric.Metric;
import rai.api.spec.Setting;
import rai.api.spec.Settings;
import rai.api.spec.Settings.Configured;
import rai.api.spec.Spec;

/**
 * When a method ends before its last step: when a metric has not improved for a while (Prechelt, 1998, in Neural Networks:
 * Tricks of the Trade). What is kept is the state in which it was best.
 */
public final class EarlyStopping {
    /** Which way is better. */
    enum Mode {
        /** As the metric says. */
        AUTO,
        /** Smaller is better. */
        MIN,
        /** Larger is better. */
        MAX
    }

    @Setting(value = "The metric that is watched, such as test.loss or train.accuracy.", required = true)
    String metric;

    @Setting(value = "Evaluations without improvement after which the method ends.", min = 1)
    int patience = 10;

    @Setting(value = "How much better counts as an improvement.", min = 0)
    double minDelta = 0;

    @Setting("Whether smaller (min) or larger (max) is better; auto is as the metric says.")
    Mode mode = Mode.AUTO;

    public String metric() {
        return metric;
    }

    public int patience() {
        return patience;
    }

    /** Reads the settings, as in {@code metric=test.loss, patience=20}. */
    public static EarlyStopping parse(String settings) {
        return Settings.configure(
                        new EarlyStopping(), Spec.parse("stop-early(" + settings + ")"), new Settings.Resolver() {
                            @Override
                            public <T> Configured<T> resolve(Class<T> kind, Spec spec) {
                                throw new IllegalStateException("no setting is a service");
                            }
                        })
                .service();
    }

    /**
     * Which way is better.
     *
     * @param metrics the services that give the further metrics, by name
     * @return whether a larger value is the better one
     */
    public boolean larger(Map<String, Metric> metrics) {
        String name = metric.substring(metric.indexOf('.') + 1);
        return switch (mode) {
            case MIN -> false;
            case MAX -> true;
            case AUTO ->
                metrics.containsKey(name)
                        ? metrics.get(name).largerIsBetter()
                        : name.equals(Evaluator.usualMetric(Task.BINARY)); // loss and rmse are errors
        };
    }

    /** @return whether a value counts as an improvement; NaN never does, and any other value does if there is none yet */
    public boolean better(double value, double best, boolean larger) {
        if (Double.isNaN(value) || Double.isNaN(best)) {
            return !Double.isNaN(value);
        }
        return larger ? value > best + minDelta : value < best - minDelta;
    }
}
