package rai.core.data;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rai.api.data.Cell;
import rai.api.run.DataOptions;
import rai.api.run.DataOptions.UseValid;
import rai.api.spec.Settings;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;

/** Which split the options of a run ask for. Shares are short for a hold-out of these shares. */
public final class SplitOptions {
    /** No more than what rounding makes of shares that are written as decimal numbers. */
    private static final double ROUNDING = 1e-9;

    private SplitOptions() {}

    /**
     * @return the spec of the split; empty if all rows are for training
     * @throws SpecException if the options can't be understood, or contradict each other
     */
    public static Optional<Spec> spec(DataOptions options) {
        if (options.split().isPresent() && options.holdout() > 0) {
            throw new SpecException("--holdout and --split both share out the rows: give one of them");
        }
        Optional<Spec> spec = options.split()
                .map(SplitOptions::parse)
                .orElseGet(() -> options.holdout() > 0 ? Optional.of(holdout(0, options.holdout())) : Optional.empty());
        if (areShares(options) && spec.filter(SplitOptions::tests).isPresent()) {
            requireNoTest(options);
        }
        if (spec.isEmpty() && options.fold() > 1) {
            throw new SpecException("--fold " + options.fold()
                    + " is a fold of the rows, but they are not shared out: give --split, such as k-fold(k=10)");
        }
        if (spec.isEmpty() && options.useValid() == UseValid.TRAIN) {
            throw new SpecException("--use-valid train needs validation rows: give them a share by --split");
        }
        return spec;
    }

    private static boolean tests(Spec shares) {
        return !shares.settings().get("test").equals("0");
    }

    private static boolean areShares(DataOptions options) {
        return options.holdout() > 0
                || options.split().filter(text -> !isSpec(text)).isPresent();
    }

    /** @throws SpecException if there are test data beside the test rows */
    static void requireNoTest(DataOptions options) {
        if (options.test().isPresent()) {
            throw new SpecException("there would be two sets of test data: leave out --test, or "
                    + (options.holdout() > 0
                            ? "--holdout"
                            : areShares(options)
                                    ? "make the last share of --split 0"
                                    : "take a --split without test rows, such as holdout(valid=0.2, test=0)"));
        }
    }

    /** @return where it stands in a document: what messages are about */
    public static String key(DataOptions options) {
        return options.split().isPresent() ? "data.split" : "data.holdout";
    }

    /** @return whether a text names a split, and does not give shares: a name begins with a letter, and a number does not */
    public static boolean isSpec(String text) {
        return !text.isBlank() && Character.isLetter(text.strip().charAt(0));
    }

    private static Optional<Spec> parse(String text) {
        if (isSpec(text)) {
            return Optional.of(Spec.parse(text));
        }
        double[] shares = Arrays.stream(text.split("/", -1))
                .mapToDouble(share -> Cell.number(share.strip()))
                .toArray();
        double sum = Arrays.stream(shares).sum();
        boolean fits = shares.length == 3
                && Arrays.stream(shares).allMatch(share -> share >= 0 && share <= 1)
                && shares[0] > 0
                && Math.abs(sum - 1) < ROUNDING;
        if (!fits) {
            throw new SpecException("--split needs the shares for training, validation and test, which sum to 1, as in"
                    + " 0.7/0.15/0.15, or a split such as k-fold(k=10), not '" + text + "'");
        }
        return shares[1] == 0 && shares[2] == 0 ? Optional.empty() : Optional.of(holdout(shares[1], shares[2]));
    }

    private static Spec holdout(double valid, double test) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("test", Settings.number(test));
        if (valid > 0) {
            settings.put("valid", Settings.number(valid));
        }
        return new Spec("holdout", List.of(), settings);
    }
}
