package rai.api.run;

import java.nio.file.Path;
import java.util.OptionalInt;
import org.osgi.annotation.versioning.ProviderType;

/** Describes networks layer by layer, without training them. A service of the core. */
@ProviderType
public interface Summaries {
    /**
     * The network of a run that has ended.
     *
     * @param directory the directory of the run
     * @return its summary, for the steps of the phase with the most examples per step
     * @throws rai.api.spec.SpecException if there is no run, if it has not ended, or if a service is missing
     */
    NetworkSummary of(Path directory);

    /**
     * The network that a request would train. Its data are loaded.
     *
     * @param request the request
     * @return its summary
     * @throws rai.api.spec.SpecException if it can't be trained
     */
    NetworkSummary of(RunRequest request);

    /**
     * A network without data.
     *
     * @param network the layer list
     * @param inputs how many features it reads
     * @param outputs how wide its last dense layer is if it leaves that to the data; 1 if this is empty
     * @param rows examples per step
     * @param precision the data type
     * @return its summary
     * @throws rai.api.spec.SpecException if it is not a network
     */
    NetworkSummary of(String network, int inputs, OptionalInt outputs, int rows, Precision precision);
}
