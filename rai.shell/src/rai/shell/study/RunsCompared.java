package rai.shell.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rai.api.study.Studies;
import rai.shell.command.DataInvocation;
import rai.shell.command.Labels;
import rai.shell.console.Console;
import rai.shell.console.Failure;
import rai.shell.text.Json;

/** {@code compare}, and {@code study compare}: a report on runs of any origin. */
@Command(
        name = "compare",
        description = "Compare runs that have ended: a page with tables, intervals, tests and pictures.",
        footer = "Runs that differ in their seed only are a group.")
final class RunsCompared extends DataInvocation {
    private final Studies studies;

    @Parameters(arity = "1..*", paramLabel = Labels.RUN, description = "The directories of runs.")
    List<Path> runs;

    @Option(
            names = "--out",
            paramLabel = Labels.DIRECTORY,
            description = "Where to write the report (default: ${DEFAULT-VALUE}).")
    Path out = Path.of("comparison");

    RunsCompared(Studies studies) {
        this.studies = studies;
    }

    /** A run that counts twice would make a difference look more certain. */
    private void requireEachOnce() {
        Set<Path> seen = new HashSet<>();
        for (Path run : runs) {
            if (!seen.add(run.toAbsolutePath().normalize())) {
                throw new Failure(run + " is named twice: name each run once");
            }
        }
    }

    @Override
    protected void run(Console console) throws IOException {
        StudyPlaces.requireDirectory(out);
        requireEachOnce();
        ReportPages.Written written = new ReportPages().write(studies.compare(runs), out);
        if (json) {
            console.out().println(Json.text(written.document()));
        } else {
            console.print(written.text());
        }
    }
}
