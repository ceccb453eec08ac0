package rai.api.diagnosis;

import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;
import rai.api.run.RunRequest;

/** Finds out what is wrong with a network, without training it. A service of the core. */
@ProviderType
public interface Diagnoses {
    /**
     * Diagnoses the network of a run that has ended, on its training data. Its start is computed again, to see what was wrong from the
     * beginning.
     *
     * @param directory the directory of the run
     * @param limits from where on something is wrong
     * @return the diagnosis
     * @throws rai.api.spec.SpecException if there is no run, if it has not ended, if a service is missing, or if its data can't
     *     be read or have changed
     */
    Diagnosis of(Path directory, Limits limits);

    /**
     * Diagnoses the network that a request would train, before its first step. Its data are loaded.
     *
     * @param request the request
     * @param limits from where on something is wrong
     * @return the diagnosis
     * @throws rai.api.spec.SpecException if it can't be trained
     */
    Diagnosis of(RunRequest request, Limits limits);
}
