package rai.shell.train;

import java.lang.reflect.AnnotatedElement;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import rai.api.run.RefusalException;
import rai.api.spec.DocumentException;
import rai.api.spec.SpecException;
import rai.shell.console.Failure;

/**
 * Names a wrong value of a request by the option that set it.
 *
 * @param command the command, whose options say by {@link Sets} what they set
 * @param before how many phases there are before those of {@code --then}
 * @param then the phases of {@code --then} as they were typed
 */
record Origins(CommandSpec command, int before, List<String> then) {
    private static final Pattern PHASE = Pattern.compile("phases\\[(\\d+)\\]\\.?(.*)");

    /**
     * Does something with a request.
     *
     * @param use what to do with it
     * @param elsewhere the failure for what no option on the command line sets
     * @return its result
     * @throws Failure if the request is refused
     */
    <T> T named(Supplier<T> use, Function<SpecException, Failure> elsewhere) {
        try {
            return use.get();
        } catch (DocumentException e) {
            throw failure(e).orElseGet(() -> elsewhere.apply(e));
        } catch (RefusalException e) {
            throw isNamedIn(e.options()) ? Failure.of(e) : elsewhere.apply(e);
        }
    }

    /** @return the failure that names the option; none if the value does not come from an option */
    private Optional<Failure> failure(DocumentException wrong) {
        Matcher phase = PHASE.matcher(wrong.path());
        if (!phase.matches()) {
            return option(wrong.path()).map(name -> failure(name, wrong));
        }
        int later = Integer.parseInt(phase.group(1)) - before;
        String key = phase.group(2);
        if (later >= 0) {
            return Optional.of(failure("--then: in the phase '" + then.get(later) + "', " + key, wrong));
        }
        return option(wrong.path()).or(() -> option("phases[]." + key)).map(name -> failure(name, wrong));
    }

    private static Failure failure(String name, DocumentException wrong) {
        return Failure.of(wrong).saying(wrong.message(name));
    }

    /** Whether an advice names an option that is on the command line. */
    private boolean isNamedIn(String advice) {
        List<String> words = List.of(advice.split("[ ,]+"));
        return matched().anyMatch(option -> words.contains(option.longestName()));
    }

    /** The option on the command line that sets this key, or a part of it; several if they do so together. */
    private Optional<String> option(String key) {
        String names = matched()
                .filter(option -> option.userObject() instanceof AnnotatedElement field
                        && field.isAnnotationPresent(Sets.class)
                        && isIn(field.getAnnotation(Sets.class).value(), key))
                .map(OptionSpec::longestName)
                .collect(Collectors.joining(" and "));
        return names.isEmpty() ? Optional.empty() : Optional.of(names);
    }

    private Stream<OptionSpec> matched() {
        return command.commandLine().getParseResult().matchedOptions().stream();
    }

    private static boolean isIn(String whole, String key) {
        return key.equals(whole) || key.startsWith(whole + ".") || key.startsWith(whole + "[");
    }
}
