package rai.shell.train;

import picocli.CommandLine.Option;
import rai.api.run.RunRequestBuilder;
import rai.shell.command.Labels;
import rai.shell.console.Failure;

/** The options that choose the engine. */
final class EngineChoice {
    @Sets("execution.engine")
    @Option(
            names = "--engine",
            paramLabel = Labels.ENGINE,
            description = "How parts of the network are computed: fastest, reference, or portable (default: "
                    + RunRequestBuilder.ENGINE + ").")
    String engine;

    @Sets("execution.engine")
    @Option(
            names = "--portable",
            description = "Train with the engine portable: the same bits on every x86-64 processor.")
    boolean portable;

    void set(RunRequestBuilder request) {
        if (portable && engine != null && !engine.equals(RunRequestBuilder.PORTABLE)) {
            throw new Failure("--portable is short for --engine portable, but --engine " + engine + " is given too");
        }
        TrainOptions.given(portable ? RunRequestBuilder.PORTABLE : engine, request::engine);
    }
}
