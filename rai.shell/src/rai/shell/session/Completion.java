package rai.shell.session;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.felix.service.command.CommandSession;
import org.jline.builtins.Completers.FileNameCompleter;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import rai.api.catalog.Catalog;
import rai.api.catalog.Kind;
import rai.api.run.Runs;
import rai.shell.command.Commands;
import rai.shell.command.Labels;
import rai.shell.command.ShellCommand;
import rai.shell.console.Failure;
import rai.shell.extension.ExtensionFolder;
import rai.shell.extension.UninstallCommand;
import rai.shell.run.RunFinder;
import rai.shell.run.RunSummary;

/**
 * What can be written next: made from the commands' declarations and from the services that are there at the moment, so
 * that there is no list to keep.
 */
final class Completion implements Completer {
    private static final char NO_LIST = 0;

    private final BundleContext context;
    private final CommandSession session;
    private final Commands commands;
    private final StudyCompletion studies;
    private final Completer files = new FileNameCompleter();

    Completion(BundleContext context, CommandSession session) {
        this.context = context;
        this.session = session;
        commands = new Commands(context);
        studies = new StudyCompletion(context);
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        if (line.wordIndex() == 0) {
            commands.all().keySet().forEach(name -> candidates.add(candidate(name, commands.about(name))));
            others().forEach(name -> candidates.add(new Candidate(name)));
            return;
        }
        List<String> before = line.words().subList(1, line.wordIndex());
        CommandLine parser = commands.own(Commands.plain(line.words().get(0)))
                .map(ShellCommand::parser)
                .orElse(null);
        if (parser == null) {
            files.complete(reader, line, candidates);
            return;
        }
        CommandSpec command = parser.getCommandSpec();
        List<String> given = new ArrayList<>();
        OptionSpec waiting = null;
        for (String word : before) {
            if (waiting != null) {
                waiting = null;
            } else if (word.startsWith("-")) {
                OptionSpec option = command.findOption(word);
                waiting = option != null && option.arity().max() > 0 ? option : null;
            } else if (command.subcommands().containsKey(word)) {
                command = command.subcommands().get(word).getCommandSpec();
                given.clear();
            } else {
                given.add(word);
            }
        }
        int equals = line.word().indexOf('=');
        if (waiting != null) {
            values(waiting, given, reader, line, line.word(), candidates);
        } else if (line.word().startsWith("-") && equals > 0) {
            OptionSpec option = command.findOption(line.word().substring(0, equals));
            if (option != null && option.arity().max() > 0) {
                List<Candidate> values = new ArrayList<>();
                values(option, given, reader, line, line.word().substring(equals + 1), values);
                String head = line.word().substring(0, equals + 1);
                values.forEach(value -> candidates.add(new Candidate(
                        head + value.value(), value.displ(), null, value.descr(), null, null, value.complete())));
            }
        } else if (line.word().startsWith("-")) {
            command.options().stream()
                    .filter(option ->
                            option.isOption() && !before.contains(option.longestName()) || option.isMultiValue())
                    .forEach(option -> candidates.add(candidate(option.longestName(), about(option))));
        } else {
            command.subcommands()
                    .forEach((name, sub) -> candidates.add(candidate(
                            name, about(sub.getCommandSpec().usageMessage().description()))));
            for (PositionalParamSpec parameter : command.positionalParameters()) {
                if (parameter.index().contains(given.size())) {
                    values(parameter, given, reader, line, line.word(), candidates);
                }
            }
        }
    }

    /**
     * @param given the parameters before it
     * @param typed what has been written of the value
     */
    private void values(
            ArgSpec argument,
            List<String> given,
            LineReader reader,
            ParsedLine line,
            String typed,
            List<Candidate> candidates) {
        if (argument.completionCandidates() != null) {
            argument.completionCandidates().forEach(value -> candidates.add(new Candidate(value)));
            return;
        }
        if (argument.paramLabel().equals(Labels.LEVELS)) {
            candidates.addAll(studies.levels(given, typed));
            return;
        }
        // the label of a list, METHOD[:STEPS], begins with what its first part is
        String label = argument.paramLabel().replaceFirst("\\[.*", "");
        switch (label) {
            case Labels.KIND ->
                Arrays.stream(Kind.values()).forEach(kind -> candidates.add(new Candidate(kind.word())));
            case Labels.COMMAND ->
                commands.all().keySet().forEach(name -> candidates.add(candidate(name, commands.about(name))));
            case Labels.SPEC -> specs(typed, List.of(Kind.values()), NO_LIST, candidates);
            case Labels.LAYERS -> specs(typed, List.of(Kind.LAYER, Kind.ACTIVATION), ' ', candidates);
            case Labels.EXTENSION -> extensions(candidates);
            case Labels.JOB -> {
                if (!typed.contains("/")) {
                    runs(candidates);
                }
                candidates.addAll(RunPlaces.of(typed));
            }
            case Labels.RUN -> {
                if (!typed.contains("/")) {
                    candidates.addAll(RunPlaces.usual());
                }
                candidates.addAll(RunPlaces.of(typed));
            }
            case Labels.STUDY -> candidates.addAll(studies.sources(typed));
            case Labels.STUDY_DIRECTORY -> candidates.addAll(studies.places(typed));
            case Labels.TRIAL -> candidates.addAll(studies.trials(given, typed, false));
            case Labels.FAILED_TRIAL -> candidates.addAll(studies.trials(given, typed, true));
            case Labels.FILE, Labels.DIRECTORY -> files.complete(reader, line, candidates);
            default -> {
                char list = argument.paramLabel().contains("[,") ? ',' : NO_LIST;
                Arrays.stream(Kind.values())
                        .filter(kind -> kind.name().equals(label))
                        .forEach(kind -> specs(typed, List.of(kind), list, candidates));
            }
        }
    }

    private void specs(String typed, List<Kind> kinds, char list, List<Candidate> candidates) {
        ServiceReference<Catalog> reference = context.getServiceReference(Catalog.class);
        Catalog catalog = reference == null ? null : context.getService(reference);
        if (catalog != null) {
            candidates.addAll(new SpecCompletion(catalog).of(typed, kinds, list));
            context.ungetService(reference);
        }
    }

    private void runs(List<Candidate> candidates) {
        ServiceReference<Runs> reference = context.getServiceReference(Runs.class);
        Runs runs = reference == null ? null : context.getService(reference);
        if (runs != null) {
            for (RunFinder.Found found : new RunFinder(runs).all(RunFinder.FOLDER)) {
                candidates.add(candidate(found.name(), RunSummary.of(found).stateText()));
            }
            context.ungetService(reference);
        }
    }

    private void extensions(List<Candidate> candidates) {
        try {
            UninstallCommand.names(new ExtensionFolder(context).files())
                    .forEach(name -> candidates.add(new Candidate(name)));
        } catch (Failure | IOException e) {
            // no such folder: nothing can be completed
        }
    }

    /** Commands of other scopes, without the scope. */
    private Set<String> others() {
        Set<String> names = new TreeSet<>();
        if (session.get(".commands") instanceof Set<?> all) {
            all.forEach(name -> names.add(String.valueOf(name).replaceFirst(".*:", "")));
        }
        names.removeAll(commands.all().keySet());
        names.remove(Commands.UNKNOWN);
        return names;
    }

    private static String about(OptionSpec option) {
        return about(option.description());
    }

    private static String about(String[] description) {
        return description.length == 0 ? "" : description[0];
    }

    private static Candidate candidate(String value, String about) {
        return new Candidate(value, value, null, about.isEmpty() ? null : about, null, null, true);
    }
}
