package rai.shell.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rai.api.probe.ProbeSeries;
import rai.api.probe.ProbeSeries.Row;
import rai.plot.Axis;
import rai.plot.LineChart;
import rai.plot.Series;
import rai.shell.testing.Captured;
import rai.shell.testing.FakeCatalog;
import rai.shell.testing.FakeModel;
import rai.shell.testing.FakeRuns;
import rai.shell.testing.FakeSummaries;
import rai.shell.testing.FakeTrainer;
import rai.testkit.stub.StubRunReader;

class PlotProbeTest {
    @TempDir
    Path dir;

    private final FakeRuns runs = new FakeRuns();
    private final PlotCommand command =
            new PlotCommand(new FakeTrainer(), new FakeCatalog(new FakeModel.Pair()), runs, new FakeSummaries());
    private StubRunReader kept;

    @BeforeEach
    void keep() throws IOException {
        System.setProperty("java.awt.headless", "true");
        Files.createDirectories(dir);
        kept = runs.reader(dir);
    }

    /** Norms fall from 100 to 1 over three maps; the activation between has none. */
    private static ProbeSeries flow(String probe) {
        List<Row> rows = new ArrayList<>();
        for (long step : new long[] {0, 10, 20, 30, 40, 50, 60}) {
            rows.add(new Row(step, "dense_1", List.of(1.0 + step, 4.0)));
            rows.add(new Row(step, "relu_1", List.of(Double.NaN, 5.0)));
            rows.add(new Row(step, "dense_2", List.of(100.0 + step, 6.0)));
            rows.add(new Row(step, "network", List.of(7.0, Double.NaN)));
        }
        return new ProbeSeries(probe, List.of("norm", "output"), rows);
    }

    private static ProbeSeries curve() {
        List<Row> rows = new ArrayList<>();
        for (long step : new long[] {0, 10}) {
            for (String layer : List.of("prelu_1", "prelu_2")) {
                rows.add(new Row(step, layer, List.of(-1.0, -0.25, -0.5, 0.0)));
                rows.add(new Row(step, layer, List.of(1.0, 1.0, 1.0, 1.0)));
            }
        }
        return new ProbeSeries("activation-curve", List.of("z", "a", "lowest", "highest"), rows);
    }

    private JsonObject draw(String... more) {
        List<String> words = new ArrayList<>(List.of("probe", dir.toString(), "--json"));
        words.addAll(List.of(more));
        return JsonParser.parseString(
                        Captured.of(command, words.toArray(new String[0])).out())
                .getAsJsonObject();
    }

    private void assertFails(String message, String... more) {
        assertThatThrownBy(() -> draw(more)).hasMessageContaining(message);
    }

    @Test
    void theOnlySeriesIsDrawnIntoTheRunsDirectory() throws IOException {
        kept.with(flow("gradient-flow"));
        JsonObject document = draw();
        assertThat(document.get("columns")).hasToString("[\"norm\",\"output\"]");
        assertThat(document.get("steps")).hasToString("[0,20,30,50,60]");
        assertThat(document.get("layers")).hasToString("[\"dense_1\",\"relu_1\",\"dense_2\"]");
        assertThat(ImageIO.read(dir.resolve("probe-gradient-flow.png").toFile()).getWidth())
                .isGreaterThan(100);
    }

    @Test
    void overTheLayersThereIsALineForEachStepAndLayersWithoutNumbersAreLeftOut() {
        LineChart norm = new ProbePanels(flow("flow"))
                .overLayers(List.of("norm"), List.of(0L, 60L))
                .get(0);
        assertThat(norm.series()).extracting(Series::name).containsExactly("step 0", "step 60");
        assertThat(norm.series().get(1).y()).containsExactly(61, 160);
        assertThat(norm.captions()).containsExactly("1 dense_1, 2 dense_2");
    }

    @Test
    void anAxisIsLogarithmicIfTheNumbersSpanAFactorOfAHundred() {
        ProbePanels panels = new ProbePanels(flow("flow"));
        assertThat(panels.overLayers(List.of("norm"), List.of(0L)).get(0).y().log())
                .isTrue();
        assertThat(panels.overLayers(List.of("norm"), List.of(60L)).get(0).y().log())
                .isFalse();
    }

    /** As in float32, where a gradient of 1e-50 is 0. */
    @Test
    void zerosDoNotKeepNumbersThatVanishFromALogarithmicAxis() {
        assertThat(axisOf(0, 0, 1e-6, 0.1).log()).isTrue();
        assertThat(axisOf(0, 0, 0.01, 0.5).log()).isFalse();
        assertThat(axisOf(-1e-9, 1e-6, 0.1).log()).isFalse();
    }

