package rai.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.catalog.Kind;
import rai.api.method.Trained;
import rai.api.method.Training;
import rai.api.network.Network;
import rai.api.optimizer.ElementwiseOptimizer;
import rai.api.optimizer.Slots;
import rai.api.optimizer.Update;
import rai.api.run.Change;
import rai.api.run.PhaseBuilder;
import rai.api.run.Run;
import rai.api.run.RunEvent;
import rai.api.run.RunRequest;
import rai.api.run.RunResult;
import rai.api.run.RunResult.Stop;
import rai.api.spec.Named;
import rai.api.spec.SpecException;
import rai.core.Fixtures;
import rai.core.catalog.ServiceCatalog;
import rai.core.catalog.ServiceCatalog.Offer;
import rai.core.trainer.DefaultTrainer;

/** Variables with a row per example: what a step moves, what counts, and what a break or a change leaves. */
class ExampleRowsTest {
    private final ServiceCatalog catalog = Fixtures.catalog();
    private final List<Long> updatesOfRows = new ArrayList<>();
    /** For each element of the codes that was moved, which update of it that was. */
    private final List<Long> updatesOfElements = new ArrayList<>();

    private String method = "codes";
    private String optimizer = "descent";
    private int batch = 5;
    private int steps = 15;
    private Optional<Path> directory = Optional.empty();

    @TempDir
    Path temp;

    /** The same as bend. */
    @Named("bend2")
    public static class Bend2 extends Fixtures.Bend {}

    /**
     * A code per example follows the example's inputs and moves one weight; an array of state and a number slow that down. Of
     * 12 examples in batches of 5 the last batch of an epoch has 2.
     */
    @Named("codes")
    public static class Codes extends Fixtures.Down {
        @Override
        public List<Variable> variables(Network network, int examples) {
            return List.of(Variable.perExample("codes", examples, 2));
        }

        @Override
        public List<Variable> state(Network network, int examples) {
            return List.of(Variable.perExample("visits", examples), new Variable("mean", 2));
        }

        @Override
        public List<String> numbers() {
            return List.of("total");
        }

        @Override
        public void start(Training training) {
            training.batch()
                    .forEach(() ->
                            training.rows("codes").assign(training.inputs()).muli(0.5));
        }

        @Override
        public double gradient(Training training) {
            double loss = super.gradient(training);
            INDArray codes = codes(training);
            INDArray error = codes.sub(training.inputs());
            codesGradient(training).assign(error);
            training.rows("visits").addi(1);
            INDArray mean = training.state("mean");
            mean.muli(0.9).addi(codes.mean(0).mul(0.1));
            training.numbers().set("total", training.numbers().get("total") + loss);
            INDArray gradient = training.parameterGradient();
            double sum = codes.sumNumber().doubleValue()
                    + mean.sumNumber().doubleValue()
                    + training.rows("visits").sumNumber().doubleValue();
            gradient.putScalar(
                    0,
                    gradient.getDouble(0) + 0.01 * sum / (1 + training.numbers().get("total")));
            return loss + error.norm2Number().doubleValue();
        }

        INDArray codes(Training training) {
            return training.rows("codes");
        }

        INDArray codesGradient(Training training) {
            return training.rowsGradient("codes");
        }
    }

    /** The same with a variable that every step moves as a whole. */
    @Named("whole-codes")
    public static class WholeCodes extends Codes {
        @Override
        public List<Variable> variables(Network network, int examples) {
            return List.of(new Variable("codes", examples, 2));
        }

        @Override
        public void start(Training training) {
            training.variable("codes").assign(training.inputs()).muli(0.5);
        }

        @Override
        INDArray codes(Training training) {
            return training.variable("codes");
        }

        @Override
        INDArray codesGradient(Training training) {
            return training.gradient("codes");
        }
    }

