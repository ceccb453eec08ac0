package rai.shell.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import rai.api.bench.BenchResult;
import rai.api.bench.CaseResult;
import rai.plot.Axis;
import rai.plot.Figure;
import rai.plot.LineChart;
import rai.plot.Panel;
import rai.plot.Series;

/** Scaling curves of a benchmark, and its roofline. */
final class BenchPicture {
    private static final int POINTS = 50;
    private static final String TIME = "ms per step";

    private BenchPicture() {}

    /**
     * @param result at least one case
     * @return a panel for each series of at least two sizes, and the roofline
     */
    static Figure of(BenchResult result) {
        List<Panel> panels = new ArrayList<>();
        List<String> groups = result.cases().stream()
                .filter(c -> c.size() > 0)
                .map(CaseResult::group)
                .distinct()
                .toList();
        for (String group : groups) {
            List<CaseResult> cases = result.cases().stream()
                    .filter(c -> c.group().equals(group))
                    .sorted(Comparator.comparingInt(CaseResult::size))
                    .toList();
            if (cases.size() > 1) {
                panels.add(scaling(group, cases));
            }
        }
        panels.add(roofline(result));
        return Figure.grid(Math.min(panels.size(), 2), panels)
                .withTitle("Training steps against their floor, "
                        + result.machine().get("cpu"));
    }

    private static LineChart scaling(String group, List<CaseResult> cases) {
        CaseResult any = cases.get(0);
        return LineChart.of(
                        "Time over " + group,
                        Axis.of(group).logarithmic(),
                        Axis.of(TIME).logarithmic(),
                        series("step", cases, CaseResult::size, CaseResult::ms).withMarkers(),
                        series("floor: bare products", cases, CaseResult::size, CaseResult::floorMs)
                                .withMarkers()
                                .withDashes())
                .withCaptions(any.method() + ", " + any.optimizer() + ", " + threads(any.threads()));
    }

    /** Operations per second over operations per byte. The roofs: the fastest products measured, and what one thread can copy. */
    private static LineChart roofline(BenchResult result) {
        // the sizes of a series differ little here, and have a panel of their own
        boolean single = result.cases().stream().anyMatch(c -> c.size() == 0);
        List<CaseResult> cases = result.cases().stream()
                .filter(c -> !single || c.size() == 0)
                .sorted(Comparator.comparingDouble(BenchPicture::intensity))
                .toList();
        double fastest = cases.stream()
                .mapToDouble(c -> c.gflop() / c.floorMs() * 1e3)
                .max()
                .orElse(1);
        double bandwidth =
                result.machine().get("copy_gb_per_second") instanceof Number n ? n.doubleValue() : Double.NaN;
        double low = intensity(cases.get(0)) / 2;
        double high = intensity(cases.get(cases.size() - 1)) * 2;
        double[] x = new double[POINTS];
        double[] roof = new double[POINTS];
        for (int i = 0; i < POINTS; i++) {
            x[i] = low * Math.pow(high / low, i / (POINTS - 1.0));
            roof[i] = Math.min(fastest, bandwidth * x[i]);
        }
        List<Series> series = new ArrayList<>();
        for (int threads :
                cases.stream().map(CaseResult::threads).distinct().sorted().toList()) {
            List<CaseResult> these =
                    cases.stream().filter(c -> c.threads() == threads).toList();
            String with = ", " + threads(threads);
            int colour = series.size() / 2;
            series.add(series("step" + with, these, BenchPicture::intensity, CaseResult::gflopPerSecond)
                    .withMarkers()
                    .withColour(colour));
            series.add(series("floor" + with, these, BenchPicture::intensity, c -> c.gflop() / c.floorMs() * 1e3)
                    .withMarkers()
                    .withDashes()
                    .withColour(colour));
        }
        series.add(Series.of("roof: one thread's copying, the fastest products", x, roof));
        return new LineChart(
                "Roofline",
                List.of("operations of the products, bytes of the model"),
                Axis.of("operations per byte").logarithmic(),
                Axis.of("10⁹ operations per second").logarithmic(),
                series);
    }

    private static String threads(int threads) {
        return threads + (threads == 1 ? " thread" : " threads");
    }

    private static double intensity(CaseResult of) {
        return of.gflop() * 1e9 / of.bytesMoved();
    }

    private static Series series(
            String name, List<CaseResult> cases, ToDoubleFunction<CaseResult> x, ToDoubleFunction<CaseResult> y) {
        return Series.of(
                name,
                cases.stream().mapToDouble(x).toArray(),
                cases.stream().mapToDouble(y).toArray());
    }
}
