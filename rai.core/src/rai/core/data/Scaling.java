package rai.core.data;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rai.api.run.DataOptions;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;

/** How features are scaled: for all columns, or for some by name. */
final class Scaling {
    static final String SCALE = "--scale";
    private static final String NONE = "none";
    private static final String STANDARDIZE = "standardize";
    private static final String LOG = "log";
    private static final String QUANTILE = "quantile";
    /** From this skewness on, a column is taken for skewed. */
    private static final double SKEWED = 1;

    private final ColumnRules rules;

    private Scaling(ColumnRules rules) {
        this.rules = rules;
    }

    /** @throws SpecException if the options are not understood */
    static Scaling of(DataOptions options) {
        ColumnRules rules = ColumnRules.parse(
                SCALE,
                options.scale(),
                options.standardize() ? STANDARDIZE : NONE,
                Map.of(NONE, Set.of(), STANDARDIZE, Set.of(), LOG, Set.of(), QUANTILE, Set.of()));
        boolean none = rules.general().name().equals(NONE) && options.standardize();
        return new Scaling(none ? new ColumnRules(Spec.named(STANDARDIZE), rules.ofColumns()) : rules);
    }

    void requireColumns(Collection<String> names) {
        rules.requireColumns(SCALE, names);
    }

    /** Whether a column is shifted and scaled to mean 0 and variance 1. */
    boolean standardizes(String column) {
        return !rules.of(column).name().equals(NONE);
    }

    /** Whether columns may be bent at all. */
    boolean isPlain() {
        return rules.ofColumns().isEmpty() && !bends(rules.general().name());
    }

    private static boolean bends(String rule) {
        return rule.equals(LOG) || rule.equals(QUANTILE);
    }

    /**
     * @param column its name
     * @param values its values in the training rows
     * @return how it is bent; a logarithm for all columns is for those that are skewed
     */
    Optional<Scale> of(String column, double[] values) {
        String rule = rules.of(column).name();
        if (rule.equals(QUANTILE)) {
            return Optional.of(Scale.quantiles(values));
        }
        boolean asked = rules.ofColumns().containsKey(column) || Math.abs(Scale.skewness(values)) > SKEWED;
        return rule.equals(LOG) && asked ? Optional.of(Scale.log()) : Optional.empty();
    }
}
