package rai.shell.train;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import rai.api.run.RateRange;
import rai.api.spec.Settings;
import rai.api.spec.Spec;
import rai.plot.Axis;
import rai.plot.Figure;
import rai.plot.Flag;
import rai.plot.LineChart;
import rai.plot.Series;
import rai.shell.picture.Scale;
import rai.shell.text.Numbers;
import rai.shell.text.Table;

/**
 * What a range test of the learning rate has found, as text, document and picture.
 *
 * @param trials the test with each seed, at least one
 * @param mean the test of their mean objective
 * @param optimizer as it was given
 * @param what was varied: {@code rate} or {@code factor}
 */
record RateReport(List<Trial> trials, RateRange mean, Spec optimizer, String what) {
    private static final int ROWS = 20;
    private static final int SMOOTHED = 0;
    private static final int RAW = 4;
    private static final int CHOSEN = 1;

    /**
     * The test with one seed.
     *
     * @param seed the seed
     * @param range what was found
     */
    record Trial(long seed, RateRange range) {}

    /** Two significant digits: there is no more in it. */
    private static double rounded(double rate) {
        return new BigDecimal(rate).round(new MathContext(2)).doubleValue();
    }

    private static Double suggested(RateRange range) {
        return range.steepest() < 0 ? null : rounded(range.rates()[range.steepest()]);
    }

    /** The word for the seeds in a sentence. */
    private String seeds() {
        return "seeds " + trials.get(0).seed() + " to "
                + trials.get(trials.size() - 1).seed();
    }

    Map<String, Object> document(List<Path> files) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("optimizer", optimizer.toString());
        document.put("swept", what);
        document.put("steps", mean.rates().length);
        document.put("suggested", suggested(mean));
        document.put("lowest", mean.rates()[mean.lowest()]);
        document.put("diverged", mean.diverged() < 0 ? null : mean.rates()[mean.diverged()]);
        document.put("rates", list(mean.rates()));
        document.put("objectives", list(mean.objectives()));
        document.put("smoothed", list(mean.smoothed()));
        document.put("seeds", trials.stream().map(RateReport::document).toList());
        document.put("files", files);
        return document;
    }

    private static Map<String, Object> document(Trial trial) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("seed", trial.seed());
        document.put("suggested", suggested(trial.range()));
        document.put("objectives", list(trial.range().objectives()));
        return document;
    }

    private static List<Double> list(double[] values) {
        return Arrays.stream(values).boxed().collect(Collectors.toList());
    }

    List<String> text() {
        Table table = new Table(List.of("step", what, "objective", "smoothed"));
        int last = mean.rates().length - 1;
        for (int row = 0; row <= ROWS; row++) {
            int i = row * last / ROWS;
            if (row == 0 || i > (row - 1) * last / ROWS) {
                table.row(
                        Integer.toString(i + 1),
                        Numbers.text(mean.rates()[i]),
                        Numbers.metric(mean.objectives()[i]),
                        i < mean.smoothed().length ? Numbers.metric(mean.smoothed()[i]) : "");
            }
        }
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("");
        if (trials.size() > 1) {
            lines.add("mean objective of " + seeds());
        }
        lines.add("lowest objective at the " + what + " " + Numbers.text(mean.rates()[mean.lowest()])
                + (mean.diverged() < 0 ? "" : ", too much at " + Numbers.text(mean.rates()[mean.diverged()])));
        if (mean.steepest() < 0) {
            lines.add("the objective never fell: there is no " + what + " to suggest");
        } else {
            double best = suggested(mean);
            lines.add("the objective fell fastest at the " + what + " " + Settings.number(best) + spread()
                    + (what.equals(FindRateCommand.RATE)
                            ? ": try --optimizer \"" + FindRateCommand.withRate(optimizer, best) + "\""
                            : " of " + optimizer));
        }
        return lines;
    }

    /** From where to where the single seeds suggest. */
    private String spread() {
        double[] all = trials.stream()
                .map(trial -> suggested(trial.range()))
                .filter(rate -> rate != null)
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        return trials.size() == 1 || all.length == 0
                ? ""
                : " (each seed by itself: " + Settings.number(all[0]) + " to " + Settings.number(all[all.length - 1])
                        + ")";
    }

    Figure picture() {
        int n = mean.smoothed().length;
        double[] rates = Arrays.copyOf(mean.rates(), n);
        boolean one = trials.size() == 1;
        List<Series> series = new ArrayList<>();
        Series smoothed = Series.of(
                        one ? "smoothed" : "mean of " + trials.size() + " seeds, smoothed", rates, mean.smoothed())
                .withColour(SMOOTHED);
        if (one) {
            series.add(Series.of("objective", rates, Arrays.copyOf(mean.objectives(), n))
                    .withColour(RAW));
            series.add(smoothed);
        } else {
            series.add(smoothed.withBand(
                    edge(n, values -> Arrays.stream(values).min().orElseThrow()),
                    edge(n, values -> Arrays.stream(values).max().orElseThrow())));
        }
        Axis y = Scale.axis("objective", series);
        List<Flag> flags = new ArrayList<>();
        if (mean.steepest() >= 0) {
            double at = mean.rates()[mean.steepest()];
            series.add(
                    Series.of("falls fastest at " + Settings.number(suggested(mean)), new double[] {at}, new double[] {
                                mean.smoothed()[mean.steepest()]
                            })
                            .withMarkers()
                            .withColour(CHOSEN));
            flags.add(new Flag(at, "choice", Settings.number(suggested(mean)), CHOSEN));
        }
        List<String> captions = new ArrayList<>(List.of(optimizer.toString()));
        if (!one) {
            captions.add("band: smallest to largest of " + seeds());
        }
        return Figure.of(new LineChart(
                "Range test of the learning rate", captions, Axis.of(what).logarithmic(), y, series, flags));
    }

    /** An edge of the band over the seeds at each of the first steps. */
    private double[] edge(int steps, ToDoubleFunction<double[]> of) {
        double[] edge = new double[steps];
        for (int i = 0; i < steps; i++) {
            int step = i;
            edge[i] = of.applyAsDouble(trials.stream()
                    .mapToDouble(trial -> trial.range().objectives()[step])
                    .toArray());
        }
        return edge;
    }
}
