package rai.shell.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rai.api.optimizer.Optimizer;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;
import rai.shell.console.Failure;
import rai.shell.testing.Captured;
import rai.shell.testing.FakeCatalog;
import rai.shell.testing.FakeTrainer;
import rai.studies.RangeTest;

class FindRateCommandTest {
    private final FakeTrainer trainer = new FakeTrainer();
    private final FindRateCommand command =
            new FindRateCommand(trainer, new FakeCatalog(new Stroll(), new Leap()), new RangeTest());

    @TempDir
    Path temp;

    private Captured run(String... more) {
        List<String> all = new ArrayList<>(List.of("--data", "cloud"));
        all.addAll(List.of(more));
        if (!all.contains("--out")) {
            all.addAll(List.of("--out", temp.resolve("out").toString()));
        }
        return Captured.of(command, all.toArray(String[]::new));
    }

    private void falling() {
        trainer.objectives = IntStream.range(0, 101)
                .mapToObj(i -> 0.1 + 1 / (1 + Math.exp((i - 50) / 4.0)))
                .toList();
    }

    @Test
    void theRateIsSweptFromEndToEnd() {
        falling();
        run("--optimizer", "stroll(ease=3)", "--from", "1e-4", "--to", "1");
        assertThat(trainer.request.phases().get(0).optimizer()).isEqualTo("stroll(ease=3, rate=1)");
        assertThat(trainer.request.phases().get(0).schedule()).contains("sweep(from=1e-4, to=1)");
        assertThat(trainer.request.keeping().directory()).isEmpty();
        assertThat(trainer.request.phases().get(0).steps()).contains(200L);
    }

    @Test
    void theSuggestionIsWhereTheObjectiveFallsFastest() {
        falling();
        String out = run("--optimizer", "stroll(ease=3)", "--from", "1e-4", "--to", "1")
                .out();
        assertThat(out)
                .contains("the objective fell fastest at the rate 0.01: try --optimizer \"stroll(ease=3, rate=0.01)\"");
        assertThat(temp.resolve("out/find-rate.png")).exists();
        assertThat(temp.resolve("out/find-rate.json")).exists();
    }

    @Test
    void thePictureShowsTheChosenPoint() throws Exception {
        falling();
        Path svg = temp.resolve("rates.svg");
        run("--optimizer", "stroll", "--from", "1e-4", "--to", "1", "--out", svg.toString());
        assertThat(svg).content().contains(">falls fastest at 0.01<", ">smoothed<", ">objective<");
    }

    @Test
    void severalSeedsAreOneCurveWithABand() throws Exception {
        falling();
        Path svg = temp.resolve("rates.svg");
        String out = run(
                        "--optimizer",
                        "stroll",
                        "--from",
                        "1e-4",
                        "--to",
                        "1",
                        "--seeds",
                        "3",
                        "--seed",
                        "5",
                        "--out",
                        svg.toString())
                .out();
        assertThat(trainer.request.execution().seed()).isEqualTo(7); // the last of three
        assertThat(svg)
                .content()
                .contains(">mean of 3 seeds, smoothed<")
                .contains(">band: smallest to largest of seeds 5 to 7<");
        assertThat(out)
                .contains("mean objective of seeds 5 to 7")
                .contains("fell fastest at the rate 0.01 (each seed by itself: 0.01 to 0.01): try");
    }

    @Test
    void jsonHoldsEachSeed() {
        falling();
        var seeds = JsonParser.parseString(
                        run("--optimizer", "stroll", "--from", "1e-4", "--to", "1", "--seeds", "2", "--json")
                                .out())
                .getAsJsonObject()
                .getAsJsonArray("seeds");
        assertThat(seeds).hasSize(2);
        assertThat(seeds.get(1).getAsJsonObject().get("seed").getAsInt()).isEqualTo(1);
        assertThat(seeds.get(1).getAsJsonObject().get("suggested").getAsDouble())
                .isEqualTo(0.01);
    }

    @Test
    void outMayNameThePicture() {
        falling();
        Captured.of(
                command,
                "--data",
                "cloud",
                "--optimizer",
                "stroll",
                "--out",
                temp.resolve("a/rates.svg").toString());
        assertThat(temp.resolve("a/rates.svg")).content().startsWith("<?xml");
        assertThat(temp.resolve("a/rates.json")).exists();
    }

    @Test
    void anOptimizerWithoutARateIsTriedWithFactors() {
        falling();
        String out = run("--optimizer", "leap(step=0.1)", "--from", "1e-4", "--to", "1")
                .out();
        assertThat(trainer.request.phases().get(0).optimizer()).isEqualTo("leap(step=0.1)");
        assertThat(out).contains("the objective fell fastest at the factor 0.01 of leap(step=0.1)");
    }

    @Test
    void jsonHoldsTheCurve() {
        falling();
        var document = JsonParser.parseString(run("--optimizer", "stroll", "--from", "1e-4", "--to", "1", "--json")
                        .out())
                .getAsJsonObject();
        assertThat(document.get("suggested").getAsDouble()).isEqualTo(0.01);
        assertThat(document.get("swept").getAsString()).isEqualTo("rate");
        assertThat(document.getAsJsonArray("rates")).hasSize(101);
        assertThat(document.getAsJsonArray("objectives")).hasSize(101);
        assertThat(document.get("diverged").isJsonNull()).isTrue();
    }

    @Test
    void theSweepEndsWhenTheObjectiveIsTooLarge() {
        trainer.objectives = IntStream.range(0, 101)
                .mapToObj(i -> i < 60 ? 1 - i / 100.0 : 10.0)
                .toList();
        run("--optimizer", "stroll");
        assertThat(trainer.stop).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "--from 1 --to 0.1; --from must be above 0",
                "--seeds 0; --seeds must be at least 1",
                "--schedule cosine; has its own schedule",
                "--then refit; has its own schedule",
                "--steps 5; at least 10",
                "--steps 20; there is too little data"
            })
    void whatCannotBeIsRefused(String options, String message) {
        List<String> all = new ArrayList<>(List.of(options.split(" ")));
        all.addAll(List.of("--optimizer", "stroll"));
        assertThatThrownBy(() -> run(all.toArray(String[]::new)))
                .isInstanceOf(Failure.class)
                .hasMessageContaining(message);
    }

    /** An optimizer with a rate. */
    @Named("stroll")
    @About("A stroll.")
    static class Stroll implements Optimizer {
        @Setting("rate")
        double rate = 0.1;

        @Setting("ease")
        int ease = 1;

        @Override
        public List<String> slots() {
            return List.of();
        }
    }

    /** An optimizer without a rate. */
    @Named("leap")
    @About("A leap.")
    static class Leap implements Optimizer {
        @Setting("step")
        double step = 0.1;

        @Override
        public List<String> slots() {
            return List.of();
        }
    }
}
