package rai.api.run;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/** The trainer, a service of the core. */
@ProviderType
public interface Trainer {
    /**
     * Makes a run ready: resolves all specs, loads the data, checks that everything fits and finds room in memory, and
     * gives the parameters their start values.
     *
     * @param request what to train
     * @return the run, before its first step
     * @throws rai.api.spec.SpecException if something won't do; nothing has been written then
     */
    Run prepare(RunRequest request);

    /**
     * Makes an interrupted run ready to continue from its newest whole checkpoint, or from its start if it has none. It
     * then continues bit-identically to a run that was never interrupted.
     *
     * @param directory the directory of the run
     * @param notice told, in a sentence each, where the run continues, of checkpoints that can't be used, and of services that
     *     another bundle provides now
     * @return the run, before its next step
     * @throws rai.api.spec.SpecException if the directory holds no run, or one that has ended or that is being trained,
     *     where a service is missing or set differently, or if the data are not the same
     */
    Run resume(Path directory, Consumer<String> notice);

    /**
     * Opens the network that a run left.
     *
     * @param directory the directory of the run
     * @return the trained network
     * @throws rai.api.spec.SpecException if the directory holds no run, or one whose services are not there
     */
    Model open(Path directory);
}
