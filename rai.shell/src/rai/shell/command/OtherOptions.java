package rai.shell.command;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import rai.api.spec.Words;

/** What an option that does not exist may have been meant to be, for those who know other programs. */
final class OtherOptions {
    private static final String IN_OPTIMIZER = "it is a setting of the optimizer: --optimizer ";
    private static final String RATE = IN_OPTIMIZER + "\"adam(rate=0.01)\"; ";

    /** What to write instead, for commands that have an option. */
    private record Hint(String option, String sentence) {}

    private static final Map<String, Hint> HINTS = Map.of(
            "--lr", new Hint("--optimizer", RATE),
            "--learning-rate", new Hint("--optimizer", RATE),
            "--rate", new Hint("--optimizer", RATE),
            "--momentum", new Hint("--optimizer", IN_OPTIMIZER + "\"sgd(rate=0.01, momentum=0.9)\"; "),
            "--weight-decay", new Hint("--optimizer", IN_OPTIMIZER + "\"adamw(weight-decay=0.01)\"; "),
            "--dropout", new Hint("--network", "it is a layer: --network \"dense(64) relu dropout(0.5) dense\"; "));

    private static final Map<String, String> HERE = Map.ofEntries(
            Map.entry("--batch-size", "--batch"),
            Map.entry("--dataset", "--data"),
            Map.entry("--train", "--data"),
            Map.entry("--val", "--test"),
            Map.entry("--validation", "--test"),
            Map.entry("--model", "--network"),
            Map.entry("--layers", "--network"),
            Map.entry("--arch", "--network"),
            Map.entry("--act", "--activation"),
            Map.entry("--opt", "--optimizer"),
            Map.entry("--criterion", "--loss"),
            Map.entry("--scheduler", "--schedule"),
            Map.entry("--workers", "--threads"),
            Map.entry("--jobs", "--threads"),
            Map.entry("--n-jobs", "--workers"),
            Map.entry("--parallel", "--workers"),
            Map.entry("--threads", "--workers"),
            Map.entry("--output", "--out"),
            Map.entry("-o", "--out"),
            Map.entry("--random-state", "--seed"),
            Map.entry("--iterations", "--steps"),
            Map.entry("--iters", "--steps"),
            Map.entry("--dtype", "--precision"),
            Map.entry("--early-stopping", "--stop-early"),
            Map.entry("--normalize", "--standardize"));

    private OtherOptions() {}

    /**
     * @param name what was written
     * @param known the options of the command
     * @return the part of a sentence, with a space at its end; empty if there is nothing to say
     */
    static String instead(String name, List<String> known) {
        Hint hint = HINTS.get(name);
        if (hint != null && known.contains(hint.option())) {
            return hint.sentence();
        }
        return Optional.ofNullable(HERE.get(name))
                .map(here -> name.equals("--jobs") && known.contains("--workers") ? "--workers" : here)
                .filter(known::contains)
                .or(() -> Words.nearest(name, known))
                .map(near -> "did you mean '" + near + "'? ")
                .orElse("");
    }
}
