package rai.experiments.stability;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import rai.api.report.Block;
import rai.api.report.Chart;
import rai.api.report.DataTable;
import rai.api.report.DataTable.Entry;
import rai.api.report.Report.Section;
import rai.api.report.Statement;
import rai.experiments.Findings;
import rai.experiments.Show;
import rai.statistics.Interval;
import rai.statistics.Intervals;
import rai.statistics.Summary;

/** The formula of the variance of a weight gradient beside repetitions of 1,000 draws each. */
final class MonteCarlo {
    static final GradientModel MODEL = new GradientModel(8, 64, 2, 2, 2, 2);
    static final int LAYER = 2;
    static final int DRAWS = 1000;
    private static final double REFERENCE = 7.3787e19;
    private static final double REFERENCE_DRAWN = 7.43e19;
    private static final double WITHIN = 0.05;
    private static final double LEVEL = 0.95;
    private static final double NORMAL = 1.959964;
    private static final int FEW = 100;

    /** Per repetition, draw and layer: the mean square of all entries of the gradient. */
    private final double[][][] all;
    /** Per repetition and draw: the square of the first entry of the gradient of {@link #LAYER}. */
    private final double[][] one;

    private MonteCarlo(double[][][] all, double[][] one) {
        this.all = all;
        this.one = one;
    }

    /** Each repetition has random numbers of its own, so the result does not depend on the number of threads. */
    static MonteCarlo run(int repetitions, int draws) {
        double[][][] all = new double[repetitions][draws][];
        double[][] one = new double[repetitions][draws];
        IntStream.range(0, repetitions).parallel().forEach(r -> {
            RandomGenerator random =
                    RandomGeneratorFactory.of("L64X128MixRandom").create(r);
            for (int d = 0; d < draws; d++) {
                double[][] sizes = MODEL.draw(random, Format.FLOAT64);
                all[r][d] = Arrays.stream(sizes[0]).map(x -> x * x).toArray();
                one[r][d] = sizes[1][LAYER - 1] * sizes[1][LAYER - 1];
            }
        });
        return new MonteCarlo(all, one);
    }

    private static double formula() {
        return MODEL.variance(LAYER);
    }

    /** The first {@code draws} draws over all repetitions, of a layer. */
    private double[] first(int draws, int layer) {
        return Arrays.stream(all)
                .flatMap(Arrays::stream)
                .limit(draws)
                .mapToDouble(squares -> squares[layer - 1])
                .toArray();
    }

    private int draws() {
        return all.length * all[0].length;
    }

    private double[] means() {
        return Arrays.stream(all)
                .mapToDouble(draws -> Arrays.stream(draws)
                        .mapToDouble(squares -> squares[LAYER - 1])
                        .average()
                        .orElseThrow())
                .toArray();
    }

    private double[] meansOfOne() {
        return Arrays.stream(one)
                .mapToDouble(draws -> Arrays.stream(draws).average().orElseThrow())
                .toArray();
    }

    private static boolean near(double estimate) {
        return Math.abs(estimate / formula() - 1) <= WITHIN;
    }

    List<Statement> statements() {
        double[] first = first(all[0].length, LAYER);
        double[] every = first(draws(), LAYER);
        Interval narrow = Intervals.t(every, LEVEL);
        double[] means = means();
        double[] single = meansOfOne();
        int hits = (int) Arrays.stream(means).filter(MonteCarlo::near).count();
        double spread = MODEL.relativeSpread(LAYER);
        List<Statement> statements = new ArrayList<>();
        statements.add(Findings.verdict(
                Math.abs(formula() / REFERENCE - 1) < 1e-4,
                "variance of the weight gradient of layer 2 of 8, N = 64, all g = 2, by the formula",
                exact(REFERENCE),
                exact(formula()),
                Stability.SOURCE));
        statements.add(Findings.verdict(
                near(Summary.of(first).mean()),
                "the same by " + first.length + " draws",
                Show.number(REFERENCE_DRAWN) + ", and the formula within 5 %",
                text(first),
                Stability.SOURCE));
        statements.add(Findings.verdict(
                narrow.contains(formula()) && near(Summary.of(every).mean()),
                "the same by all " + every.length + " draws",
                "the formula in the interval, and within 5 %",
                text(every),
                Stability.SOURCE));
        statements.add(Statement.remark("So few draws need luck: "
                + Show.share(hits, means.length) + " repetitions of " + first.length
                + " draws come within 5 % of the formula; the median of their estimates is " + Show.median(means)
                + ". The tails are heavy: the mean square of a draw has a standard deviation of "
                + Show.number(spread) + " times its mean by the formula, and "
                + Show.number(Summary.of(every).sd() / Summary.of(every).mean())
                + " measured. To come within 5 % with a probability of 0.95 needs "
                + Math.round(Math.pow(NORMAL * spread / WITHIN, 2)) + " draws. Half of all draws lie below "
                + Show.number(Summary.of(every).median() / formula()) + " times the variance."));
        statements.add(Statement.remark("The first entry of the gradient alone, in place of all "
                + MODEL.width() * MODEL.width() + ", comes within 5 % in "
                + Show.share(
                        (int) Arrays.stream(single).filter(MonteCarlo::near).count(), single.length)
                + " repetitions: its square has a standard deviation of "
                + Show.number(MODEL.relativeSpreadOfOne(LAYER)) + " times its mean."));
        return statements;
    }

