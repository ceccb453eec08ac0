package rai.shell.study;

import java.util.Optional;
import org.apache.felix.service.command.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import rai.api.run.Trainer;
import rai.api.study.Studies;
import rai.shell.command.Invocation;
import rai.shell.command.ShellCommand;
import rai.shell.console.Console;

/** {@code study}: plans, runs and reports studies; each is a subcommand. */
@Component(
        service = Function.class,
        property = {ShellCommand.SCOPE, ShellCommand.NAME + "study"})
public final class StudyCommand extends ShellCommand {
    private final Studies studies;
    private final Trainer trainer;

    /**
     * @param studies knows and runs studies
     * @param trainer repeats trials
     */
    @Activate
    public StudyCommand(@Reference Studies studies, @Reference Trainer trainer) {
        this.studies = studies;
        this.trainer = trainer;
    }

    @Override
    protected Invocation invocation() {
        return new Use();
    }

    /** A study is not a word after study: that was so in earlier versions. */
    @Override
    protected Optional<String> instead(String word) {
        boolean known = studies.list().stream().anyMatch(study -> study.name().equals(word));
        return known || word.matches(StudyPlaces.FILE)
                ? Optional.of("study run " + Console.quoted(word) + " trains that study")
                : Optional.empty();
    }

    @Override
    public CommandLine parser() {
        ReportPages pages = new ReportPages();
        CommandLine parser = super.parser();
        parser.addSubcommand(new StudyList(studies));
        parser.addSubcommand(new StudyPlanned(studies));
        parser.addSubcommand(new StudyRun(studies, pages));
        parser.addSubcommand(new StudyStands(studies));
        parser.addSubcommand(new StudyReport(studies, pages));
        parser.addSubcommand(new StudyPageWritten(studies));
        parser.addSubcommand(new StudyPagesFilled(studies));
        parser.addSubcommand(new StudyTrials(studies));
        parser.addSubcommand(new StudyRetry(studies));
        parser.addSubcommand(new StudyRepeat(studies, trainer));
        parser.addSubcommand(new RunsCompared(studies));
        return parser;
    }

    @Command(name = "study", description = "Ask a question over many trainings: plan, run and report a study.")
    private static final class Use extends Invocation {
        @Override
        protected void run(Console console) {
            throw new IllegalStateException("study itself does nothing");
        }
    }
}
