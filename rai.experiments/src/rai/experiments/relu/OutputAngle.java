package rai.experiments.relu;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import rai.api.report.Chart;
import rai.api.report.DataTable;
import rai.api.report.DataTable.Column;
import rai.api.report.DataTable.Entry;
import rai.api.report.DataTable.Kind;
import rai.api.report.Report.Section;
import rai.api.report.Statement;
import rai.experiments.Findings;
import rai.statistics.Interval;
import rai.statistics.Intervals;

/**
 * The geometry of a network 1-h-1 with relu after both maps, zero biases and x > 0. Hidden unit j fires if its weight w_j is
 * positive. If all fire, the output is x · relu(w · v), so it fires if and only if the angle between w and v, the weights into
 * the output, is acute. With symmetric weights no hidden unit fires with probability 2^-h, and otherwise the output fires
 * with probability 1/2: dead starts have the share 2^-h + (1 - 2^-h) / 2 = 1/2 + 2^-(h+1).
 */
record OutputAngle(List<Width> widths) {
    /** How many hidden units the network of the trainings has. */
    static final int UNITS = 2;

    private static final int DRAWS = 100_000;
    private static final double LEVEL = 0.99;
    private static final int[] WIDTHS = {1, 2, 4, 8, 16, 32, 64};
    private static final double X = 0.5;

    /**
     * What random starts of one width have shown.
     *
     * @param units the hidden units
     * @param starts how many starts
     * @param dead how many of them are dead
     * @param acute of as many starts at which all hidden units fire: those with an acute angle
     * @param firing those of which the output fires
     * @param agreeing those of which the output fires if and only if the angle is acute
     */
    record Width(int units, int starts, int dead, int acute, int firing, int agreeing) {
        double predicted() {
            return 0.5 + Math.pow(2, -(units + 1));
        }

        Interval interval() {
            return Intervals.wilson(dead, starts, LEVEL);
        }
    }

    /** Draws the starts: always the same ones. */
    static OutputAngle measured() {
        List<Width> widths = new ArrayList<>();
        for (int units : WIDTHS) {
            widths.add(measured(units, new SplittableRandom(units)));
        }
        return new OutputAngle(widths);
    }

    private static Width measured(int units, SplittableRandom random) {
        double[] w = new double[units];
        double[] v = new double[units];
        int dead = 0;
        int acute = 0;
        int firing = 0;
        int agreeing = 0;
        for (int i = 0; i < DRAWS; i++) {
            for (int j = 0; j < units; j++) {
                w[j] = random.nextDouble(-1, 1);
                v[j] = random.nextDouble(-1, 1);
            }
            dead += output(w, v) > 0 ? 0 : 1;
            for (int j = 0; j < units; j++) {
                w[j] = Math.abs(w[j]);
            }
            boolean isAcute = angle(w, v) < Math.PI / 2;
            boolean fires = output(w, v) > 0;
            acute += isAcute ? 1 : 0;
            firing += fires ? 1 : 0;
            agreeing += isAcute == fires ? 1 : 0;
        }
        return new Width(units, DRAWS, dead, acute, firing, agreeing);
    }

    /** The forward pass before the last relu. */
    private static double output(double[] w, double[] v) {
        double sum = 0;
        for (int j = 0; j < w.length; j++) {
            sum += Math.max(0, w[j] * X) * v[j];
        }
        return sum;
    }

    private static double angle(double[] w, double[] v) {
        double product = 0;
        double ww = 0;
        double vv = 0;
        for (int j = 0; j < w.length; j++) {
            product += w[j] * v[j];
            ww += w[j] * w[j];
            vv += v[j] * v[j];
        }
        return Math.acos(Math.max(-1, Math.min(1, product / Math.sqrt(ww * vv)))); // rounding may exceed 1
    }

    List<Statement> answer() {
        Width of = widths.stream()
                .filter(width -> width.units() == UNITS)
                .findFirst()
                .orElseThrow();
        Width largest = widths.get(widths.size() - 1);
        return List.of(
                Findings.verdict(
                        widths.stream().allMatch(width -> width.agreeing() == width.starts()),
                        "all hidden units fire: the output fires if and only if W1 and W2 form an acute angle",
                        "always",
                        of.agreeing() + " of " + of.starts() + " starts of two hidden units, "
                                + widths.stream().mapToInt(Width::agreeing).sum() + " of "
                                + widths.stream().mapToInt(Width::starts).sum() + " of 1 to 64",
                        ReluWrong.SOURCE),
                Statement.remark("More hidden units help little, since it is the output unit that is dead: of "
                        + largest.starts() + " starts of " + largest.units() + " hidden units, "
                        + Figure.share(largest.dead(), largest.starts(), largest.interval())
                        + " (99 % interval) are dead for every x > 0; the geometry says 1/2 + 2^-(h+1)."));
    }

    Section section() {
        List<Column> columns = List.of(
                new Column("units", "hidden units", Kind.NUMBER),
                new Column("starts", "starts", Kind.NUMBER),
                new Column("dead", "dead [99 % interval]", Kind.NUMBER),
                new Column("predicted", "1/2 + 2^-(h+1)", Kind.NUMBER),
                new Column("acute", "all hidden units fire: angle acute", Kind.NUMBER),
                new Column("firing", "output fires", Kind.NUMBER),
                new Column("agreeing", "if and only if", Kind.NUMBER));
        List<List<Entry>> rows = new ArrayList<>();
        for (Width width : widths) {
            double share = (double) width.dead() / width.starts();
            rows.add(List.of(
                    whole(width.units()),
                    whole(width.starts()),
                    Entry.of(share, Figure.share(width.dead(), width.starts(), width.interval())),
                    Entry.of(width.predicted(), Figure.of(100 * width.predicted()) + " %"),
                    whole(width.acute()),
                    whole(width.firing()),
                    whole(width.agreeing())));
        }
        DataTable table = new DataTable(
                "geometry",
                "Random starts of a relu network 1-h-1, by the width of its hidden layer",
                columns,
                rows,
                false);
        return new Section("Why: the angle between W1 and W2", List.of(table, chart()));
    }

    private static Entry whole(int number) {
        return Entry.of(number, Integer.toString(number));
    }

    private Chart chart() {
        double[] x = widths.stream().mapToDouble(Width::units).toArray();
        return new Chart.Lines(
                "dead-by-width",
                "Share of dead starts by the width of the hidden layer",
                DRAWS + " random starts per width, with 99 % intervals; the network 1-h-1 has relu after both maps.",
                Chart.Axis.of("hidden units").logarithmic(),
                Chart.Axis.of("share of dead starts"),
                List.of(
                        new Chart.Line(
                                "measured",
                                "measured",
                                x,
                                widths.stream()
                                        .mapToDouble(width -> (double) width.dead() / width.starts())
                                        .toArray(),
                                widths.stream()
                                        .mapToDouble(width -> width.interval().low())
                                        .toArray(),
                                widths.stream()
                                        .mapToDouble(width -> width.interval().high())
                                        .toArray(),
                                List.of()),
                        new Chart.Line(
                                "1/2 + 2^-(h+1)",
                                "predicted",
                                x,
                                widths.stream().mapToDouble(Width::predicted).toArray(),
                                new double[0],
                                new double[0],
                                List.of())));
    }
}
