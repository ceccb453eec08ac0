package rai.core.run;

import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.core.evaluate.EarlyStopping;
import rai.core.state.OptimizerState;
import rai.core.state.RunNumbers;
import rai.core.state.Snapshot;
import rai.core.state.TrainedVector;
import rai.core.store.Checkpoint;

/** The best state of a phase so far, and for how many evaluations there has been no better one. */
final class BestState {
    private static final String PREFIX = "best-";

    private final EarlyStopping rule;
    private final boolean larger;
    private final Snapshot copy;
    /** The running state of the layers; null if they have none. */
    private final INDArray layers;

    private double best = Double.NaN;
    /** Steps of the phase after which it was. */
    private long at;

    private int waited;

    BestState(EarlyStopping rule, boolean larger, TrainedVector vector, OptimizerState slots, INDArray layers) {
        this.rule = rule;
        this.larger = larger;
        this.layers = layers;
        copy = Snapshot.of(vector, slots, layers);
    }

    /** @return the arrays of the best state by name; none if there is none yet */
    Map<String, INDArray> arrays() {
        Map<String, INDArray> arrays = new LinkedHashMap<>();
        if (!Double.isNaN(best)) {
            copy.arrays().forEach((name, array) -> arrays.put(PREFIX + name, array));
        }
        return arrays;
    }

    /** @return what is known beside the arrays */
    Map<String, Object> numbers() {
        return Map.of("best", best, "at", at, "waited", waited, "numbers", copy.numbers());
    }

    /** Takes over what {@link #arrays} and {@link #numbers} gave to a checkpoint. */
    void restore(Checkpoint from) {
        Map<String, Object> numbers = from.map("early_stopping");
        best = (Double) numbers.get("best");
        at = (Long) numbers.get("at");
        waited = Math.toIntExact((Long) numbers.get("waited"));
        arrays().forEach(from::restore);
        RunNumbers.restore(copy.numbers(), (Map<?, ?>) numbers.get("numbers"));
    }

    String metric() {
        return rule.metric();
    }

    /** Receives an evaluation, and copies the state if it is the best one. */
    void observe(double value, TrainedVector vector, OptimizerState slots, long done) {
        if (rule.better(value, best, larger)) {
            copy.take(vector, slots, layers, done);
            best = value;
            at = done;
            waited = 0;
        } else {
            waited++;
        }
    }

    boolean isOver() {
        return waited >= rule.patience();
    }

    int waited() {
        return waited;
    }

    double best() {
        return best;
    }

    /** @return steps of the phase after which the metric was best */
    long at() {
        return at;
    }

    /** Goes back to the best state, if there was one that could be measured. */
    boolean restore(TrainedVector vector, OptimizerState slots, long done) {
        if (Double.isNaN(best) || at == done) {
            return false;
        }
        copy.restore(vector, slots, layers);
        return true;
    }
}
