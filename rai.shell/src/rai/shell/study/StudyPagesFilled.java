package rai.shell.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rai.api.study.Studies;
import rai.api.study.StudySource;
import rai.report.study.StudyPage;
import rai.report.study.StudyTables;
import rai.shell.command.DataInvocation;
import rai.shell.command.Labels;
import rai.shell.console.Console;
import rai.shell.console.ExitCode;
import rai.shell.console.Failure;
import rai.shell.text.Json;

/** {@code study pages}: all pages of studies, and tables of them. */
@Command(
        name = "pages",
        description = "Fill the blocks of all pages of studies from their stored results, and tables of all studies.",
        footer = {
            "A table is between <!-- studies: verdicts --> or <!-- studies: list --> and <!-- /studies -->.",
            "Needs no study that was run: study page has stored the results."
        })
final class StudyPagesFilled extends DataInvocation {
    private final Studies studies;

    @Parameters(
            arity = "0..1",
            paramLabel = Labels.DIRECTORY,
            description = "The directory of the pages (default: docs/studies).")
    Path directory = Path.of("docs", "studies");

    @Option(
            names = "--into",
            paramLabel = Labels.FILE,
            description = "A text with tables of the studies; may be repeated.")
    List<Path> texts = List.of();

    @Option(names = "--check", description = "Write nothing; fail if something would change.")
    boolean check;

    StudyPagesFilled(Studies studies) {
        this.studies = studies;
    }

    @Override
    protected void run(Console console) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new Failure("there is no directory " + directory + ": give that of the pages of studies");
        }
        List<StudyPage> pages = StudyTables.pages(directory);
        StudyTables tables = StudyTables.of(pages, titles());
        List<String> stale = new ArrayList<>();
        List<Path> changed = new ArrayList<>();
        for (StudyPage page : pages) {
            if (!check) {
                changed.addAll(page.refresh());
            }
            stale.addAll(page.differences());
        }
        for (Path text : texts) {
            if (!check) {
                changed.addAll(tables.write(text));
            }
            stale.addAll(tables.differences(text));
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("pages", pages.stream().map(StudyPage::path).toList());
        document.put("changed", changed);
        document.put("stale", stale);
        if (!stale.isEmpty()) {
            if (!json) {
                console.print(stale);
            }
            String more = stale.size() > 1 ? ", and " + (stale.size() - 1) + " more" : "";
            throw new Failure(
                            ExitCode.FAILED,
                            stale.get(0) + more + ": study pages fills the blocks, study page stores a result")
                    .with(document);
        }
        if (json) {
            console.out().println(Json.text(document));
        } else {
            console.print(
                    changed.isEmpty()
                            ? List.of(PlanText.count(pages.size(), "page") + " of studies, all current")
                            : changed.stream().map(file -> "written: " + file).toList());
        }
    }

    private Map<String, String> titles() {
        Map<String, String> titles = new LinkedHashMap<>();
        for (StudySource study : studies.list()) {
            titles.put(study.name(), study.title());
        }
        return titles;
    }
}
