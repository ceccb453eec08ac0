package rai.core.jobs;

import java.nio.file.Path;
import java.util.function.Consumer;
import rai.api.run.Extension;
import rai.api.run.RunRequest;

/** Prepares runs in two steps, so that memory can be reserved between them. */
public interface Preparer {
    /**
     * Checks what can be checked without loading data.
     *
     * @param request what to train
     * @throws rai.api.spec.SpecException if it can't be trained
     */
    void check(RunRequest request);

    /**
     * Loads the data and plans the run.
     *
     * @param request what to train
     * @return the plan
     * @throws rai.api.spec.SpecException if it can't be trained
     */
    Preparation plan(RunRequest request);

    /**
     * Plans an interrupted run that is to continue.
     *
     * @param directory the directory of the run
     * @param notice receives where it continues and what has changed since
     * @return the plan
     * @throws rai.api.spec.SpecException if it can't continue
     */
    Preparation plan(Path directory, Consumer<String> notice);

    /**
     * Plans a run that has ended and is to continue its last phase.
     *
     * @param directory the directory of the run
     * @param to how long that phase is to be
     * @param notice receives where it continues and what has changed since
     * @return the plan
     * @throws rai.api.spec.SpecException if it can't continue
     */
    Preparation plan(Path directory, Extension to, Consumer<String> notice);
}
