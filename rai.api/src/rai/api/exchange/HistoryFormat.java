package rai.api.exchange;

import java.io.IOException;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;
import rai.api.run.RunReader;

/** A format of files that hold the history of a run: its objective, its metrics, and what its probes have measured. */
@ConsumerType
public interface HistoryFormat {
    /** @return how the names of such files end, the usual ending first; none if a name does not show the format */
    List<String> endings();

    /** @return whether it writes a directory, not a file */
    default boolean isDirectory() {
        return false;
    }

    /**
     * Writes the history of a run, which may still be trained.
     *
     * @param run reads the run
     * @param to the file or the directory to write
     * @return sentences about what the file does not hold; empty if there is nothing to say
     * @throws rai.api.spec.SpecException if the run can't be read
     * @throws IOException if the file can't be written
     */
    List<String> write(RunReader run, Destination to) throws IOException;
}
