package rai.shell.plot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rai.api.probe.ProbeSeries;
import rai.api.run.Runs;
import rai.api.spec.Spec;
import rai.api.spec.Words;
import rai.plot.Figure;
import rai.plot.LineChart;
import rai.shell.command.DataInvocation;
import rai.shell.command.Labels;
import rai.shell.console.Console;
import rai.shell.console.Failure;
import rai.shell.picture.PictureOptions;
import rai.shell.text.Json;

/** {@code plot probe}: what a probe has measured in a run. */
@Command(
        name = "probe",
        description = "Draw what a probe has measured in a run: layer by layer, or over the steps.",
        footer = {
            "A series is drawn over the layers with a line per step, and with --over steps over the steps with a line"
                    + " per layer; a curve, such as that of a learnable activation, has a panel per layer. An axis is"
                    + " logarithmic if its values are positive and span a factor of 100."
        })
final class PlotProbe extends DataInvocation {
    /** What the axis is. */
    enum Over {
        layers,
        steps
    }

    private static final int MOST_IN_A_ROW = 3;

    private final Runs runs;

    @Parameters(paramLabel = Labels.RUN, description = "The directory of a run.")
    Path run;

    @Option(
            names = "--series",
            paramLabel = Labels.PROBE,
            description = "The probe, as it was asked for, or its name (default: the only one of the run).")
    String series;

    @Option(names = "--over", paramLabel = "AXIS", description = "layers or steps (default: layers).")
    Over over;

    @Option(
            names = "--columns",
            paramLabel = "LIST",
            description = "Draw these columns only, separated by commas (default: all; of quantiles the median with a"
                    + " band).")
    String columns;

    @Option(
            names = "--layers",
            paramLabel = "LIST",
            description = "Draw these layers, such as dense_1,dense_20, with --over steps or for curves (default: some"
                    + " from the input to the output).")
    String layers;

    @Option(
            names = "--steps",
            paramLabel = "LIST",
            description = "Draw what was measured after these steps, separated by commas (default: up to "
                    + ProbePanels.STEPS + " from the first to the last).")
    String steps;

    @Option(
            names = "--out",
            paramLabel = Labels.FILE,
            description = "The picture, .png, .svg or .pdf (default: probe-NAME.png in the run's directory).")
    Path out;

    @Mixin
    private final PictureOptions picture = new PictureOptions();

    /** @param runs opens runs */
    PlotProbe(Runs runs) {
        this.runs = runs;
    }

    @Override
    protected void run(Console console) throws IOException {
        ProbeSeries drawn = chosen(runs.open(run).probes());
        Path file = out != null ? out : run.resolve("probe-" + name(drawn) + ".png");
        picture.check(file);
        if (drawn.rows().isEmpty()) {
            throw new Failure("the probe " + drawn.probe() + " has not measured anything in " + run
                    + ": the events of the run say why, see show " + run);
        }
        requireFitting(drawn);
        ProbePanels panels = new ProbePanels(drawn);
        boolean bySteps = over == Over.steps;
        List<String> shown = drawn.isCurve() ? drawn.columns() : chosenColumns(drawn, panels);
        List<String> lines = chosenLayers(drawn, panels, shown);
        List<Long> at = bySteps ? drawn.steps() : chosenSteps(drawn);
        List<LineChart> charts;
        if (drawn.isCurve()) {
            charts = panels.curves(lines, at);
        } else {
            charts = bySteps ? panels.overSteps(shown, lines) : panels.overLayers(shown, at);
        }
        picture.write(
                Figure.grid(Math.min(MOST_IN_A_ROW, charts.size()), charts)
                        .withTitle(drawn.probe() + " of " + runs.open(run).name()),
                file);
        if (json) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("file", file.toString());
            document.put("series", drawn.probe());
            document.put("columns", shown);
            document.put("layers", lines);
            document.put("steps", at);
            console.out().println(Json.text(document));
        } else {
            console.out().println("drawn: " + file);
        }
    }

    private void requireFitting(ProbeSeries drawn) {
        if (drawn.isCurve() && (over != null || columns != null)) {
            throw new Failure("the series " + drawn.probe() + " is a curve for each layer: leave out "
                    + (over != null ? "--over" : "--columns"));
        }
        if (over == Over.steps && steps != null) {
            throw new Failure("--steps chooses lines, but with --over steps there is a line per layer: leave out one");
        }
        if (over != Over.steps && !drawn.isCurve() && layers != null) {
            throw new Failure("--layers chooses lines, but over the layers there is a line per step: give --over steps"
                    + " too, or leave it out");
        }
    }

    private static String name(ProbeSeries drawn) {
        return Spec.parse(drawn.probe()).name();
    }

    private ProbeSeries chosen(List<ProbeSeries> all) {
        List<String> names = all.stream().map(ProbeSeries::probe).toList();
        if (all.isEmpty()) {
            throw new Failure("no probe has measured in " + run + ": train with --probe, as in --probe gradient-flow");
        }
        if (series == null && all.size() > 1) {
            throw new Failure("the run has several series: choose one with --series: " + String.join(", ", names));
        }
        List<ProbeSeries> meant = series == null
                ? all
                : all.stream().filter(one -> one.probe().equals(series.strip())).toList();
        if (meant.isEmpty()) {
            meant = all.stream().filter(one -> name(one).equals(series.strip())).toList();
        }
        if (meant.size() > 1) {
            throw new Failure(
                    "several probes of the run are called " + series + ": choose one of " + String.join(", ", names));
        }
        if (meant.isEmpty()) {
            throw Words.unknown("series", series, names);
        }
        return meant.get(0);
    }

    private static List<String> listed(String text) {
        return Stream.of(text.split(",")).map(String::strip).distinct().toList();
    }

    private List<String> chosenColumns(ProbeSeries drawn, ProbePanels panels) {
        if (columns == null) {
            return panels.columns();
        }
        listed(columns).forEach(drawn::index);
        return listed(columns);
    }

    private List<String> chosenLayers(ProbeSeries drawn, ProbePanels panels, List<String> shown) {
        if (layers == null) {
            List<String> all = panels.layers(shown);
            return over == Over.steps || drawn.isCurve()
                    ? ProbePanels.spread(all, drawn.isCurve() ? ProbePanels.CURVES : ProbePanels.LAYERS)
                    : all;
        }
        for (String layer : listed(layers)) {
            if (!drawn.layers().contains(layer)) {
                throw Words.unknown("layer of " + drawn.probe(), layer, drawn.layers());
            }
        }
        return listed(layers);
    }

    private List<Long> chosenSteps(ProbeSeries drawn) {
        if (steps == null) {
            return ProbePanels.spread(drawn.steps(), ProbePanels.STEPS);
        }
        List<Long> asked = listed(steps).stream().map(this::step).toList();
        for (long step : asked) {
            if (!drawn.steps().contains(step)) {
                throw new Failure("nothing was measured after step " + step + ": choose from "
                        + ProbePanels.words(ProbePanels.spread(drawn.steps(), 20)));
            }
        }
        return asked;
    }

    private Long step(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw new Failure("--steps needs whole numbers separated by commas, as in 0,100, not '" + steps + "'");
        }
    }
}
