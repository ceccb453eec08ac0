package rai.api.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.annotation.versioning.ProviderType;
import rai.api.network.NamedTensor;
import rai.api.probe.ProbeSeries;

/**
 * Reads the directory of a run, while it is trained or later; see {@link Runs#open}. Each method reads the files again, in the
 * present format or an earlier one. {@link #status} can be read of every run; the other methods throw a
 * {@link rai.api.spec.SpecException} if a file that they need is missing or damaged, which names the file.
 */
@ProviderType
public interface RunReader {
    /**
     * A row of the history: a step, which has a method and an objective, or an evaluation.
     *
     * @param step the steps done
     * @param method the name of the method; empty for an evaluation
     * @param objective the objective before the step; empty for an evaluation
     * @param metrics the metrics of an evaluation, such as {@code test_accuracy}; NaN if one is not defined
     */
    record Row(long step, String method, OptionalDouble objective, Map<String, Double> metrics) {
        /** Copies the metrics. */
        public Row {
            metrics = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(metrics));
        }
    }

    /** @return the directory */
    Path directory();

    /** @return the name of the run: that of its directory */
    String name();

    /** @return how the run stands, as far as its files can be read; events that can't be read are left out */
    Runs.Kept status();

    /** @return what its {@code run.json} says, in the present format */
    Map<String, Object> document();

    /** @return the request that the run began with, kept in this directory; changes made during the run are not in it */
    RunRequest request();

    /** @return the result of the run; empty until it has ended */
    Optional<RunResult> result();

    /**
     * Reads the history row by row, without keeping it in memory. An incomplete last line is left out.
     *
     * @param reader receives each row, in order
     * @throws rai.api.spec.SpecException if there is no history, or a line of it can't be read
     */
    void history(Consumer<Row> reader);

    /**
     * What probes have measured, in the order in which the run was asked for them. A probe that has not measured yet has no rows.
     * An incomplete last line is left out.
     *
     * @return a series for each probe; none if the run was asked for none, or its version of RAI had no probes
     * @throws rai.api.spec.SpecException if a line can't be read
     */
    List<ProbeSeries> probes();

    /**
     * All events but the steps, oldest first. An event of an unknown kind is a {@link RunEvent.Unknown}. An incomplete last line
     * is left out.
     *
     * @return the events
     * @throws rai.api.spec.SpecException if there are none yet, or a line can't be read
     */
    List<RecordedEvent> events();

    /**
     * @return the tensors of its network by name and shape; the flat arrays of its last state if the run was written by a version
     *     that did not name tensors
     * @throws rai.api.spec.SpecException if they can't be read
     */
    List<NamedTensor> tensors();

    /**
     * A tensor of the state at the end of the run.
     *
     * @param name its name, such as {@code dense_3.weight}
     * @return its values
     * @throws rai.api.spec.SpecException if there is no tensor of this name, if the run has not ended, or if it is damaged
     */
    INDArray tensor(String name);
}