    /** Records which update it is, for arrays whose length is that of the codes of 5 or of 2 examples. */
    @Named("counting")
    public final class Counting implements ElementwiseOptimizer {
        @Override
        public List<String> slots() {
            return List.of("seen");
        }

        @Override
        public void update(INDArray x, INDArray gradient, Slots slots, Update update) {
            if (x.length() == 10 || x.length() == 4) {
                updatesOfRows.add(update.number());
            }
            for (long i = 0; i < x.length() && x.length() <= 10; i++) {
                updatesOfElements.add(update.number());
            }
            x.subi(gradient.mul(0.1 / update.number()).mul(slots.get("seen").add(1)));
            slots.get("seen").addi(1.0 / update.number());
        }
    }

    @BeforeEach
    void offer() {
        offer(Kind.METHOD, "codes", new Codes());
        offer(Kind.METHOD, "whole-codes", new WholeCodes());
        offer(Kind.OPTIMIZER, "counting", new Counting());
        offer(Kind.ACTIVATION, "bend2", new Bend2());
    }

    private void offer(Kind kind, String name, Object service) {
        catalog.add(new Offer(kind, name, 0, 3000, "extra", "1", () -> service));
    }

    private Run prepare() {
        return new DefaultTrainer(catalog)
                .prepare(RunRequest.builder()
                        .train("ring")
                        .network("dense(6) bend dense")
                        .init("spread")
                        .optimizer(optimizer)
                        .phases(List.of(PhaseBuilder.of(method, steps)))
                        .seed(3)
                        .batch(batch)
                        .threads(1)
                        .directory(directory.orElse(null))
                        .checkpointEvery(4)
                        .build());
    }

    private RunResult train() {
        return train((run, step) -> {});
    }

    private RunResult train(BiConsumer<Run, Long> afterStep) {
        try (Run run = prepare()) {
            return run.train(event -> {
                if (event instanceof RunEvent.Stepped stepped) {
                    afterStep.accept(run, stepped.step());
                }
            });
        }
    }

    @Test
    void eachRowCountsItsOwnUpdates() {
        optimizer = "counting";
        steps = 7;
        train();
        assertThat(updatesOfRows).containsExactly(1L, 1L, 1L, 2L, 2L, 2L, 3L);
    }

    @Test
    void aStepMovesTheRowsOfItsBatchAlone() {
        steps = 4;
        List<List<Integer>> moved = new ArrayList<>();
        List<List<Integer>> inBatch = new ArrayList<>();
        offer(Kind.METHOD, "watched", new Codes() {
            private INDArray before;

            @Override
            public void step(Training training) {
                INDArray codes = training.variable("codes");
                before = codes.dup();
                super.step(training);
                inBatch.add(
                        IntStream.of(training.batch().rows()).sorted().boxed().toList());
                moved.add(IntStream.range(0, 12)
                        .filter(i -> !codes.getRow(i).equals(before.getRow(i)))
                        .boxed()
                        .toList());
                assertThat(training.rows("codes").getRow(1))
                        .as("a row of the batch after the step")
                        .isEqualTo(codes.getRow(training.batch().rows()[1]));
            }
        });
        method = "watched";
        train();
        assertThat(moved).isEqualTo(inBatch).extracting(List::size).containsExactly(5, 5, 2, 5);
    }

