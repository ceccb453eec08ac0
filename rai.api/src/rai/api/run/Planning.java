package rai.api.run;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Plans runs without training them. What one planning has read of the data serves all its requests, so that thousands can be
 * planned in seconds. For one thread at a time.
 */
@ProviderType
public interface Planning extends AutoCloseable {
    /**
     * Resolves all specs of a request, reads its data, and checks that everything fits together and into memory. Nothing is
     * allocated and nothing is written.
     *
     * @param request what to train
     * @return what a training of it would be
     * @throws rai.api.spec.SpecException if the run can't be trained
     */
    PlannedRun plan(RunRequest request);

    /** Forgets the data. */
    @Override
    void close();
}
