package rai.shell.study;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import rai.api.study.Studies;
import rai.api.study.StudyCall;
import rai.shell.command.Labels;
import rai.shell.console.Console;
import rai.shell.text.Json;

/** {@code study plan}: what a study would train. */
@Command(
        name = "plan",
        description = "Print what a study would train, with time, memory and disk, after checking every trial of it.")
final class StudyPlanned extends StudyWork {
    @Parameters(paramLabel = Labels.STUDY, description = "The name of a study, or the path of a study file.")
    String study;

    StudyPlanned(Studies studies) {
        super(studies);
    }

    @Override
    String study() {
        return study;
    }

    @Override
    protected void run(Console console) {
        StudyCall call = call();
        print(new PlanText(call, studies.plan(call)), json, console);
    }

    static void print(PlanText plan, boolean json, Console console) {
        if (json) {
            console.out().println(Json.text(plan.document()));
        } else {
            console.print(plan.lines());
        }
    }
}
