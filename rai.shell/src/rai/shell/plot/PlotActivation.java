package rai.shell.plot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rai.api.activation.Activation;
import rai.api.catalog.Catalog;
import rai.api.spec.Settings.Configured;
import rai.api.spec.Spec;
import rai.plot.Axis;
import rai.plot.Figure;
import rai.plot.LineChart;
import rai.plot.Series;
import rai.shell.catalog.ActivationCurve;
import rai.shell.command.DataInvocation;
import rai.shell.command.Labels;
import rai.shell.console.Console;
import rai.shell.console.Failure;
import rai.shell.picture.PictureOptions;
import rai.shell.text.Json;

/** {@code plot activation}: activation functions in one panel, their derivatives in another. */
@Command(name = "activation", description = "Draw activation functions, and their derivatives in a panel of their own.")
final class PlotActivation extends DataInvocation {
    private static final int POINTS = 1001;

    private final Catalog catalog;

    @Parameters(
            arity = "1..*",
            paramLabel = Labels.ACTIVATION,
            description = "A name, or a spec with settings: leaky-relu(slope=0.2).")
    List<String> activations = new ArrayList<>();

    @Option(names = "--from", paramLabel = "Z", description = "The left end (default: ${DEFAULT-VALUE}).")
    double from = -5;

    @Option(names = "--to", paramLabel = "Z", description = "The right end (default: ${DEFAULT-VALUE}).")
    double to = 5;

    @Option(
            names = "--out",
            paramLabel = Labels.FILE,
            description = "The picture, .png, .svg or .pdf (default: ${DEFAULT-VALUE}).")
    Path out = Path.of("activation.png");

    @Mixin
    private final PictureOptions picture = new PictureOptions();

    PlotActivation(Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    protected void run(Console console) throws IOException {
        picture.check(out);
        if (!(from < to) || !Double.isFinite(to - from)) {
            throw new Failure("--from must be below --to, but they are " + from + " and " + to);
        }
        List<Configured<Activation>> found = activations.stream()
                .map(text -> catalog.resolve(Activation.class, Spec.parse(text)))
                .toList();
        List<Series> values = new ArrayList<>();
        List<Series> slopes = new ArrayList<>();
        for (Configured<Activation> one : found) {
            ActivationCurve curve = ActivationCurve.of(one.service(), from, to, POINTS);
            values.add(Series.of(one.spec().toString(), curve.z(), curve.value()));
            slopes.add(Series.of("", curve.z(), curve.slope())); // the same colours as in the first panel
        }
        picture.write(Figure.of(panel("value", values), panel("derivative", slopes)), out);
        if (json) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("file", out.toString());
            document.put("from", from);
            document.put("to", to);
            document.put(
                    "activations",
                    found.stream().map(one -> one.spec().toString()).toList());
            console.out().println(Json.text(document));
        } else {
            console.out().println("drawn: " + out);
        }
    }

    private LineChart panel(String title, List<Series> series) {
        Axis z = Axis.of("pre-activation z").from(from, to);
        return new LineChart(title, List.of(), z, heights(series), series);
    }

    /** As the curves need, but no higher than the axis is wide on either side of 0: a cube would flatten all others. */
    private Axis heights(List<Series> series) {
        double reach = Math.max(Math.abs(from), Math.abs(to));
        double[] all = series.stream()
                .flatMapToDouble(s -> Arrays.stream(s.y()))
                .filter(Double::isFinite)
                .toArray();
        double low = Arrays.stream(all).min().orElse(0);
        double high = Arrays.stream(all).max().orElse(0);
        boolean fits = low >= -reach && high <= reach;
        double margin = 0.05 * reach;
        return fits ? Axis.of("") : Axis.of("").from(Math.max(low, -reach) - margin, Math.min(high, reach) + margin);
    }
}
