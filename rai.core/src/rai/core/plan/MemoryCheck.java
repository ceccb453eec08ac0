package rai.core.plan;

import java.util.Locale;
import org.nd4j.linalg.api.buffer.DataType;
import rai.api.network.Layer;
import rai.api.run.RefusalException;
import rai.core.guard.MemoryLimit;
import rai.core.network.FlatNetwork;

/**
 * Says before anything is allocated whether a run fits into memory.
 *
 * @param need what it takes, in bytes
 */
public record MemoryCheck(double need) {
    /** Bytes that a copy may take; the state of a larger run is not copied: it would need the memory twice. */
    public static final long MOST_COPIED = 1L << 30;

    /** Arrays of a run that take less are left to whenever the collector runs. */
    private static final double SMALL = 1 << 25;

    /**
     * Refuses a run that does not fit.
     *
     * @param trained elements of the trained vector
     * @param slots state vectors of the optimizer
     * @param rows examples of a step
     * @param best whether the best state is kept beside the present one
     * @param probed examples that probes look at; 0 without probes
     */
    static MemoryCheck of(
            FlatNetwork network, DataType type, long trained, int slots, long rows, boolean best, long probed) {
        double vectors = trained * (2.0 + slots); // values, gradient, and the optimizer's state
        double copy = bytesOfCopy(trained, slots, type) > MOST_COPIED ? 0 : trained * (1.0 + slots);
        copy += best ? trained * (1.0 + slots) : 0;
        double widths = network.layers().stream().mapToDouble(Layer::outputs).sum();
        double activations = 2 * widths * rows; // of each layer the output and its gradient
        // of probes: outputs and gradients of each layer, the gradient of the parameters, and their start values
        double probes = probed == 0 ? 0 : 4 * widths * probed + 2.0 * network.parameterCount();
        double need = (vectors + copy + activations + probes) * type.width();
        double have = MemoryLimit.bytes();
        if (need > 0.9 * have) {
            throw new RefusalException(
                    String.format(
                            Locale.ROOT,
                            "training this network takes %.3g GB of memory (%d trained numbers, %d examples per step),"
                                    + " but this machine, or its container, has %.3g GB",
                            need / 1e9,
                            trained,
                            rows,
                            have / 1e9),
                    "use fewer or narrower layers, or a smaller --batch",
                    "use fewer or narrower layers, or a smaller phases[].batch");
        }
        return new MemoryCheck(need);
    }

    /** @return what a copy takes of so many trained numbers and state vectors of as many */
    public static long bytesOfCopy(long trained, int slots, DataType type) {
        return trained * (1L + slots) * type.width();
    }

    /**
     * Makes room.
     *
     * @param data what the data take that have been loaded, in bytes: those of earlier runs, of which a study has thousands, took as much
     */
    public void makeRoom(double data) {
        if (need + data > SMALL) {
            System.gc(); // arrays off the heap are given back only when the collector finds that their run is gone
        }
    }
}