    @Test
    void withAFullBatchItIsAVariableLikeAnyOther() {
        batch = 0;
        String byRow = train().stateHash();
        method = "whole-codes";
        assertThat(train().stateHash()).isEqualTo(byRow);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 7, 12})
    void aRunThatWasStoppedContinuesWithTheSameBits(int step) {
        optimizer = "counting";
        String unbroken = train().stateHash();
        directory = Optional.of(temp.resolve("run"));
        RunResult stopped = train((run, now) -> {
            if (now == step) {
                run.stop();
            }
        });
        assertThat(stopped.stopped()).isEqualTo(Stop.INTERRUPTED);
        try (Run run = new DefaultTrainer(catalog).resume(temp.resolve("run"), notice -> {})) {
            assertThat(run.train(event -> {}).stateHash()).isEqualTo(unbroken);
        }
    }

    private RunResult changeAfter(long at, Change change) {
        try (Run run = prepare()) {
            return run.train(event -> {
                if (event instanceof RunEvent.Stepped stepped && stepped.step() == at) {
                    run.pause();
                } else if (event instanceof RunEvent.Paused) {
                    CompletableFuture.runAsync(() -> {
                        try {
                            run.swap(change);
                        } finally {
                            run.proceed();
                        }
                    });
                }
            });
        }
    }

    private static Change to(String activation, String optimizer) {
        return new Change(
                Optional.ofNullable(activation),
                Optional.empty(),
                Optional.empty(),
                Optional.ofNullable(optimizer),
                Optional.empty());
    }

    @Test
    void aChangeOfTheActivationKeepsRowsStateNumbersAndCounts() {
        optimizer = "counting";
        String unchanged = train().stateHash();
        List<Long> counted = List.copyOf(updatesOfRows);
        updatesOfRows.clear();
        assertThat(changeAfter(4, to("bend2", null)).stateHash()).isEqualTo(unchanged);
        assertThat(updatesOfRows).isEqualTo(counted);
    }

    @Test
    void aNewOptimizerCountsEachRowFromTheStart() {
        steps = 7;
        changeAfter(4, to(null, "counting"));
        assertThat(updatesOfRows).as("of the steps 5, 6 and 7").containsExactly(1L, 1L, 1L);
    }

    @Test
    void rowsWithDifferentCountsAreMovedApart() {
        steps = 5;
        optimizer = "counting";
        offer(Kind.METHOD, "twice", new Codes() {
            @Override
            public List<String> counters() {
                return List.of("codes");
            }

            @Override
            public void step(Training training) {
                double loss = gradient(training);
                long times = training.step() == 0 ? 2 : 1; // the first batch is moved twice
                for (int i = 0; i < times; i++) {
                    training.update("codes", Trained.variables("codes"));
                }
                training.completed(loss);
            }
        });
        method = "twice";
        train();
        assertThat(updatesOfElements.subList(0, 10)).containsOnly(1L);
        assertThat(updatesOfElements.subList(10, 20)).containsOnly(2L);
        assertThat(updatesOfElements.subList(20, 34)).containsOnly(1L);
        List<Long> secondEpoch = updatesOfElements.subList(34, updatesOfElements.size());
        assertThat(secondEpoch).hasSize(20).containsOnly(2L, 3L).contains(2L, 3L);
    }

    @Test
    void anArrayWithoutARowPerExampleIsRefused() {
        offer(Kind.METHOD, "wrong", new Codes() {
            @Override
            public double gradient(Training training) {
                training.rows("mean");
                return super.gradient(training);
            }
        });
        method = "wrong";
        assertThat(train().reason()).contains("'mean' has no row per example: declare it with Variable.perExample");
    }

    @Test
    void anotherNumberOfRowsThanOfExamplesIsRefused() {
        offer(Kind.METHOD, "short", new Codes() {
            @Override
            public List<Variable> variables(Network network, int examples) {
                return List.of(Variable.perExample("codes", examples - 1, 2));
            }
        });
        method = "short";
        assertThatThrownBy(this::prepare)
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("declares a row per example for 'codes', but 11 rows for 12 examples");
    }

    @Test
    void twoMethodsThatDeclareOneArrayDifferentlyAreRefused() {
        assertThatThrownBy(() -> new DefaultTrainer(catalog)
                        .prepare(RunRequest.builder()
                                .train("ring")
                                .network("dense(6) bend dense")
                                .init("spread")
                                .optimizer("descent")
                                .phases(List.of(PhaseBuilder.of("codes", 2), PhaseBuilder.of("whole-codes", 2)))
                                .build()))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("only one of them declares a row per example");
    }
}
