package rai.shell.plot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rai.api.catalog.Catalog;
import rai.api.data.Dataset;
import rai.api.data.DatasetSource;
import rai.api.data.Datasets;
import rai.api.data.Task;
import rai.api.run.Model;
import rai.api.run.RunResult;
import rai.api.run.Runs;
import rai.api.run.Trainer;
import rai.plot.Axis;
import rai.plot.Cells;
import rai.plot.ClassMap;
import rai.plot.Figure;
import rai.plot.Landscape;
import rai.plot.Mark;
import rai.plot.Probabilities;
import rai.shell.command.DataDirectory;
import rai.shell.command.DataInvocation;
import rai.shell.command.Labels;
import rai.shell.console.Console;
import rai.shell.console.Failure;
import rai.shell.picture.PictureOptions;
import rai.shell.text.Json;
import rai.shell.text.Numbers;

/** {@code plot landscape}: what a classifier of two features says over the plane. */
@Command(
        name = "landscape",
        description = "Draw the predictions of a classifier of two features over the plane, with data on top.")
final class PlotLandscape extends DataInvocation {
    /** Examples that go through the network at a time, so that a fine grid needs no more memory than a coarse one. */
    private static final int CHUNK = 10_000;
    /** Free space around the points, as a share of their extent. */
    private static final double SPACE = 0.15;

    private static final String ACCURACY = "accuracy";

    private final Trainer trainer;
    private final Catalog catalog;
    private final Runs runs;

    @Parameters(paramLabel = Labels.RUN, description = "The directory of a run.")
    Path run;

    @Option(
            names = "--range",
            paramLabel = "BOUNDS",
            description = "What to draw: " + Bounds.FORMS
                    + " (default: what the points need, and a seventh more on each side).")
    String range;

    @Option(names = "--cells", paramLabel = "N", description = "Cells in each direction (default: ${DEFAULT-VALUE}).")
    int cells = 200;

    @Option(
            names = "--data",
            paramLabel = Labels.DATASET,
            description = "The points on top (default: the run's training data).")
    String data;

    @Mixin
    private final DataDirectory places = new DataDirectory();

    @Option(
            names = "--out",
            paramLabel = Labels.FILE,
            description = "The picture, .png, .svg or .pdf (default: landscape.png in the run's directory).")
    Path out;

    @Mixin
    private final PictureOptions picture = new PictureOptions();

    PlotLandscape(Trainer trainer, Catalog catalog, Runs runs) {
        this.runs = runs;
        this.trainer = trainer;
        this.catalog = catalog;
    }