    private static Axis axisOf(double... numbers) {
        List<Row> rows = IntStream.range(0, numbers.length)
                .mapToObj(i -> new Row(0, "dense_" + (i + 1), List.of(numbers[i])))
                .toList();
        ProbePanels panels = new ProbePanels(new ProbeSeries("flow", List.of("norm"), rows));
        return panels.overLayers(List.of("norm"), List.of(0L)).get(0).y();
    }

    @Test
    void overTheStepsThereIsALineForEachLayer() {
        LineChart norm = new ProbePanels(flow("flow"))
                .overSteps(List.of("norm"), List.of("dense_1", "relu_1", "network"))
                .get(0);
        assertThat(norm.series()).extracting(Series::name).containsExactly("dense_1", "network");
        assertThat(norm.series().get(0).x()).containsExactly(0, 10, 20, 30, 40, 50, 60);
        assertThat(norm.series().get(0).y()).containsExactly(1, 11, 21, 31, 41, 51, 61);
        assertThat(norm.series().get(1).colour()).isEqualTo(2); // as in the other panels
    }

    @Test
    void quantilesAreAMedianWithABandAtTheFirstAndTheLastLine() {
        List<String> columns = List.of("mean", "q0", "q5", "q25", "q50", "q75", "q95", "q100");
        List<Row> rows = IntStream.range(0, 3)
                .mapToObj(step -> new Row(step, "dense_1", List.of(9.0, 0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0)))
                .toList();
        ProbePanels panels = new ProbePanels(new ProbeSeries("weights", columns, rows));
        assertThat(panels.columns()).containsExactly("mean", "q50");
        LineChart median =
                panels.overLayers(List.of("q50"), List.of(0L, 1L, 2L)).get(0);
        assertThat(median.title()).isEqualTo("median");
        assertThat(median.series()).extracting(Series::hasBand).containsExactly(true, false, true);
        assertThat(median.series().get(0).low()).containsExactly(1);
        assertThat(median.series().get(0).high()).containsExactly(5);
    }

    @Test
    void aCurveHasAPanelForEachLayerWithTheRangeOfItsUnits() {
        kept.with(curve());
        assertThat(draw().get("layers")).hasToString("[\"prelu_1\",\"prelu_2\"]");
        LineChart second = new ProbePanels(curve())
                .curves(List.of("prelu_1", "prelu_2"), List.of(0L, 10L))
                .get(1);
        assertThat(second.title()).isEqualTo("prelu_2");
        assertThat(second.series().get(1).x()).containsExactly(-1, 1);
        assertThat(second.series().get(1).y()).containsExactly(-0.25, 1);
        assertThat(second.series().get(1).low()).containsExactly(-0.5, 1);
    }

    @Test
    void oneOfSeveralSeriesIsChosenByItsSpecOrItsName() {
        kept.with(flow("gradient-flow")).with(flow("dead-units(threshold=0.1)"));
        assertFails("the run has several series: choose one with --series: gradient-flow, dead-units(threshold=0.1)");
        assertThat(draw("--series", "dead-units").get("series")).hasToString("\"dead-units(threshold=0.1)\"");
        assertFails("did you mean 'gradient-flow'?", "--series", "gradient-flo");
        kept.with(flow("dead-units(threshold=0.2)"));
        assertFails("several probes of the run are called dead-units", "--series", "dead-units");
    }

    @Test
    void whatDoesNotExistIsRefusedWithWhatDoes() {
        kept.with(flow("gradient-flow"));
        assertFails("nothing was measured after step 5: choose from 0, 10, 20, 30, 40, 50, 60", "--steps", "0,5");
        assertFails("--steps needs whole numbers", "--steps", "0,last");
        assertFails("did you mean 'norm'?", "--columns", "nrom");
        assertFails("did you mean 'dense_2'?", "--over", "steps", "--layers", "dens_2");
    }

    @Test
    void optionsThatWouldChooseNothingAreRefused() {
        kept.with(flow("gradient-flow"));
        assertFails("--layers chooses lines, but over the layers", "--layers", "dense_1");
        assertFails("--steps chooses lines, but with --over steps", "--over", "steps", "--steps", "0");
    }

    @Test
    void aCurveHasNoOtherAxis() {
        kept.with(curve());
        assertFails("is a curve for each layer: leave out --over", "--over", "steps");
        assertFails("is a curve for each layer: leave out --columns", "--columns", "a");
    }

    @Test
    void aRunWithoutProbesSaysHowToMeasure() {
        assertFails("no probe has measured in " + dir + ": train with --probe, as in --probe gradient-flow");
    }
}
