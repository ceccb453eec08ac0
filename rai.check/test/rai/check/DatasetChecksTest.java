package rai.check;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.data.Dataset;
import rai.api.data.DatasetSource;
import rai.api.data.Task;

/** Every check notices the dataset that breaks it. */
class DatasetChecksTest {
    private static Dataset binary(INDArray features, INDArray targets, String... names) {
        return new Dataset(Task.BINARY, features, targets, List.of(names), List.of("no", "yes"));
    }

    private static INDArray features() {
        return Nd4j.createFromArray(new double[][] {{1, 2}, {3, 4}, {5, 6}});
    }

    private static INDArray targets() {
        return Nd4j.createFromArray(new double[][] {{0}, {1}, {0}});
    }

    @Test
    void aDatasetThatKeepsTheContractPasses() {
        Verdicts.requireNoFailure(DatasetChecks.of(() -> () -> binary(features(), targets(), "x", "y")));
    }

    @Test
    void floatsAreNoticed() {
        requireFailure(
                () -> binary(features().castTo(DataType.FLOAT), targets(), "x", "y"),
                "arrays are float64 in c order",
                "data type of the features: it is FLOAT instead of DOUBLE");
    }

    @Test
    void columnOrderIsNoticed() {
        requireFailure(
                () -> binary(features().dup('f'), targets(), "x", "y"),
                "arrays are float64 in c order",
                "order of the features");
    }

    @Test
    void missingValueIsNoticed() {
        requireFailure(
                () -> binary(features().putScalar(3, Double.NaN), targets(), "x", "y"),
                "all numbers are finite",
                "features: element 3 is NaN");
    }

    @Test
    void nameThatOccursTwiceIsNoticed() {
        requireFailure(() -> binary(features(), targets(), "x", "x"), "every feature has a name of its own", "[x, x]");
    }

    @Test
    void classWithoutExamplesIsNoticed() {
        requireFailure(
                () -> binary(features(), targets().assign(1), "x", "y"),
                "class targets are the numbers of the classes, and each class is there",
                "it is [1.0] instead of [0.0, 1.0]");
    }

    @Test
    void otherNumbersAtEveryLoadAreNoticed() {
        AtomicLong loads = new AtomicLong();
        requireFailure(
                () -> binary(features().addi(loads.incrementAndGet()), targets(), "x", "y"),
                "loading twice gives equal datasets in arrays of their own",
                "features, loaded again");
    }

    @Test
    void arraysThatAreSharedAreNoticed() {
        INDArray shared = features();
        requireFailure(
                () -> binary(shared, targets(), "x", "y"),
                "loading twice gives equal datasets in arrays of their own",
                "after those of another load were overwritten");
    }

    private static void requireFailure(DatasetSource source, String check, String message) {
        Verdicts.requireFailure(DatasetChecks.of(() -> source), check, message);
    }
}
