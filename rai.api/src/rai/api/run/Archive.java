package rai.api.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.osgi.annotation.versioning.ProviderType;

/** Reads runs that have ended, from their directories. A service of the core. */
@ProviderType
public interface Archive {
    /**
     * What a run has learnt.
     *
     * @param document its run.json
     * @param activations the activations of its network, from input to output; layers that are not activations are left out
     */
    record Learnt(Map<String, Object> document, List<LearntActivation> activations) {}

    /**
     * @param directory the directory of a run
     * @return what it has learnt
     * @throws rai.api.spec.SpecException if there is no run, if it has not ended, or if its services are not there
     */
    Learnt learnt(Path directory);

    /**
     * How to repeat a run.
     *
     * @param request the request that it began with, with the directory of the new run
     * @param steps after how many steps the new run is stopped, because the first one was stopped then; -1 if it was not
     * @param changes the changes made by hand while it trained, by the steps done at that time
     */
    record Again(RunRequest request, long steps, SortedMap<Long, List<Change>> changes) {}

    /**
     * @param directory the directory of a run
     * @param into the directory for the run that repeats it
     * @return how to repeat it
     * @throws rai.api.spec.SpecException if there is no run, if it has not ended, or if its files do not say how to repeat it
     */
    Again again(Path directory, Path into);

    /**
     * Compares a run with one that repeats it.
     *
     * @param first the directory of a run that has ended
     * @param second the directory of another
     * @return how they differ
     * @throws rai.api.spec.SpecException if one of them is not a run, or has not ended
     */
    Comparison compare(Path first, Path second);

    /**
     * How two runs differ. Times are not compared.
     *
     * @param results a phrase for each result that differs to the bit: state, metrics, history; none if all are the same
     * @param circumstances a phrase for each circumstance that differs: bundles, Java, machine, data
     * @param swaps a phrase for each service whose bundle was replaced while the first run trained, which can't be repeated
     */
    record Comparison(List<String> results, List<String> circumstances, List<String> swaps) {
        /** @return whether state, metrics and history are the same to the bit */
        public boolean identical() {
            return results.isEmpty();
        }
    }
}
