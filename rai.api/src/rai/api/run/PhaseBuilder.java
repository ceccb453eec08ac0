package rai.api.run;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rai.api.document.Documents;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;

/** Builds a phase of a run. What is not set here is filled in by the builder of the run. */
public final class PhaseBuilder extends PhaseSettings<PhaseBuilder> {
    private static final String OPTIMIZER_FOR = "optimizer_for.";
    private static final Pattern PART = Pattern.compile("([^=()]+)=(.+)");

    /** A phase with nothing set. */
    PhaseBuilder() {}

    /** @param document what is set, by the keys of a phase */
    PhaseBuilder(Map<?, ?> document) {
        document.forEach((key, value) -> given.put(String.valueOf(key), value));
    }

    /**
     * @param method the spec of a training method
     * @return a phase with it
     */
    public static PhaseBuilder of(String method) {
        return new PhaseBuilder().method(method);
    }

    /**
     * @param method the spec of a training method
     * @param steps how many steps
     * @return a phase with it
     */
    public static PhaseBuilder of(String method, long steps) {
        return of(method).steps(steps);
    }

    /**
     * @param spec the spec of the training method
     * @return this
     */
    public PhaseBuilder method(String spec) {
        return set("method", spec);
    }

    /** @return how many steps are set; 0 if none are */
    public long steps() {
        return given.get("steps") instanceof Number number ? number.longValue() : 0;
    }

    /** @return the method */
    public String method() {
        return String.valueOf(given.getOrDefault("method", RunRequestBuilder.METHOD));
    }

    /**
     * @param number how many steps, in place of epochs
     * @return this
     */
    public PhaseBuilder steps(long number) {
        given.remove("epochs");
        return set("steps", number);
    }

    /**
     * @param number how many epochs, in place of steps
     * @return this
     */
    public PhaseBuilder epochs(long number) {
        given.remove("steps");
        return set("epochs", number);
    }

    /**
     * Reads a phase as it is typed: {@code METHOD[:STEPS[:OPTIMIZER]]}, as in {@code refit} or
     * {@code backprop:200:adam(rate=0.001)}, and after it any keys of a phase with their values, as in
     * {@code backprop epochs=5 batch=32 optimizer=adam(rate=0.001) schedule=cosine}. {@code none} or 0 switches a setting off;
     * {@code optimizer_for=biases=sgd} or {@code optimizer_for.biases=sgd} sets the optimizer of a part.
     *
     * @param text the text
     * @return the phase
     * @throws SpecException if the text is of another form
     */
    public static PhaseBuilder parse(String text) {
        List<String> words = Spec.split(text.strip(), ' ').stream()
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
        if (words.isEmpty()) {
            throw new SpecException("a phase is empty: write METHOD, as in refit or backprop:200");
        }
        PhaseBuilder phase = new PhaseBuilder();
        phase.readShort(words.get(0), text);
        words.subList(1, words.size()).forEach(word -> phase.readSetting(word, text));
        return phase;
    }

    private void readShort(String word, String text) {
        List<String> pieces = Spec.split(word, ':');
        if (pieces.size() > 3) {
            throw new SpecException("'" + text + "' has too many colons: write METHOD:STEPS:OPTIMIZER");
        }
        method(pieces.get(0).strip());
        if (pieces.size() > 1) {
            try {
                steps(Long.parseLong(pieces.get(1).strip()));
            } catch (NumberFormatException e) {
                throw new SpecException("'" + pieces.get(1) + "' in '" + text
                        + "' is not a number of steps: write METHOD:STEPS, as in backprop:200");
            }
        }
        if (pieces.size() > 2) {
            optimizer(pieces.get(2).strip());
        }
    }

    private void readSetting(String word, String text) {
        int equals = word.indexOf('=');
        if (equals < 1) {
            throw new SpecException("'" + word + "' in the phase '" + text
                    + "' has no value: write KEY=VALUE without spaces, as in batch=32");
        }
        String key = word.substring(0, equals).replace('-', '_');
        String value = word.substring(equals + 1);
        if (key.startsWith(OPTIMIZER_FOR)) {
            optimizerFor(key.substring(OPTIMIZER_FOR.length()), value);
            return;
        }
        try {
            Documents.requireKnown(Phase.class, Map.of(key, value), "");
        } catch (SpecException e) {
            throw new SpecException("in the phase '" + text + "', " + e.getMessage(), e);
        }
        if (key.equals("optimizer_for") && !value.equals("none")) {
            readOptimizerFor(value, text);
            return;
        }
        if (given.containsKey(key)) {
            throw new SpecException("the phase '" + text + "' says " + key + " twice");
        }
        set(key, key.equals("optimizer_for") ? new LinkedHashMap<>() : scalar(unquoted(value)));
    }

    /** {@code PART=OPTIMIZER}, as the option {@code --optimizer-for} has it; a spec alone, such as {@code sgd(rate=1)}, is not that. */
    private void readOptimizerFor(String value, String text) {
        Matcher halves = PART.matcher(unquoted(value));
        if (!halves.matches()) {
            throw new SpecException("in the phase '" + text + "', optimizer_for needs PART=OPTIMIZER, as in"
                    + " optimizer_for=weights=sgd, but is '" + value + "'");
        }
        optimizerFor(halves.group(1), halves.group(2));
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1
                && (value.startsWith("\"") && value.endsWith("\"") || value.startsWith("'") && value.endsWith("'"));
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    private static Object scalar(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException notWhole) {
            try {
                return new BigDecimal(text);
            } catch (NumberFormatException e) {
                return text;
            }
        }
    }
}