    private static String exact(double value) {
        return String.format(Locale.ROOT, "%.4e", value);
    }

    private static String text(double[] squares) {
        return Show.number(Summary.of(squares).mean()) + " " + Show.text(Intervals.t(squares, LEVEL));
    }

    Section section() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(table());
        blocks.add(profile());
        double[] means = means();
        double[] single = meansOfOne();
        blocks.add(new Chart.Dots(
                "repetitions",
                "Estimates by 1,000 draws, relative to the formula",
                "A dot is a repetition of " + all[0].length + " draws; the bar is the mean with its 95 % interval.",
                Chart.Axis.of("estimate / formula"),
                List.of(group("all entries of the gradient", means), group("its first entry", single))));
        return new Section("Variance of a weight gradient", blocks);
    }

    private static Chart.Group group(String label, double[] estimates) {
        double[] relative = Arrays.stream(estimates).map(e -> e / formula()).toArray();
        Interval interval = Intervals.t(relative, LEVEL);
        return new Chart.Group(label, label, relative, Summary.of(relative).mean(), interval.low(), interval.high());
    }

    private DataTable table() {
        List<List<Entry>> rows = new ArrayList<>();
        rows.add(row("formula", Double.NaN, formula(), Double.NaN, Double.NaN));
        for (int n = FEW; n < draws(); n *= 10) {
            rows.add(row(n));
        }
        rows.add(row(draws()));
        return new DataTable(
                "variance",
                "Variance of the weight gradient of layer 2 of 8, N = 64, all g = 2",
                List.of(
                        Show.text("by", "by"),
                        Show.number("draws", "draws"),
                        Show.number("variance", "variance"),
                        Show.number("low", "95 % from"),
                        Show.number("high", "to"),
                        Show.number("relative", "relative to the formula")),
                rows,
                true);
    }

    private List<Entry> row(int draws) {
        double[] squares = first(draws, LAYER);
        Interval interval = Intervals.t(squares, LEVEL);
        return row("simulation", draws, Summary.of(squares).mean(), interval.low(), interval.high());
    }

    private static List<Entry> row(String by, double draws, double variance, double low, double high) {
        return List.of(
                Entry.of(by),
                Double.isNaN(draws) ? Show.entry(draws) : Entry.of((long) draws, String.valueOf((long) draws)),
                Show.entry(variance),
                Show.entry(low),
                Show.entry(high),
                Show.entry(variance / formula()));
    }

    private Chart profile() {
        double[] x = IntStream.rangeClosed(1, MODEL.layers()).asDoubleStream().toArray();
        double[] formula = Arrays.stream(x).map(l -> MODEL.variance((int) l)).toArray();
        double[] mean = new double[x.length];
        double[] low = new double[x.length];
        double[] high = new double[x.length];
        for (int l = 1; l <= x.length; l++) {
            double[] squares = first(DRAWS, l);
            Interval interval = Intervals.t(squares, LEVEL);
            mean[l - 1] = Summary.of(squares).mean();
            low[l - 1] = interval.low();
            high[l - 1] = interval.high();
        }
        return new Chart.Lines(
                "variance-layers",
                "Variance of the weight gradient over the layers",
                "The formula, and the mean of the first " + Math.min(DRAWS, draws()) + " draws with its 95 % interval.",
                Chart.Axis.of("layer"),
                Chart.Axis.of("variance").logarithmic(),
                List.of(
                        new Chart.Line("formula", "formula", x, formula, new double[0], new double[0], List.of()),
                        new Chart.Line("simulation", "simulation", x, mean, low, high, List.of())));
    }
}
