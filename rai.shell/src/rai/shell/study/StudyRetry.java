package rai.shell.study;

import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import rai.api.study.Studies;
import rai.shell.command.Labels;
import rai.shell.console.Console;
import rai.shell.text.Json;

/** {@code study retry}: puts failed trials back. */
@Command(
        name = "retry",
        description = "Put the failed trials of a study back, so that study run trains them again.",
        footer = "Trials that diverged have not failed: what they did is a result.")
final class StudyRetry extends StudyPlace {
    @Parameters(
            index = "1..*",
            paramLabel = Labels.FAILED_TRIAL,
            description = "The trials, by the beginnings of their ids (default: all that failed).")
    List<String> trials = List.of();

    StudyRetry(Studies studies) {
        super(studies);
    }

    @Override
    protected void run(Console console) {
        int number = studies.retry(directory(), trials);
        if (json) {
            console.out().println(Json.text(Map.of("retried", number)));
        } else {
            console.out()
                    .println(
                            number == 0
                                    ? "no trial has failed"
                                    : PlanText.count(number, "trial") + " will be trained again by study run");
        }
    }
}
