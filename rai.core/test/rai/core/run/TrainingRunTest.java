package rai.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.catalog.Kind;
import rai.api.layer.Pass;
import rai.api.layer.Tensor;
import rai.api.run.Model;
import rai.api.run.PhaseBuilder;
import rai.api.run.Run;
import rai.api.run.RunEvent;
import rai.api.run.RunResult;
import rai.api.run.RunResult.Stop;
import rai.api.spec.SpecException;
import rai.core.Fixtures;
import rai.core.LayerFixtures;
import rai.core.catalog.ServiceCatalog.Offer;
import rai.core.data.Batches;
import rai.core.data.Examples;
import rai.core.data.Standardization;
import rai.core.trainer.DefaultTrainer;

/** What a run promises. */
class TrainingRunTest extends SmallRun {
    @Test
    void itLearns() {
        RunResult result = train();
        assertThat(result.train().get("accuracy")).isGreaterThan(0.9);
        assertThat(result.steps()).isEqualTo(60);
        assertThat(result.stopped()).isEqualTo(Stop.STEPS);
    }

    @Test
    void aRegressionIsReportedByItsRootMeanSquaredError() {
        data = "line";
        RunResult result = train();
        assertThat(result.train()).containsOnlyKeys("loss", "rmse");
        assertThat(result.train().get("rmse"))
                .isCloseTo(Math.sqrt(result.train().get("loss")), within(1e-6));
    }

    @Test
    void theSameSeedGivesTheSameBitsAndAnotherSeedDoesNot() {
        String one = train().stateHash();
        assertThat(train().stateHash()).isEqualTo(one);
        seed = 4;
        assertThat(train().stateHash()).isNotEqualTo(one);
    }

    @Test
    void theNumberOfThreadsDoesNotChangeABit() {
        batch = 5;
        String one = train().stateHash();
        threads = 3;
        assertThat(train().stateHash()).isEqualTo(one);
    }

    @Test
    void anEpochOfMiniBatchesTakesEveryExampleOnce() {
        batch = 5;
        phases = List.of(PhaseBuilder.of("down").epochs(2));
        List<Long> epochs = new ArrayList<>();
        RunResult result = train(event -> {
            if (event instanceof RunEvent.Epoch epoch) {
                epochs.add(epoch.epoch());
            }
        });
        assertThat(result.steps()).isEqualTo(6); // 12 examples: 5 + 5 + 2, twice
        assertThat(epochs).containsExactly(1L, 2L);

        Batches batches = new Batches(
                Examples.of(
                        new Fixtures.Ring().load(),
                        1,
                        org.nd4j.linalg.api.buffer.DataType.DOUBLE,
                        Standardization.none(2)),
                5,
                1);
        List<Double> seen = new ArrayList<>();
        for (int step = 3; step < 6; step++) {
            INDArray inputs = batches.at(step).inputs();
            for (int row = 0; row < inputs.size(0); row++) {
                seen.add(inputs.getDouble(row, 0));
            }
        }
        assertThat(seen).hasSize(12).doesNotHaveDuplicates();
    }

    @Test
    void stoppingKeepsTheStateOfTheLastStep() {
        phases = List.of(PhaseBuilder.of("down", 7));
        String seven = train().stateHash();
        phases = List.of(PhaseBuilder.of("down", 60));
        AtomicReference<Run> run = new AtomicReference<>(prepare());
        RunResult result = run.get().train(event -> {
            if (event instanceof RunEvent.Stepped stepped && stepped.step() == 7) {
                run.get().stop();
            }
        });
        run.get().close();
        assertThat(result.stopped()).isEqualTo(Stop.INTERRUPTED);
        assertThat(result.steps()).isEqualTo(7);
        assertThat(result.stateHash()).isEqualTo(seven);
        assertThat(result.reason()).isEqualTo("stopped after step 7 of 60");
    }

    @Test
    void evaluationsComeAsOftenAsAskedForAndAtTheEnd() {
        evaluateEvery = 25;
        List<Long> at = new ArrayList<>();
        train(event -> {
            if (event instanceof RunEvent.Evaluated evaluated) {
                at.add(evaluated.step());
            }
        });
        assertThat(at).containsExactly(25L, 50L, 60L);
    }

    @Test
    void aRunWaitsForAServiceThatIsGoneAndLosesNothing() throws Exception {
        String undisturbed = train().stateHash();
        Fixtures.Bend bend = new Fixtures.Bend();
        Offer offer = new Offer(Kind.ACTIVATION, "bow", 0, 99, "b", "1", () -> bend);
        catalog.add(offer);
        network = "dense(6) bow dense(6) bow dense";
        List<String> events = new ArrayList<>();
        RunResult result = train(event -> {
            if (event instanceof RunEvent.Stepped stepped && stepped.step() == 10) {
                catalog.remove(offer);
            } else if (event instanceof RunEvent.Paused paused) {
                events.add("paused " + paused.step() + ": " + paused.reason());
                catalog.add(offer);
            } else if (event instanceof RunEvent.Resumed resumed) {
                events.add("resumed " + resumed.step());
            }
        });
        assertThat(events)
                .containsExactly(
                        "paused 10: the activation 'bow' of b 1 is gone: reinstall its bundle, or choose another"
                                + " service with swap",
                        "resumed 10");
        assertThat(result.stateHash()).isEqualTo(undisturbed);
    }

