package rai.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.catalog.Kind;
import rai.api.method.Trained;
import rai.api.method.Training;
import rai.api.method.TrainingMethod;
import rai.api.network.Network;
import rai.api.optimizer.ElementwiseOptimizer;
import rai.api.optimizer.Slots;
import rai.api.optimizer.Update;
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

/** Variables that consist of blocks with a row per example are moved as if each example had one row. */
class ExampleBlocksTest {
    private final ServiceCatalog catalog = Fixtures.catalog();
    private final List<INDArray> seen = new ArrayList<>();

    @TempDir
    Path temp;

    /** A step that shows which update of an element it is. */
    @Named("numbering")
    public static final class Numbering implements ElementwiseOptimizer {
        @Override
        public List<String> slots() {
            return List.of("seen");
        }

        @Override
        public void update(INDArray x, INDArray gradient, Slots slots, Update update) {
            slots.get("seen").addi(1.0 / update.number());
            x.subi(gradient.mul(0.1 / update.number()).mul(slots.get("seen")));
        }
    }

    /**
     * A code of two numbers per example follows its inputs. Of 12 examples in batches of 5 the last batch of an epoch has 2, and the
     * codes of the first batch are moved twice, so that later batches have rows with different histories.
     */
    @Named("codes")
    public class InRows extends Fixtures.Down {
        @Override
        public List<Variable> variables(Network network, int examples) {
            return List.of(Variable.perExample("codes", examples, 2));
        }

        @Override
        public List<String> counters() {
            return List.of("codes");
        }

        @Override
        public void start(Training training) {
            training.batch()
                    .forEach(() -> byExample(training.rows("codes"))
                            .assign(training.inputs())
                            .muli(0.5));
        }

        @Override
        public void step(Training training) {
            byExample(training.rowsGradient("codes"))
                    .assign(byExample(training.rows("codes")).sub(training.inputs()));
            for (int i = 0; i < (training.step() == 0 ? 2 : 1); i++) {
                training.update("codes", Trained.variables("codes"));
            }
            training.completed(1);
            seen.add(byExample(training.variable("codes")).dup('c'));
        }

        /** @return as [examples, 2] */
        INDArray byExample(INDArray codes) {
            return codes;
        }
    }

    /** The same with a block for each of the two numbers. */
    @Named("codes")
    public class InBlocks extends InRows {
        @Override
        public List<Variable> variables(Network network, int examples) {
            return List.of(Variable.inBlocks("codes", examples, List.of(1, 1)));
        }

        @Override
        INDArray byExample(INDArray codes) {
            return codes.reshape(2, codes.length() / 2).transpose();
        }
    }

    private Run prepare(TrainingMethod method, Path directory) {
        catalog.add(new Offer(Kind.METHOD, "codes", 0, 3000, "extra", "1", () -> method));
        catalog.add(new Offer(Kind.OPTIMIZER, "numbering", 0, 3001, "extra", "1", Numbering::new));
        return new DefaultTrainer(catalog)
                .prepare(RunRequest.builder()
                        .train("ring")
                        .network("dense(6) bend dense")
                        .init("spread")
                        .optimizer("numbering")
                        .phases(List.of(PhaseBuilder.of("codes", 15)))
                        .seed(3)
                        .batch(5)
                        .threads(1)
                        .directory(directory)
                        .build());
    }

    private RunResult train(TrainingMethod method) {
        try (Run run = prepare(method, null)) {
            RunResult result = run.train(event -> {});
            assertThat(result.reason()).isNullOrEmpty();
            return result;
        }
    }

    @Test
    void theyAreMovedAsRowsAre() {
        train(new InRows());
        List<INDArray> inRows = List.copyOf(seen);
        seen.clear();
        train(new InBlocks());
        assertThat(seen).hasSize(15).isEqualTo(inRows);
        assertThat(seen.get(14)).isNotEqualTo(seen.get(13));
    }

    @Test
    void aRunThatWasStoppedContinuesWithTheSameBits() {
        String unbroken = train(new InBlocks()).stateHash();
        Path directory = temp.resolve("run");
        try (Run run = prepare(new InBlocks(), directory)) {
            RunResult stopped = run.train(event -> {
                if (event instanceof RunEvent.Stepped stepped && stepped.step() == 4) {
                    run.stop();
                }
            });
            assertThat(stopped.stopped()).isEqualTo(Stop.INTERRUPTED);
        }
        try (Run run = new DefaultTrainer(catalog).resume(directory, notice -> {})) {
            assertThat(run.train(event -> {}).stateHash()).isEqualTo(unbroken);
        }
    }

    @Test
    void aPieceOfTheRowsIsAViewOfThem() {
        List<Double> differences = new ArrayList<>();
        train(new InBlocks() {
            @Override
            public void step(Training training) {
                super.step(training);
                int n = training.batch().size();
                INDArray second = training.rows("codes", n, 1, n);
                assertThat(second).isSameAs(training.rows("codes", n, 1, n));
                differences.add(second.getDouble(0, 1)
                        - byExample(training.rows("codes")).getDouble(1, 1));
                differences.add(training.rowsGradient("codes", n, n).getDouble(1)
                        - byExample(training.rowsGradient("codes")).getDouble(1, 1));
            }
        });
        assertThat(differences).hasSize(30).containsOnly(0.0);
    }

    @Test
    void anotherNumberOfRowsThanOfExamplesIsRefused() {
        assertThatThrownBy(() -> prepare(
                        new InRows() {
                            @Override
                            public List<Variable> variables(Network network, int examples) {
                                return List.of(Variable.inBlocks("codes", examples - 1, List.of(1, 1)));
                            }
                        },
                        null))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("declares a row per example for 'codes', but 11 rows for 12 examples");
    }
}
