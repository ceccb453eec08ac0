package rai.shell.study;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import rai.api.study.Studies;
import rai.shell.command.Labels;
import rai.shell.console.Console;

/** {@code study run}: trains what is missing of a study, and reports. */
@Command(
        name = "run",
        description = "Train the trials of a study, or those that are still missing, and write its report.",
        footer = {
            "Ctrl-C once finishes the trials in training, twice ends at once; the same command continues.",
            "Several processes may run one study in one directory: they share its trials."
        })
final class StudyRun extends StudyTraining {
    @Parameters(paramLabel = Labels.STUDY, description = "The name of a study, or the path of a study file.")
    String study;

    @Mixin
    final ClusterOptions cluster = new ClusterOptions();

    StudyRun(Studies studies, ReportPages pages) {
        super(studies, pages);
    }

    @Override
    protected void run(Console console) throws IOException {
        cluster.require(studies.isElsewhere());
        super.run(console);
    }

    @Override
    double verify() {
        return cluster.share();
    }

    @Override
    String study() {
        return study;
    }
}
