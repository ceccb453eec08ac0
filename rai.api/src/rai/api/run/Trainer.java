package rai.api.run;

import java.nio.file.Path;

/** The trainer, a service of the core. */
public interface Trainer {
    /**
     * Makes a run ready: resolves all specs, loads the data, checks that everything fits and finds room in memory, and
     * gives the parameters their start values.
     *
     * @param request what to train
     * @return the run, before its first step
     * @throws rai.api.spec.SpecException where something won't do; nothing has been written then
     */
    Run prepare(RunRequest request);

    /**
     * Opens the network that a run left.
     *
     * @param directory the directory of the run
     * @return the trained network
     * @throws rai.api.spec.SpecException where the directory holds no run, or one whose services are not there
     */
    Model open(Path directory);
}
