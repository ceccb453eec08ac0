package rai.shell.train;

import java.lang.reflect.AnnotatedElement;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import rai.api.spec.DocumentException;
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

    /** @return the failure that names the option; none if the value does not come from an option */
    Optional<Failure> failure(DocumentException wrong) {
        Matcher phase = PHASE.matcher(wrong.path());
        if (!phase.matches()) {
            return option(wrong.path()).map(name -> new Failure(name + " " + wrong.problem()));
        }
        int later = Integer.parseInt(phase.group(1)) - before;
        String key = phase.group(2);
        if (later >= 0) {
            return Optional.of(
                    new Failure("--then: in the phase '" + then.get(later) + "', " + key + " " + wrong.problem()));
        }
        return option(wrong.path())
                .or(() -> option("phases[]." + key))
                .map(name -> new Failure(name + " " + wrong.problem()));
    }

    /** The option on the command line that sets this key, or a part of it. */
    private Optional<String> option(String key) {
        return command.commandLine().getParseResult().matchedOptions().stream()
                .filter(option -> option.userObject() instanceof AnnotatedElement field
                        && field.isAnnotationPresent(Sets.class)
                        && isIn(field.getAnnotation(Sets.class).value(), key))
                .map(option -> option.longestName())
                .findFirst();
    }

    private static boolean isIn(String whole, String key) {
        return key.equals(whole) || key.startsWith(whole + ".") || key.startsWith(whole + "[");
    }
}
