package rai.api.run;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;
import rai.api.data.Dataset;
import rai.api.data.Part;

/** The trainer, a service of the core. */
@ProviderType
public interface Trainer {
    /**
     * Prepares a run: resolves all specs, loads the data, checks that everything fits together and into memory, and computes
     * the start values.
     *
     * @param request what to train
     * @return the run, before its first step
     * @throws rai.api.spec.SpecException if the run can't be trained; nothing has been written then
     */
    Run prepare(RunRequest request);

    /** @return plans runs without training them; close it when all are planned */
    Planning planning();

    /**
     * Prepares an interrupted run to continue from its newest complete checkpoint, or from its start if it has none. It
     * then continues bit-identically to a run that was never interrupted.
     *
     * @param directory the directory of the run
     * @param notice receives sentences that say where the run continues, which checkpoints can't be used, and which services
     *     another bundle provides now
     * @return the run, before its next step
     * @throws rai.api.spec.SpecException if the directory holds no run, or one that has ended or that is being trained,
     *     if a service is missing or set differently, or if the data are not the same
     */
    Run resume(Path directory, Consumer<String> notice);

    /**
     * Prepares a run that has ended to continue its last phase, in the same directory. It ends with the same bits as a run that
     * was asked for this length from the start, unless a schedule or an early stopping of that phase depends on where it ends.
     *
     * @param directory the directory of the run
     * @param to how long its last phase is to be, what it has done included
     * @param notice receives sentences that say where the run continues, why the result may not be that of a run of this length
     *     from the start, and which services another bundle provides now
     * @return the run, before its next step
     * @throws rai.api.spec.SpecException if the directory holds no run, or one that was interrupted, changed by hand, stopped
     *     at NaN or has gone back to an earlier state; if its last phase has done that many steps; if a service is missing or
     *     set differently; or if the data are not the same
     */
    Run extend(Path directory, Extension to, Consumer<String> notice);

    /**
     * Opens the network of a run that has ended.
     *
     * @param directory the directory of the run
     * @return the trained network
     * @throws rai.api.spec.SpecException if the directory holds no run, or one whose services are missing
     */
    Model open(Path directory);

    /**
     * Reads the data of a run again, shared out and prepared as the run did it.
     *
     * @param directory the directory of a run that has ended
     * @param part a part of its data
     * @return that part; empty if the run has none
     * @throws rai.api.spec.SpecException if the directory holds no run, if the data can't be read, or if they are no longer
     *     those that the run was trained or evaluated on
     */
    Optional<Dataset> examples(Path directory, Part part);
}
