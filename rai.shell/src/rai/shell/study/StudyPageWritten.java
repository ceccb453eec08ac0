package rai.shell.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import rai.api.report.Report;
import rai.api.run.Processor;
import rai.api.study.Outcome;
import rai.api.study.Studies;
import rai.api.study.StudyStatus;
import rai.report.study.StudyPage;
import rai.report.study.StudyResult.Effort;
import rai.shell.command.Labels;
import rai.shell.console.Console;
import rai.shell.console.ExitCode;
import rai.shell.console.Failure;
import rai.shell.text.Json;

/** {@code study page}: the result of a study in its page. */
@Command(
        name = "page",
        description = "Store the result of a study beside its page (Markdown), and fill the blocks of the page.",
        footer = {
            "A block is between the lines <!-- result --> and <!-- /result -->; what is outside stays as it is.",
            "A page that does not exist is made. The same study gives the same page."
        })
final class StudyPageWritten extends StudyPlace {
    private static final Path PAGES = Path.of("docs", "studies");

    @Option(
            names = "--out",
            paramLabel = Labels.FILE,
            description =
                    "The page (default: docs/studies/NAME.md). The result and the pictures go into the folder NAME"
                            + " beside it.")
    Path out;

    @Option(names = "--partial", description = "Allow a study that is not complete; the page says so.")
    boolean partial;

    StudyPageWritten(Studies studies) {
        super(studies);
    }

    @Override
    protected void run(Console console) throws IOException {
        Path directory = directory();
        StudyStatus status = studies.status(directory);
        boolean complete = status.state() == StudyStatus.State.COMPLETE;
        if (!complete && !partial) {
            throw new Failure(
                    ExitCode.FAILED,
                    "the study in " + directory + " is not complete: " + status.ended() + " of "
                            + PlanText.count(status.planned(), "trial")
                            + " have ended; study run continues it, and --partial writes the page with what there is");
        }
        long began = System.nanoTime();
        Report report = studies.report(directory);
        double seconds = (System.nanoTime() - began) / 1e9;
        StudyPage page =
                new StudyPage(out != null ? out : PAGES.resolve(StudyPlaces.plain(report.name()) + StudyPage.SUFFIX));
        List<Path> changed = page.write(report, effort(report, status, studies.outcomes(directory), seconds));
        if (json) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("page", page.path());
            document.put("complete", complete);
            document.put("changed", changed);
            console.out().println(Json.text(document));
        } else {
            console.print(
                    changed.isEmpty()
                            ? List.of(page.path() + " is current")
                            : changed.stream().map(file -> "written: " + file).toList());
        }
    }

    private static Effort effort(Report report, StudyStatus status, List<Outcome> outcomes, double seconds) {
        return new Effort(
                Objects.toString(report.about().get("command"), "./rai study run " + Console.quoted(report.name())),
                // a stage that is not planned yet is missing, too
                status.state() == StudyStatus.State.COMPLETE
                        ? status.ended()
                        : Math.max(status.planned(), status.ended() + 1),
                status.ended(),
                (int) outcomes.stream()
                        .map(outcome -> outcome.trial().factors().get("seed"))
                        .filter(Objects::nonNull)
                        .map(String::valueOf)
                        .distinct()
                        .count(),
                outcomes.stream().mapToDouble(Outcome::seconds).sum(),
                status.planned() == 0 ? 0 : status.seconds(),
                seconds,
                Runtime.getRuntime().availableProcessors(),
                Processor.name());
    }
}
