package rai.shell.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;
import rai.api.report.Report;
import rai.api.study.Outcome;
import rai.api.study.Studies;
import rai.api.study.StudyCall;
import rai.api.study.StudyControl;
import rai.api.study.StudyEvent;
import rai.api.study.StudyStatus;
import rai.shell.console.Console;
import rai.shell.console.ExitCode;
import rai.shell.console.Failure;
import rai.shell.console.Interrupts;
import rai.shell.console.Progress;
import rai.shell.text.Json;

/** Runs a study, and reports it. */
abstract class StudyTraining extends StudyWork {
    /** So many causes of failures are printed as they happen. */
    private static final int MOST_CAUSES = 5;

    private final ReportPages pages;

    @Option(names = "--dry-run", description = "Only print the plan, as study plan does.")
    boolean dryRun;

    StudyTraining(Studies studies, ReportPages pages) {
        super(studies);
        this.pages = pages;
    }

    @Override
    protected void run(Console console) throws IOException {
        StudyCall call = call();
        if (dryRun) {
            StudyPlanned.print(new PlanText(call, studies.plan(call)), json, console);
            return;
        }
        StudyControl control = new StudyControl();
        StudyStatus status;
        boolean interrupted;
        try (Interrupts interrupts = Interrupts.during(control::finish, "finishing the trials in training", console);
                Progress progress = Progress.on(console, "trials", false)) {
            News news = new News(call, progress);
            status = studies.run(call, news::tell, control);
            interrupted = interrupts.asked();
            if (interrupts.ending() && status.state() != StudyStatus.State.COMPLETE) {
                throw unfinished(call, status, interrupted) // there is no time for a report
                        .with(StatusText.document(status));
            }
        }
        report(call, status, interrupted, console);
    }

    /** Pictures beside those of the report. */
    List<Path> pictures(Report report, Path directory) throws IOException {
        return List.of();
    }

    private void report(StudyCall call, StudyStatus status, boolean interrupted, Console console) throws IOException {
        Map<String, Object> document = new LinkedHashMap<>(StatusText.document(status));
        if (status.ended() > 0 || status.state() == StudyStatus.State.COMPLETE) {
            ReportPages.Written written = written(call.directory());
            document.putAll(written.document());
            if (!json) {
                console.print(written.text());
            }
        }
        if (interrupted || status.state() != StudyStatus.State.COMPLETE) {
            throw unfinished(call, status, interrupted).with(document);
        }
        if (status.failed() > 0) {
            throw new Failure(ExitCode.FAILED, failed(status, call.directory())).with(document);
        }
        if (json) {
            console.out().println(Json.text(document));
        }
    }

    /** The trials are in the journal, whatever becomes of their report. */
    private ReportPages.Written written(Path directory) throws IOException {
        try {
            Report report = studies.report(directory);
            return pages.write(report, directory, pictures(report, directory));
        } catch (OutOfMemoryError e) {
            throw StudyReport.tooLarge(directory);
        }
    }

    private Failure unfinished(StudyCall call, StudyStatus status, boolean interrupted) {
        String again = typed.isEmpty() ? "the same command" : typed;
        ExitCode code = interrupted ? ExitCode.INTERRUPTED : ExitCode.FAILED;
        String why = interrupted
                ? "interrupted"
                : status.state() == StudyStatus.State.GIVEN_UP
                        ? "given up: too many trials failed in succession; study retry " + call.directory()
                                + " puts them back when the cause is mended"
                        : "stopped";
        return new Failure(
                code,
                why + "; " + status.ended() + " of " + PlanText.count(status.planned(), "trial") + " have ended, and "
                        + again + " continues");
    }

    private static String failed(StudyStatus status, Path directory) {
        String them = status.failed() == 1 ? "it" : "them";
        return status.failed() + " of " + PlanText.count(status.planned(), "trial") + " failed: study retry "
                + directory + " puts " + them + " back, study trials " + directory + " --failed lists " + them;
    }

    static String now(StudyEvent.Progressed at) {
        String training = at.now().isEmpty() ? "" : "in training: " + at.now();
        if (Double.isNaN(at.secondsLeft())) {
            return training;
        }
        // the time first: a bar has little room
        return "about " + PlanText.duration(at.secondsLeft()) + " left" + (training.isEmpty() ? "" : "; " + training);
    }

    /** What is said while it trains. */
    private static final class News {
        private final StudyCall call;
        private final Progress progress;
        private final Map<String, Integer> causes = new LinkedHashMap<>();

        News(StudyCall call, Progress progress) {
            this.call = call;
            this.progress = progress;
        }

        void tell(StudyEvent event) {
            if (event instanceof StudyEvent.Began began) {
                new PlanText(call, began.plan()).lines().forEach(progress::say);
            } else if (event instanceof StudyEvent.Progressed at) {
                progress.at(at.ended(), at.planned(), () -> now(at));
            } else if (event instanceof StudyEvent.NextStage next) {
                progress.say(next.stage() + ": " + PlanText.count(next.trials(), "trial"));
            } else if (event instanceof StudyEvent.Noticed noticed) {
                progress.say(noticed.sentence());
            } else if (event instanceof StudyEvent.Ended ended) {
                failure(ended.outcome());
            }
        }

        /** A cause is named when it first occurs. */
        private void failure(Outcome outcome) {
            if (outcome.state() != Outcome.State.FAILED) {
                return;
            }
            if (causes.merge(outcome.reason(), 1, Integer::sum) == 1 && causes.size() <= MOST_CAUSES) {
                progress.say("failed: " + outcome.trial().factors() + ": " + outcome.reason());
            }
        }
    }
}
