package rai.itest;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import rai.api.run.Precision;
import rai.api.run.RunRequest;

/** Services that do harm, each in a bundle of its own: {@code bad/<name>.jar}, see {@code extensions/bad}. */
enum Bad {
    THROWS_IN_VALUE("activation", "no value today"),
    THROWS_IN_DERIVATIVE("activation", "no derivative today"),
    THROWS_IN_CONSTRUCTOR("activation", "not to be made"),
    HANGS_IN_CONSTRUCTOR("activation", "10 s"),
    SLEEPS_IN_VALUE("activation", "does not return within 5 s"),
    SPINS_IN_VALUE("activation", "does not return within 5 s"),
    SPINS_LATER("activation", "did not return within 4 s"),
    NEEDS_A_MISSING_CLASS("activation", "NoClassDefFoundError"),
    GIVES_NAN("activation", "NaN"),
    GIVES_NAN_LATER("activation", "NaN"),
    THROWS_LATER("activation", "tired"),
    ALTERS_ITS_INPUT("activation", "alters its input"),
    KEEPS_STATE("activation", "answers differently the second time"),
    RECURSES("activation", "StackOverflowError"),
    ILLEGAL_DEFAULT("activation", "width"),
    WIDENS_ITS_OUTPUT("layer", ""),
    WRITES_ANOTHER_WIDTH("layer", ""),
    THROWING_LOSS("loss", "no loss today"),
    RESHAPES_THE_PREDICTION("loss", "predicts DOUBLE ["),
    WRITES_NAN("optimizer", "NaN"),
    THROWS_IN_EVERY_TENTH_STEP("method", "nine steps are enough"),
    ALTERS_THE_DATA("method", "training data"),
    THROWING_INITIALIZER("initializer", "no start today"),
    THROWING_DATASET("dataset", "no data today");

    /** How long a step may take, in seconds. */
    private static final double STEP_LIMIT = 4;
    /** A run that waits longer than this is not helped, in seconds. */
    private static final double PATIENCE = 60;
    /** More than a thousand, which some take before they turn bad. */
    private static final int STEPS = 1_500;

    private final String kind;
    /** What is to be said of it. */
    final String fault;

    Bad(String kind, String fault) {
        this.kind = kind;
        this.fault = fault;
    }

    String jar() {
        return "bad/" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Kind, name and provider, as in messages. */
    Pattern named() {
        return Pattern.compile("the " + kind + " '?" + (kind.equals("layer") ? "victim-layer" : "victim")
                + "'? of extension[.]victim 2[.]0[.]0");
    }

    /** A training that uses the service, and for the rest those of the house. */
    RunRequest request(Optional<Path> directory) {
        String victim = "victim";
        String network =
                switch (kind) {
                    case "activation" -> "dense(20) victim dense";
                    case "layer" -> "dense(20) victim-layer tanh dense";
                    default -> "dense(20) tanh dense";
                };
        return RunRequest.builder()
                .train(kind.equals("dataset") ? victim : "moons(n=100, noise=0.1, seed=42)")
                .network(network)
                .init(kind.equals("initializer") ? victim : "xavier")
                .loss(kind.equals("loss") ? victim : null)
                .optimizer(kind.equals("optimizer") ? victim : "rprop(step=0.01)")
                .phase(kind.equals("method") ? victim : "backprop", STEPS)
                .seed(0)
                .threads(1)
                .precision(Precision.FLOAT64)
                .evaluateEvery(500)
                .directory(directory.orElse(null))
                .waitLimit(PATIENCE)
                .stepLimit(STEP_LIMIT)
                .build();
    }

    /** Whether a run that has begun needs the service no more. */
    boolean isOfTheStart() {
        return kind.equals("initializer") || kind.equals("dataset");
    }
}
