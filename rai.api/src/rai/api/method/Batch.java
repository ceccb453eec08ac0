package rai.api.method;

import org.osgi.annotation.versioning.ProviderType;

/** Which of the training examples a step works on. Row i of {@link Training#inputs} is example {@code rows()[i]}. */
@ProviderType
public interface Batch {
    /** @return the number of all training examples */
    int examples();

    /** @return a copy of the indices of the examples of this step, from 0; for a full batch 0 to examples() - 1 */
    int[] rows();

    /** @return the number of examples of this step */
    default int size() {
        return rows().length;
    }

    /** @return whether every step has all examples */
    boolean isFull();

    /** @return the number of epochs that the method has completed before this step */
    long epoch();

    /** @return the number of this batch within the epoch, from 0 */
    int position();

    /** @return the number of batches of an epoch; the last one may be smaller */
    int perEpoch();

    /**
     * Visits all examples in their own order, batch by batch: during each visit, {@link Training#inputs},
     * {@link Training#targets} and {@link Training#batch} are those of that batch.
     * Afterwards they are again those of the step. With a full batch there is one visit.
     *
     * @param visit called for each batch
     */
    void forEach(Runnable visit);
}
