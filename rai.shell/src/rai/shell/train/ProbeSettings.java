package rai.shell.train;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import rai.api.run.RunRequestBuilder;
import rai.shell.command.Labels;
import rai.shell.console.Failure;

/** The options that say what is measured in a run while it trains. */
final class ProbeSettings {
    private static final String NONE = "none";

    @Sets("evaluation.probes")
    @Option(
            names = "--probe",
            paramLabel = Labels.PROBE,
            description = "Measure this while training, and keep it in the run: gradient-flow, dead-units; may be given"
                    + " several times. It does not change the training; plot probe draws it.")
    List<String> probes = new ArrayList<>();

    @Sets("evaluation.probe_every")
    @Option(
            names = "--probe-every",
            paramLabel = "N",
            description = "Measure every N steps, or every 1epoch, besides the start and the end of each method; 0 is"
                    + " there only (default: as --evaluate-every).")
    String every;

    @Sets("evaluation.probe_rows")
    @Option(
            names = "--probe-rows",
            paramLabel = "N",
            description = "Show probes N of the training examples, chosen by the seed (default: "
                    + RunRequestBuilder.PROBE_ROWS + ").")
    Integer rows;

    /** Sets what is given. */
    void set(RunRequestBuilder request) {
        if (probes.contains(NONE) && probes.size() > 1) {
            throw new Failure("--probe none says that nothing is measured: leave out the others");
        }
        if (!probes.isEmpty()) {
            request.probes(probes.contains(NONE) ? List.of() : probes);
        }
        TrainOptions.given(every, request::probeEvery);
        TrainOptions.given(rows, request::probeRows);
    }
}
