package rai.core.train;

import java.util.Map;
import rai.api.spec.Setting;
import rai.api.spec.Settings;
import rai.api.spec.Settings.Configured;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;

/**
 * When a method ends before its last step: when a metric has not improved for a while (Prechelt, 1998, in Neural Networks:
 * Tricks of the Trade). What is kept is the state in which it was best.
 */
final class EarlyStopping {
    /** Which way is better. */
    enum Mode {
        /** As the metric says. */
        AUTO,
        /** Smaller is better. */
        MIN,
        /** Larger is better. */
        MAX
    }

    @Setting(value = "the metric that is watched, such as test.loss or train.accuracy", required = true)
    String metric;

    @Setting(value = "evaluations without improvement after which the method ends", min = 1)
    int patience = 10;

    @Setting(value = "how much better counts as an improvement", min = 0)
    double minDelta = 0;

    @Setting("whether smaller (min) or larger (max) is better; auto knows it of loss, rmse and accuracy")
    Mode mode = Mode.AUTO;

    /** Reads the settings, as in {@code metric=test.loss, patience=20}. */
    static EarlyStopping parse(String settings) {
        Configured<EarlyStopping> configured =
                Settings.configure(new EarlyStopping(), Spec.parse("stop-early(" + settings + ")"), new Settings.Resolver() {
                    @Override
                    public <T> Configured<T> resolve(Class<T> kind, Spec spec) {
                        throw new IllegalStateException("no setting is a service");
                    }
                });
        configured.service().larger(); // where it can't tell it says so now
        return configured.service();
    }

    private boolean larger() {
        String name = metric.substring(metric.indexOf('.') + 1);
        return switch (mode) {
            case MIN -> false;
            case MAX -> true;
            case AUTO -> Map.of("loss", false, "rmse", false, "accuracy", true)
                    .entrySet().stream()
                    .filter(known -> known.getKey().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new SpecException("--stop-early can't tell whether a small or a large " + name
                            + " is better: add mode=min or mode=max"))
                    .getValue();
        };
    }

    /** @return whether a value counts as an improvement; NaN never does, and anything else does where there is none yet */
    boolean better(double value, double best) {
        if (Double.isNaN(value) || Double.isNaN(best)) {
            return !Double.isNaN(value);
        }
        return larger() ? value > best + minDelta : value < best - minDelta;
    }
}
