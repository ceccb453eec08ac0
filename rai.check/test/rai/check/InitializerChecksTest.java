package rai.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import rai.api.check.Verdict;
import rai.api.check.Verdict.Outcome;
import rai.api.init.Initializer;

/** Every clause of the contract notices the initializer that breaks it. */
class InitializerChecksTest {
    @Test
    void initializerThatKeepsTheContractPasses() {
        Verdicts.requireNoFailure(checks(map -> {
            for (long i = 0; i < map.fanIn(); i++) {
                for (long j = 0; j < map.fanOut(); j++) {
                    map.weight().putScalar(i, j, map.random().nextGaussian());
                }
            }
            map.bias().assign(0);
        }));
    }

    @Test
    void forgottenBiasesAreNoticed() {
        requireFailure(
                map -> map.weight().assign(1), "every weight and bias gets a finite value", "biases of a map 1 x 1");
    }

    @Test
    void divisionByFanInLessOneIsNoticed() {
        requireFailure(
                map -> {
                    map.weight().assign(1.0 / (map.fanIn() - 1));
                    map.bias().assign(0);
                },
                "every weight and bias gets a finite value",
                "weights of a map 1 x 1");
    }

    @Test
    void randomNumbersFromElsewhereAreNoticed() {
        Random own = new Random(1);
        requireFailure(
                map -> {
                    map.weight().assign(own.nextGaussian());
                    map.bias().assign(0);
                },
                "the same random numbers give the same values",
                "weights of a map 1 x 1");
    }

    @Test
    void dependenceOnTheOldContentIsNoticed() {
        requireFailure(
                map -> {
                    map.weight().assign(map.bias().getDouble(0));
                    map.bias().assign(0);
                },
                "the same random numbers give the same values",
                "again");
    }

    @Test
    void otherNumbersForOtherDataTypesAreNoticed() {
        requireFailure(
                map -> {
                    boolean floats = map.weight().dataType() == DataType.FLOAT;
                    map.weight()
                            .assign(
                                    floats
                                            ? map.random().nextFloat()
                                            : map.random().nextDouble());
                    map.bias().assign(0);
                },
                "float32 and float64 get the same values up to rounding",
                "weight of");
    }

    @Test
    void writingOutsideOfTheWeightsIsNoticed() {
        requireFailure(map -> Behind.spoil(map.weight()), "only weight and bias are altered", "outside");
    }

    @Test
    void alteringTheSampleIsNoticed() {
        requireFailure(
                map -> {
                    map.weight().assign(map.sample().inputs(3).addi(1).meanNumber());
                    map.bias().assign(0);
                },
                "only weight and bias are altered",
                "sample of a map 1 x 1");
    }

    @Test
    void aSeedFromElsewhereIsNoticed() {
        requireFailure(
                map -> {
                    Random own = new Random(42);
                    for (long i = 0; i < map.weight().length(); i++) {
                        map.weight().putScalar(i, own.nextGaussian());
                    }
                    map.bias().assign(0);
                },
                "other random numbers give other weights",
                "the same ones with another seed");
    }

    @Test
    void aStartThatIsNotRandomNeedsNoSeed() {
        Verdict verdict = Verdicts.of(
                checks(map -> {
                    map.weight().assign(0);
                    for (long i = 0; i < Math.min(map.fanIn(), map.fanOut()); i++) {
                        map.weight().putScalar(i, i, 1);
                    }
                    map.bias().assign(0);
                }),
                "other random numbers give other weights");
        assertThat(verdict.outcome()).isEqualTo(Outcome.SKIPPED);
    }

    private static List<Check> checks(Initializer initializer) {
        return InitializerChecks.of(() -> initializer, InitializerChecks.strangers());
    }

    private static void requireFailure(Initializer initializer, String check, String message) {
        Verdicts.requireFailure(checks(initializer), check, message);
    }
}
