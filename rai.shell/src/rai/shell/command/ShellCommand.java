package rai.shell.command;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import rai.api.spec.Words;
import rai.shell.console.Console;
import rai.shell.console.Exit;
import rai.shell.console.ExitCode;
import rai.shell.console.Failure;
import rai.shell.console.JobNotices;
import rai.shell.console.LinesAbove;
import rai.shell.console.Terminals;
import rai.shell.text.Json;

/**
 * A command of RAI. Its options are declared once, on its {@link Invocation}; picocli makes the parser and the help of
 * them, and the shell what can be completed.
 */
public abstract class ShellCommand implements Function {
    /** Service property: the Gogo scope of RAI's commands. */
    public static final String SCOPE = "osgi.command.scope=rai";
    /** Service property, to be followed by the name of the command. */
    public static final String NAME = "osgi.command.function=";

    private static final Pattern SAME_GROUP =
            Pattern.compile("expected only one match but got .*?=\\{(--[\\w-]+).* and .*=\\{(--[\\w-]+)");

    /** @return a fresh use of this command */
    protected abstract Invocation invocation();

    /** @return makes the objects that the declaration names by their classes, such as lists of completions */
    protected CommandLine.IFactory factory() {
        return CommandLine.defaultFactory();
    }

    /**
     * @param word what was written in the place of a subcommand, and is none
     * @return what to write instead, as the end of a sentence; empty if there is nothing to say
     */
    protected Optional<String> instead(String word) {
        return Optional.empty();
    }

    /** @return the parser of a fresh use of this command */
    public CommandLine parser() {
        return new CommandLine(invocation(), factory())
                .setExpandAtFiles(false)
                .setAllowOptionsAsOptionParameters(false)
                .setAbbreviatedSubcommandsAllowed(true)
                .setPosixClusteredShortOptionsAllowed(false);
    }

    @Override
    public final Object execute(CommandSession session, List<Object> arguments) {
        boolean interactive = session != null && session.get(Console.PROMPT) != null;
        PrintStream out = System.out;
        PrintStream err = System.err;
        if (Console.behind() && interactive && session.get(JobNotices.VARIABLE) instanceof JobNotices notices) {
            out = LinesAbove.stream(line -> notices.say("", line)); // somebody may be writing the next command
            err = out;
        }
        execute(
                new Console(out, err, interactive, session, Console.behind() ? 0 : Terminals.outputWidth(session)),
                arguments.stream().map(String::valueOf).toList());
        return null;
    }

    /**
     * Parses and runs.
     *
     * @param console where to write
     * @param arguments options and parameters
     * @throws Failure if it can't be done
     */
    public final void execute(Console console, List<String> arguments) {
        try {
            attempt(console, arguments);
        } catch (Failure e) {
            if (arguments.contains(DataInvocation.JSON)) {
                console.out().println(Json.text(e.asMap()));
            }
            throw e;
        } finally {
            console.out().flush();
        }
    }

    private void attempt(Console console, List<String> arguments) {
        try {
            CommandLine.ParseResult parsed = parser().parseArgs(arguments.toArray(String[]::new));
            while (parsed.hasSubcommand()) {
                parsed = parsed.subcommand();
            }
            CommandLine used = parsed.commandSpec().commandLine();
            if (used.isUsageHelpRequested()) {
                used.usage(console.out(), colours(console.width()));
            } else if (!used.getSubcommands().isEmpty()) {
                throw new Failure(used.getCommandName() + " what? There are: "
                        + String.join(", ", used.getSubcommands().keySet()));
            } else {
                Invocation use = used.getCommand();
                use.typed = typed(arguments);
                use.run(console);
            }
        } catch (ParameterException e) {
            throw new Failure(sentence(e, arguments));
        } catch (Exit e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(ExitCode.INTERRUPTED, "interrupted");
        } catch (Exception | OutOfMemoryError | LinkageError e) {
            throw Failure.of(e, console.err());
        }
    }

    /** @return the colours of help on a screen of some columns; none in a file or a pipe, which has 0 */
    public static CommandLine.Help.ColorScheme colours(int width) {
        boolean wanted =
                width > 0 && System.getenv().getOrDefault("NO_COLOR", "").isEmpty();
        return CommandLine.Help.defaultColorScheme(wanted ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF);
    }

    /** The command line as it can be typed again. */
    private String typed(List<String> arguments) {
        StringBuilder line = new StringBuilder("rai ").append(parser().getCommandName());
        arguments.forEach(word -> line.append(' ').append(Console.quoted(word)));
        return line.toString();
    }

    private String sentence(ParameterException e, List<String> arguments) {
        CommandSpec command = e.getCommandLine().getCommandSpec();
        // a misspelt option is the likely reason why a required one is missing
        List<String> unknown = List.of();
        if (e instanceof UnmatchedArgumentException unmatched) {
            unknown = unmatched.getUnmatched();
        } else if (e instanceof MissingParameterException) {
            unknown = e.getCommandLine().getUnmatchedArguments();
        }
        if (!unknown.isEmpty()) {
            return unknown(unknown.get(0), command);
        }
        Matcher both = SAME_GROUP.matcher(e.getMessage());
        if (both.find()) {
            return Stream.of(both.group(1), both.group(2))
                            .filter(option -> timesGiven(option, arguments) > 1)
                            .findFirst()
                            .map(twice -> "option '" + twice + "' should be specified only once; ")
                            .orElse(both.group(1) + " and " + both.group(2) + " can't be given together; ")
                    + seeHelp(command);
        }
        String message = e.getMessage()
                .replaceFirst("^Error: ", "")
                .replaceFirst("is not an? (long|int)$", "is not a whole number")
                .replaceFirst("is not an? (double|float)$", "is not a number");
        return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1) + "; " + seeHelp(command);
    }

    private static long timesGiven(String option, List<String> arguments) {
        return arguments.stream()
                .filter(word -> word.equals(option) || word.startsWith(option + "="))
                .count();
    }

    private String unknown(String word, CommandSpec command) {
        if (word.startsWith("-")) {
            List<String> known = new ArrayList<>();
            command.options().forEach(option -> known.add(option.longestName()));
            String name = word.replaceFirst("=.*", "");
            return "unknown option '" + name + "': " + OtherOptions.instead(name, known) + seeHelp(command);
        }
        if (!command.subcommands().isEmpty()) {
            Optional<String> instead = instead(word);
            if (instead.isPresent()) {
                return "unknown word after " + command.qualifiedName() + " '" + word + "': " + instead.get();
            }
            return Words.unknown(
                            "word after " + command.qualifiedName(),
                            word,
                            command.subcommands().keySet())
                    .getMessage();
        }
        return "'" + word + "' is one word too many for " + command.qualifiedName()
                + ": quote a spec that contains spaces; " + seeHelp(command);
    }

    private static String seeHelp(CommandSpec command) {
        return "help " + command.qualifiedName() + " lists all options";
    }
}
