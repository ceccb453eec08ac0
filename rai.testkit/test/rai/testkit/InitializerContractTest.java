package rai.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import rai.api.init.Initializer;

/** Every clause of the contract notices the initializer that breaks it. */
class InitializerContractTest {
    @Test
    void initializerThatKeepsTheContractPasses() {
        InitializerContract good = contract(map -> {
            for (long i = 0; i < map.fanIn(); i++) {
                for (long j = 0; j < map.fanOut(); j++) {
                    map.weight().putScalar(i, j, map.random().nextGaussian());
                }
            }
            map.bias().assign(0);
        });
        assertThatCode(() -> {
                    good.everyWeightAndBiasGetsAFiniteValue();
                    good.sameRandomNumbersGiveTheSameValues();
                    good.floatAndDoubleGetTheSameValuesUpToRounding();
                    good.onlyWeightAndBiasAreAltered();
                })
                .doesNotThrowAnyException();
    }

    @Test
    void forgottenBiasesAreNoticed() {
        requireFailure(contract(map -> map.weight().assign(1))::everyWeightAndBiasGetsAFiniteValue, "biases of a map 1 x 1");
    }

    @Test
    void divisionByFanInLessOneIsNoticed() {
        requireFailure(
                contract(map -> {
                    map.weight().assign(1.0 / (map.fanIn() - 1));
                    map.bias().assign(0);
                })::everyWeightAndBiasGetsAFiniteValue,
                "weights of a map 1 x 1");
    }

    @Test
    void randomNumbersOfOnesOwnAreNoticed() {
        Random own = new Random(1);
        requireFailure(
                contract(map -> {
                    map.weight().assign(own.nextGaussian());
                    map.bias().assign(0);
                })::sameRandomNumbersGiveTheSameValues,
                "weights of a map 1 x 1");
    }

    @Test
    void dependenceOnWhatStoodThereIsNoticed() {
        requireFailure(
                contract(map -> {
                    map.weight().assign(map.bias().getDouble(0));
                    map.bias().assign(0);
                })::sameRandomNumbersGiveTheSameValues,
                "again");
    }

    @Test
    void otherNumbersForOtherDataTypesAreNoticed() {
        requireFailure(
                contract(map -> {
                    boolean floats = map.weight().dataType() == DataType.FLOAT;
                    map.weight().assign(floats ? map.random().nextFloat() : map.random().nextDouble());
                    map.bias().assign(0);
                })::floatAndDoubleGetTheSameValuesUpToRounding,
                "weight of");
    }

    @Test
    void writingOutsideOfTheWeightsIsNoticed() {
        requireFailure(
                contract(map -> Behind.spoil(map.weight()))::onlyWeightAndBiasAreAltered,
                "outside");
    }

    @Test
    void alteringTheSampleIsNoticed() {
        requireFailure(
                contract(map -> {
                    map.weight().assign(map.sample().inputs(3).addi(1).meanNumber());
                    map.bias().assign(0);
                })::onlyWeightAndBiasAreAltered,
                "sample of a map 1 x 1");
    }

    private static InitializerContract contract(Initializer initializer) {
        return () -> initializer;
    }

    private static void requireFailure(ThrowingCallable clause, String message) {
        assertThatThrownBy(clause).isInstanceOf(AssertionError.class).hasMessageContaining(message);
    }
}