    @Test
    void aBetterProviderTakesOverInMidRun() {
        List<String> swaps = new ArrayList<>();
        train(event -> {
            if (event instanceof RunEvent.Stepped stepped && stepped.step() == 10) {
                catalog.add(new Offer(Kind.ACTIVATION, "bend", 1, 99, "better", "2.0", () -> new Fixtures.Bend() {}));
            } else if (event instanceof RunEvent.Swapped swapped) {
                swaps.add(swapped.step() + " " + swapped.kind() + " "
                        + swapped.to().spec() + " " + swapped.to().provider());
            }
        });
        assertThat(swaps).containsExactly("10 activation bend better 2.0");
    }

    @Test
    void aStoredRunPredictsAsTheRunDid(@TempDir Path temp) throws IOException {
        directory = Optional.of(temp.resolve("one"));
        INDArray features = new Fixtures.Ring().load().features();
        INDArray before;
        RunResult result;
        try (Run run = prepare()) {
            result = run.train(event -> {});
            before = run.model().predict(features);
        }
        Model model = new DefaultTrainer(catalog).open(temp.resolve("one"));
        assertThat(model.predict(features).dup().data().asFloat())
                .isEqualTo(before.dup().data().asFloat());
        assertThat(model.evaluate(new Fixtures.Ring().load())).isEqualTo(result.train());
        assertThat(Files.readString(temp.resolve("one/run.json"))).contains(result.stateHash());
        assertThat(Files.readAllLines(temp.resolve("one/history.csv"))).hasSize(1 + 60 + 1);
        assertThat(Files.readString(temp.resolve("one/events.jsonl"))).contains("\"event\":\"stopped\"");
        assertThat(temp.resolve("one/checkpoint/parameters.npy")).exists();
    }

    @Test
    void whatLayersGatherBelongsToTheRun(@TempDir Path temp) {
        catalog = LayerFixtures.catalog();
        network = "dense(6) centre wave(share=network) dense(6) jitter wave(share=network) dense";
        batch = 5;
        String undisturbed = train().stateHash();
        threads = 3;
        assertThat(train().stateHash()).isEqualTo(undisturbed);
        seed = 4;
        assertThat(train().stateHash()).isNotEqualTo(undisturbed);
        directory = Optional.of(temp.resolve("one"));
        INDArray features = new Fixtures.Ring().load().features();
        try (Run run = prepare()) {
            run.train(event -> {});
            assertThat(new DefaultTrainer(catalog).open(temp.resolve("one")).predict(features))
                    .isEqualTo(run.model().predict(features));
        }
        assertThat(temp.resolve("one/checkpoint/layer-state.npy")).exists();
    }

    @Test
    void anotherVersionOfALayerMustNeedTheSameTensors() {
        catalog = LayerFixtures.catalog();
        network = "dense(6) centre dense";
        Offer wider = new Offer(Kind.LAYER, "centre", 1, 99, "other", "2.0", () -> new LayerFixtures.Centre() {
            @Override
            public List<Tensor> parameters(int inputs) {
                return List.of(new Tensor("gain", inputs, 1), new Tensor("more", 1, 0));
            }

            @Override
            public void backward(Pass pass) {
                super.backward(pass);
                pass.gradient("more").assign(0);
            }
        });
        List<String> events = new ArrayList<>();
        train(event -> {
            if (event instanceof RunEvent.Stepped stepped && stepped.step() == 10) {
                catalog.add(wider);
            } else if (event instanceof RunEvent.Paused paused) {
                events.add(paused.reason());
                catalog.remove(wider);
            }
        });
        assertThat(events)
                .containsExactly(
                        "the layer centre of other 2.0, which is now in use, has other parameters, state or widths than"
                                + " the one that the run began with");
    }

    @Test
    void aSingleExampleCannotBeCompared() {
        catalog = LayerFixtures.catalog();
        network = "dense(6) centre dense";
        batch = 11;
        assertThatThrownBy(this::train)
                .isInstanceOf(SpecException.class)
                .hasMessage(
                        "centre needs more than one example in every step, but a step would have only one of the 12:"
                                + " choose another --batch");
    }

    @Test
    void anEarlierRunIsNotOverwritten(@TempDir Path temp) {
        directory = Optional.of(temp);
        assertThatThrownBy(this::train)
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("exists already: choose another one with --out");
    }

    @Test
    void aDirectoryWithoutARunIsNotAModel(@TempDir Path temp) {
        assertThatThrownBy(() -> new DefaultTrainer(catalog).open(temp))
                .isInstanceOf(SpecException.class)
                .hasMessage("there is no run in " + temp + ": run.json is missing");
    }

    @Test
    void aLossForClassesIsRefusedForNumbers() {
        data = "line";
        loss = Optional.of("bce-with-logits");
        assertThatThrownBy(this::train)
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("the loss bce-with-logits is for classes, but the data hold numbers");
    }

    @Test
    void testDataMustBeForTheSameTask() {
        test = Optional.of("line");
        assertThatThrownBy(this::train)
                .isInstanceOf(SpecException.class)
                .hasMessage("the test data have 1 feature, but the training data have 2");
    }

    @Test
    void aNetworkThatDoesNotFitIntoMemoryIsRefusedBeforeAnythingIsAllocated() {
        network = "1000x(dense(100000) bend) dense";
        assertThatThrownBy(this::train)
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("takes 1.20e+05 GB of memory (9990100300001 trained numbers")
                .hasMessageContaining("GB of memory");
    }
}