    @Override
    protected void run(Console console) throws IOException {
        picture.check(file());
        Optional<List<Bounds>> bounds = Optional.ofNullable(range).map(Bounds::of);
        if (cells < 2 || cells > 2000) {
            throw new Failure("--cells must be from 2 to 2000, not " + cells);
        }
        Model model = trainer.open(run);
        if (model.task() == Task.REGRESSION || model.network().inputs() != 2) {
            throw new Failure("a landscape can be drawn of a classifier of 2 features; this network is for "
                    + (model.task() == Task.REGRESSION ? "regression on " : "classes of ")
                    + model.network().inputs()
                    + " features");
        }
        var source = catalog.resolve(
                DatasetSource.class,
                Datasets.spec(data != null ? data : String.valueOf(model.spec().get("data"))));
        Dataset points = model.examples(source.service().table(places.places())).inMemory();
        Map<String, Double> metrics = model.evaluate(points, List.of());
        Axis x = axis(points, 0, bounds);
        Axis y = axis(points, 1, bounds);
        Cells answers = answers(model, x, y);
        String method = String.valueOf(model.spec().get("method"));
        Optional<RunResult> result = runs.open(run).result();
        List<String> captions = new ArrayList<>(List.of(model.network().describe()));
        result.ifPresent(r -> captions.add(caption(r)));
        if (data != null || result.isEmpty()) {
            captions.add("accuracy " + Numbers.text(metrics.get(ACCURACY)) + " on " + source.spec());
        }
        picture.write(
                Figure.of(new Landscape(method, captions, x, y, answers, marks(points), points.classNames())), file());
        if (json) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("file", file().toString());
            document.put("x", document(x));
            document.put("y", document(y));
            result.ifPresent(r -> {
                document.put("seed", r.seed());
                document.put("test_accuracy", r.test().get(ACCURACY));
            });
            document.put("cells", cells);
            document.put("nan_cells", answers.countNotANumber());
            document.put("data", source.spec().toString());
            document.putAll(metrics);
            console.out().println(Json.text(document));
        } else {
            console.out().println("drawn: " + file());
        }
    }

    /** The accuracy on test data, or on validation or training data if there are no others, and the seed. */
    private static String caption(RunResult result) {
        Map<String, Map<String, Double>> parts = new LinkedHashMap<>();
        parts.put("test", result.test());
        parts.put("validation", result.valid());
        parts.put("training", result.train());
        String accuracy = parts.entrySet().stream()
                .filter(part -> part.getValue().containsKey(ACCURACY))
                .findFirst()
                .map(part -> part.getKey() + " accuracy "
                        + Numbers.text(part.getValue().get(ACCURACY)) + ", ")
                .orElse("");
        return accuracy + "seed " + result.seed();
    }

    private static Map<String, Object> document(Axis axis) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("feature", axis.label());
        document.put("low", axis.low());
        document.put("high", axis.high());
        return document;
    }

    private static Axis axis(Dataset points, int feature, Optional<List<Bounds>> bounds) {
        Axis axis = Axis.of(points.featureNames().get(feature));
        if (bounds.isPresent()) {
            Bounds given = bounds.get().get(feature);
            return axis.from(given.low(), given.high());
        }
        double low = points.features().getColumn(feature).minNumber().doubleValue();
        double high = points.features().getColumn(feature).maxNumber().doubleValue();
        double space = high > low ? SPACE * (high - low) : Math.max(1, SPACE * Math.abs(low));
        return axis.from(low - space, high + space);
    }

    private Path file() {
        return out != null ? out : run.resolve("landscape.png");
    }

    private Cells answers(Model model, Axis x, Axis y) {
        double[][] probabilities = new double[cells][cells];
        int[][] classes = new int[cells][cells];
        for (int from = 0; from < cells * cells; from += CHUNK) {
            double[][] features = new double[Math.min(CHUNK, cells * cells - from)][];
            for (int i = 0; i < features.length; i++) {
                int cell = from + i;
                features[i] = new double[] {x.centre(cell % cells, cells), y.centre(cell / cells, cells)};
            }
            double[][] predicted = model.predict(Nd4j.createFromArray(features))
                    .castTo(DataType.DOUBLE)
                    .toDoubleMatrix();
            for (int i = 0; i < features.length; i++) {
                int cell = from + i;
                // of class 1, also if the network has an output for each of the two classes
                probabilities[cell / cells][cell % cells] = predicted[i][predicted[i].length - 1];
                classes[cell / cells][cell % cells] = largest(predicted[i]);
            }
        }
        return model.task() == Task.BINARY ? new Probabilities(probabilities) : new ClassMap(classes);
    }

    private static int largest(double[] values) {
        int best = 0;
        for (int i = 0; i < values.length; i++) {
            if (Double.isNaN(values[i])) {
                return ClassMap.NOT_A_NUMBER;
            }
            best = values[i] > values[best] ? i : best;
        }
        return best;
    }

    private static List<Mark> marks(Dataset data) {
        INDArray features = data.features();
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i < data.examples(); i++) {
            marks.add(new Mark(features.getDouble(i, 0), features.getDouble(i, 1), (int)
                    data.targets().getDouble(i, 0)));
        }
        return marks;
    }
}
