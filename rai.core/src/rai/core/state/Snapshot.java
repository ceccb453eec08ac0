package rai.core.state;

import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.core.plan.MemoryCheck;
import rai.core.store.ArrayNames;

/** A copy of all that changes in a run: enough to continue from there. */
public final class Snapshot {
    private final INDArray values;
    private final Map<String, INDArray> slots = new LinkedHashMap<>();
    private final INDArray layers;
    private final Map<String, Double> numbers = new LinkedHashMap<>();
    /** The sums of what was counted. Not part of what {@link #restore} restores, since the best state does not set them back. */
    private Map<String, Double> counts = Map.of();

    private long done;

    private Snapshot(TrainedVector vector, OptimizerState optimizer, INDArray ofLayers) {
        layers = ofLayers == null ? null : ofLayers.dup();
        values = vector.values.dup();
        optimizer.slots().forEach((name, slot) -> slots.put(name, slot.dup()));
        numbers.putAll(optimizer.numbers().all());
    }

    /**
     * @param ofLayers the running state of the layers; null if they have none
     * @return a copy of the state before the first step, however large
     */
    public static Snapshot of(TrainedVector vector, OptimizerState optimizer, INDArray ofLayers) {
        return new Snapshot(vector, optimizer, ofLayers);
    }

    /**
     * @param ofLayers the running state of the layers; null if they have none
     * @param done the steps of the phase that have been done
     * @return a copy of the state before the next step, or null if that is too large
     */
    public static Snapshot ofStart(TrainedVector vector, OptimizerState optimizer, INDArray ofLayers, long done) {
        if (bytes(vector, optimizer) > MemoryCheck.MOST_COPIED) {
            return null;
        }
        Snapshot snapshot = new Snapshot(vector, optimizer, ofLayers);
        snapshot.done = done;
        return snapshot;
    }

    /** @return the arrays of the copy by name */
    public Map<String, INDArray> arrays() {
        Map<String, INDArray> arrays = new LinkedHashMap<>();
        arrays.put("trained", values);
        slots.forEach((name, slot) -> arrays.put("optimizer-" + name, slot));
        if (layers != null) {
            arrays.put(ArrayNames.LAYERS, layers);
        }
        return arrays;
    }

    /** @return all that was trained */
    public INDArray values() {
        return values;
    }

    /** @return the vectors of the optimizer */
    public Map<String, INDArray> slots() {
        return slots;
    }

    /** @return the running state of the layers; null if they have none */
    public INDArray layers() {
        return layers;
    }

    /** @return the steps of the phase that had been done */
    public long done() {
        return done;
    }

    /** @return the numbers of the copy by name */
    public Map<String, Double> numbers() {
        return numbers;
    }

    /** Keeps the sums of what was counted until then. */
    void keepCounts(Map<String, Double> sums) {
        counts = sums;
    }

    /** @return the sums of what was counted until then; NaN if one isn't known */
    public Map<String, Double> counts() {
        return counts;
    }

    /** @return what a copy takes */
    public static long bytes(TrainedVector vector, OptimizerState optimizer) {
        return MemoryCheck.bytesOfCopy(vector.values.length(), optimizer.slots().size(), vector.values.dataType());
    }

    public void take(TrainedVector vector, OptimizerState optimizer, INDArray ofLayers, long nowDone) {
        if (layers != null) {
            layers.assign(ofLayers);
        }
        values.assign(vector.values);
        optimizer.slots().forEach((name, slot) -> slots.get(name).assign(slot));
        numbers.putAll(optimizer.numbers().all());
        done = nowDone;
    }

    /** @return the steps of the phase that had been done */
    public long restore(TrainedVector vector, OptimizerState optimizer, INDArray ofLayers) {
        if (layers != null) {
            ofLayers.assign(layers);
        }
        vector.values.assign(values);
        optimizer.slots().forEach((name, slot) -> slot.assign(slots.get(name)));
        optimizer.numbers().all().putAll(numbers);
        return done;
    }
}
