package rai.experiments.stability;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import rai.api.report.Chart;
import rai.api.report.DataTable;
import rai.api.report.DataTable.Entry;
import rai.api.report.Report.Section;
import rai.api.report.Statement;
import rai.experiments.Findings;
import rai.experiments.Show;

/** 64 layers: weights that let gradients overflow or underflow, and those that keep their size. */
final class Extremes {
    private static final int LAYERS = 64;
    private static final int WIDTH = 256;
    private static final int LAYER = 2;
    private static final double OTHERS = 2;
    private static final double LARGE = 1024;
    private static final double SMALL = 0.001;

    /** A scale of the weights, with one draw of the chain in each format. */
    private record Chain(GradientModel model, double[] float64, double[] float32) {}

    private final List<Chain> chains;

    private Extremes(List<Chain> chains) {
        this.chains = chains;
    }

    private static GradientModel model(double weight) {
        return new GradientModel(LAYERS, WIDTH, OTHERS, weight, OTHERS, OTHERS);
    }

    /** The scale that keeps the variance from layer to layer: N g_s² g_W² = 1. */
    private static double keeping() {
        return 1 / (OTHERS * Math.sqrt(WIDTH));
    }

    static Extremes run() {
        List<Chain> chains = new ArrayList<>();
        for (double weight : new double[] {LARGE, keeping(), SMALL}) {
            GradientModel model = model(weight);
            chains.add(
                    new Chain(model, model.draw(random(), Format.FLOAT64)[0], model.draw(random(), Format.FLOAT32)[0]));
        }
        return new Extremes(chains);
    }

    private static RandomGenerator random() {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(0);
    }

    static List<Statement> statements() {
        double large = model(LARGE).variance(LAYER);
        double small = model(SMALL).variance(LAYER);
        return List.of(
                Findings.verdict(
                        large == Double.POSITIVE_INFINITY && small == 0,
                        "L = 64, N = 256, layer 2: the variance for g_W = 1024 and for 0.001 in float64",
                        "overflows; underflows",
                        Show.number(large) + "; " + Show.number(small),
                        Stability.SOURCE),
                Statement.remark("By its logarithm the variance is " + power(model(LARGE))
                        + " for g_W = 1024, more than float64 can"
                        + " hold, and " + power(model(SMALL)) + " for 0.001, which it can hold: there it is the factor"
                        + " g_W^124 of the formula that underflows. The table"
                        + " shows what the gradient itself, the square root of"
                        + " that, does in float32 and float64."));
    }

    private static String power(GradientModel model) {
        return "10^" + Show.number(model.log10Variance(LAYER));
    }

    Section section() {
        List<List<Entry>> rows = new ArrayList<>();
        List<Chart.Line> lines = new ArrayList<>();
        double[] x = IntStream.rangeClosed(1, LAYERS).asDoubleStream().toArray();
        for (Chain chain : chains) {
            String name = "g_W = " + Show.number(chain.model().weight());
            rows.add(List.of(
                    Show.entry(chain.model().weight()),
                    Show.entry(chain.model().log10Variance(LAYER) / 2),
                    Show.entry(chain.float64()[LAYER - 1]),
                    Show.entry(chain.float32()[LAYER - 1]),
                    Entry.of(lost(chain.float32()))));
            lines.add(line(
                    name + ", formula",
                    name,
                    x,
                    Arrays.stream(x)
                            .map(l -> chain.model().log10Variance((int) l) / 2)
                            .toArray()));
            lines.add(line(name + ", float32", name + " float32", x, log10(chain.float32())));
        }
        return new Section(
                "Gradients that overflow and underflow",
                List.of(
                        new DataTable(
                                "extremes",
                                "Size of the weight gradient of layer 2 of 64, N = 256, all other g = 2; g_W = "
                                        + Show.number(keeping()) + " keeps it from layer to layer",
                                List.of(
                                        Show.number("weight", "g_W"),
                                        Show.number("log10_formula", "log10 of its standard deviation, formula"),
                                        Show.number("float64", "root mean square of a draw, float64"),
                                        Show.number("float32", "the same, float32"),
                                        Show.text("lost", "in float32")),
                                rows,
                                false),
                        new Chart.Lines(
                                "extremes-layers",
                                "Size of the weight gradient over 64 layers",
                                "log10 of the standard deviation by the formula, and of the root mean square of a draw"
                                        + " in float32,"
                                        + " which ends where its numbers become 0 or infinite.",
                                Chart.Axis.of("layer"),
                                Chart.Axis.of("log10 of the gradient's size"),
                                lines)));
    }

    /** Gradients are computed from the last layer down. */
    private static String lost(double[] sizes) {
        for (int layer = sizes.length; layer >= 1; layer--) {
            double size = sizes[layer - 1];
            if (size == 0 || Double.isInfinite(size)) {
                return (size == 0 ? "0" : "infinite") + " from layer " + layer + " down";
            }
        }
        return "finite in all layers";
    }

    private static double[] log10(double[] sizes) {
        return Arrays.stream(sizes)
                .map(size -> size > 0 && Double.isFinite(size) ? Math.log10(size) : Double.NaN)
                .toArray();
    }

    private static Chart.Line line(String label, String key, double[] x, double[] y) {
        return new Chart.Line(label, key, x, y, new double[0], new double[0], List.of());
    }
}
