package rai.experiments.learned;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import rai.api.report.DataTable;
import rai.api.report.DataTable.Column;
import rai.api.report.DataTable.Entry;
import rai.api.report.DataTable.Kind;
import rai.api.report.Statement;
import rai.api.study.Outcome;
import rai.experiments.Findings;
import rai.statistics.Interval;
import rai.statistics.Intervals;
import rai.statistics.Summary;

/** The scores of learnt activations beside those of the base activations in the same networks. */
final class Scores {
    /** Scores are on par if their difference is shown to be smaller than this. */
    static final double PAR = 0.01;
    /** The rate of the source, at which activations are learnt. */
    static final double RATE = 0.005;

    private final List<Learnt> learnt;
    private final List<Outcome> outcomes;

    /**
     * @param learnt what was learnt on the large data set
     * @param outcomes the outcomes of the study
     */
    Scores(List<Learnt> learnt, List<Outcome> outcomes) {
        this.learnt = learnt;
        this.outcomes = outcomes;
    }

    /** The scores of a base activation in an outer network, at the rate of the source. */
    private double[] atSourceRate(String base, String outer) {
        return values(
                Trainings.PLAIN_TUNE,
                base,
                outer,
                factors -> factors.get("rate") instanceof Number rate && rate.doubleValue() == RATE);
    }

    private double[] atOwnRate(String base, String outer) {
        return values(Trainings.PLAIN, base, outer, factors -> true);
    }

    private double[] values(String stage, String base, String outer, Predicate<Map<String, Object>> also) {
        return outcomes.stream()
                .filter(outcome -> outcome.trial().stage().equals(stage))
                .filter(outcome -> {
                    Map<String, Object> factors = outcome.trial().factors();
                    return base.equals(factors.get("base")) && outer.equals(factors.get("outer")) && also.test(factors);
                })
                .mapToDouble(outcome -> outcome.metric("test.auc"))
                .filter(Double::isFinite)
                .toArray();
    }

    List<Statement> statements() {
        double[] differences = differences(false);
        double[] fair = differences(true);
        if (differences.length < 2 || fair.length < 2) {
            return List.of(Statement.remark("The scores of the base activations are not known yet."));
        }
        Interval interval = Intervals.t(differences, Texts.LEVEL);
        Interval own = Intervals.t(fair, Texts.LEVEL);
        return List.of(
                Findings.verdict(
                        interval.low() >= -PAR && interval.high() <= PAR,
                        "a learnt activation scores on par with its base: mean difference of the test AUC at the rate"
                                + " of the source",
                        "within " + PAR + ", with its interval",
                        Texts.mean(Summary.of(differences).mean(), interval),
                        ShapeFindings.SOURCE),
                Statement.remark("Against base activations at their own best rates, the mean difference is "
                        + Texts.mean(Summary.of(fair).mean(), own)
                        + (own.high() < 0
                                ? ": a base activation with a tuned rate is better."
                                : own.low() > 0 ? ": the learnt activations are better." : ": no difference shown.")));
    }

    /** Learnt minus base, per combination. */
    private double[] differences(boolean ownRate) {
        return learnt.stream()
                .mapToDouble(one -> one.auc()
                        - Summary.of(
                                        ownRate
                                                ? atOwnRate(one.base(), one.outer())
                                                : atSourceRate(one.base(), one.outer()))
                                .mean())
                .filter(Double::isFinite)
                .toArray();
    }

    DataTable table() {
        List<Column> columns = List.of(
                new Column("base", "base", Kind.TEXT),
                new Column("outer", "outer network", Kind.TEXT),
                new Column("inner", "activation network", Kind.TEXT),
                new Column("seed", "seed", Kind.NUMBER),
                new Column("learnt_auc", "learnt: test AUC", Kind.NUMBER),
                new Column("base_auc", "base, rate " + RATE + ": test AUC", Kind.NUMBER),
                new Column("base_tuned_auc", "base, own rate: test AUC", Kind.NUMBER));
        return new DataTable(
                "scores",
                "Test AUC of learnt activations and of the base activations in the same outer networks; of the base"
                        + " activations the mean over seeds, with its 95 % interval",
                columns,
                learnt.stream().map(this::row).toList(),
                true);
    }

    private List<Entry> row(Learnt one) {
        return List.of(
                Entry.of(one.base()),
                Entry.of(one.outer()),
                Entry.of(one.inner()),
                Entry.of(one.seed(), String.valueOf(one.seed())),
                new Entry(
                        Double.isNaN(one.auc()) ? null : (Object) one.auc(),
                        Texts.number(one.auc()),
                        one.id().isEmpty() ? List.of() : List.of(one.id())),
                mean(atSourceRate(one.base(), one.outer())),
                mean(atOwnRate(one.base(), one.outer())));
    }

    private static Entry mean(double[] values) {
        double mean = Summary.of(values).mean();
        return Entry.of(Double.isNaN(mean) ? null : (Number) mean, Texts.mean(mean, Intervals.t(values, Texts.LEVEL)));
    }
}
