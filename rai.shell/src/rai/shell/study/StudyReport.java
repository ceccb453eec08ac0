package rai.shell.study;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import rai.api.study.Studies;
import rai.shell.command.Labels;
import rai.shell.console.Console;
import rai.shell.console.ExitCode;
import rai.shell.console.Failure;
import rai.shell.text.Json;

/** {@code study report}: the report of a study from its journal. */
@Command(
        name = "report",
        description = "Write the report of a study from its journal; trains nothing, and may be used while it runs.")
final class StudyReport extends StudyPlace {
    private final ReportPages pages;

    @Option(
            names = "--out",
            paramLabel = Labels.DIRECTORY,
            description = "Where to write it (default: the directory of the study).")
    Path out;

    StudyReport(Studies studies, ReportPages pages) {
        super(studies);
        this.pages = pages;
    }

    @Override
    protected void run(Console console) throws IOException {
        StudyPlaces.requireDirectory(out);
        Path directory = directory();
        ReportPages.Written written = written(directory);
        if (json) {
            console.out().println(Json.text(written.document()));
        } else {
            console.print(written.text());
        }
    }

    private ReportPages.Written written(Path directory) throws IOException {
        try {
            return pages.write(studies.report(directory), out != null ? out : directory);
        } catch (OutOfMemoryError e) {
            throw tooLarge(directory);
        }
    }

    /** @return that a report does not fit into memory; whatever has been trained is in the journal */
    static Failure tooLarge(Path directory) {
        return new Failure(
                ExitCode.FAILED,
                "the report of " + directory + " needs more memory than Java has: all trials are in its journal, and"
                        + " study report " + directory + " writes it with RAI_JAVA_OPTS=-Xmx4g");
    }
}
