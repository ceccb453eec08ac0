package rai.shell.study;

import picocli.CommandLine.Command;
import rai.api.study.Studies;
import rai.api.study.StudyStatus;
import rai.shell.console.Console;
import rai.shell.text.Json;

/** {@code study status}: how a study stands. */
@Command(name = "status", description = "Show how a study stands, while it is running or later.")
final class StudyStands extends StudyPlace {
    StudyStands(Studies studies) {
        super(studies);
    }

    @Override
    protected void run(Console console) {
        StudyStatus status = studies.status(directory());
        if (json) {
            console.out().println(Json.text(StatusText.document(status)));
        } else {
            console.print(StatusText.lines(status));
        }
    }
}
