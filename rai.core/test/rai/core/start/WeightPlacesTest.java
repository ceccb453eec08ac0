package rai.core.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.exchange.Orientation;
import rai.api.exchange.Weights.Weight;
import rai.api.network.NamedTensor;
import rai.api.spec.SpecException;
import rai.core.start.WeightPlaces.Place;

/** Which array of a file becomes which tensor. */
class WeightPlacesTest {
    private static final List<List<NamedTensor>> NETWORK = List.of(dense(1, 2, 4), dense(2, 4, 1));
    private static final List<List<NamedTensor>> SQUARE = List.of(dense(1, 3, 3), dense(2, 3, 3));

    private final List<String> notes = new ArrayList<>();

    private static NamedTensor tensor(String name, Long... shape) {
        return new NamedTensor(name, List.of(shape), NamedTensor.PARAMETERS, 0);
    }

    private static List<NamedTensor> dense(int number, long inputs, long outputs) {
        return List.of(
                tensor("dense_" + number + ".weight", inputs, outputs), tensor("dense_" + number + ".bias", outputs));
    }

    private static Weight array(String name, Long... shape) {
        long length = Stream.of(shape).reduce(1L, (a, b) -> a * b);
        return new Weight(name, List.of(shape), "float32", Nd4j.zeros(DataType.FLOAT, length));
    }

    private List<String> placed(List<List<NamedTensor>> network, Orientation orientation, Weight... weights) {
        return WeightPlaces.of(network, Arrays.asList(weights), "theirs.npz", orientation, notes::add).stream()
                .map(WeightPlacesTest::said)
                .toList();
    }

    private static String said(Place place) {
        return place.weight().name() + " " + place.tensor().name() + (place.transposed() ? " transposed" : "");
    }

    private void refused(String sentence, Weight... weights) {
        assertThatThrownBy(() -> placed(NETWORK, Orientation.AUTO, weights))
                .isInstanceOf(SpecException.class)
                .hasMessage(sentence);
    }

    @Test
    void kernelsOfKerasAreTakenAsTheyLie() {
        assertThat(placed(
                        NETWORK,
                        Orientation.AUTO,
                        array("dense/kernel:0", 2L, 4L),
                        array("dense/bias:0", 4L),
                        array("dense_1/kernel:0", 4L, 1L),
                        array("dense_1/bias:0", 1L)))
                .containsExactly(
                        "dense/kernel:0 dense_1.weight",
                        "dense/bias:0 dense_1.bias",
                        "dense_1/kernel:0 dense_2.weight",
                        "dense_1/bias:0 dense_2.bias");
        assertThat(notes).containsExactly("the names are those of Keras: layers are taken in the order dense, dense_1");
    }

    @Test
    void weightsOfPyTorchAreTransposedAndOrderedByNumber() {
        assertThat(placed(
                        NETWORK,
                        Orientation.AUTO,
                        array("10.weight", 1L, 4L),
                        array("10.bias", 1L),
                        array("2.weight", 4L, 2L),
                        array("2.bias", 4L)))
                .containsExactly(
                        "2.weight dense_1.weight transposed",
                        "2.bias dense_1.bias",
                        "10.weight dense_2.weight transposed",
                        "10.bias dense_2.bias");
    }

    @Test
    void statisticsOfBatchNormHaveTheirNamesThereAsWell() {
        List<NamedTensor> norm = Stream.of("gamma", "beta", "running-mean", "running-variance")
                .map(name -> tensor("batch-norm_1." + name, 4L))
                .toList();
        assertThat(placed(
                        List.of(norm),
                        Orientation.AUTO,
                        array("bn/gamma", 4L),
                        array("bn/beta", 4L),
                        array("bn/moving_mean", 4L),
                        array("bn/moving_variance", 4L)))
                .containsExactly(
                        "bn/gamma batch-norm_1.gamma",
                        "bn/beta batch-norm_1.beta",
                        "bn/moving_mean batch-norm_1.running-mean",
                        "bn/moving_variance batch-norm_1.running-variance");
    }

    @Test
    void arraysWithoutNamesAreTakenInTheOrderOfTheirNumbers() {
        assertThat(placed(
                        NETWORK,
                        Orientation.AUTO,
                        array("arr_3", 1L),
                        array("arr_2", 4L, 1L),
                        array("arr_1", 4L),
                        array("arr_0", 2L, 4L)))
                .containsExactly(
                        "arr_0 dense_1.weight", "arr_1 dense_1.bias", "arr_2 dense_2.weight", "arr_3 dense_2.bias");
        assertThat(notes).contains("the arrays have no names, and are taken in their order, from input to output");
    }

    @Test
    void ofArraysWithoutNamesTheShapesShowWhichIndexComesFirst() {
        assertThat(placed(
                        NETWORK,
                        Orientation.AUTO,
                        array("arr_0", 4L, 2L),
                        array("arr_1", 4L),
                        array("arr_2", 1L, 4L),
                        array("arr_3", 1L)))
                .contains("arr_0 dense_1.weight transposed", "arr_2 dense_2.weight transposed");
    }

    private static Weight[] inOrder(String... names) {
        return Stream.of(names)
                .map(name -> name.endsWith("bias") ? array(name, 3L) : array(name, 3L, 3L))
                .toArray(Weight[]::new);
    }

    @Test
    void layersOfDifferentNamesAreTakenInTheOrderOfTheFile() {
        String[] names = {"enc.weight", "enc.bias", "dec.weight", "dec.bias"};
        assertThat(placed(SQUARE, Orientation.AUTO, inOrder(names)))
                .contains("enc.weight dense_1.weight transposed", "dec.weight dense_2.weight transposed");
    }

    @Test
    void aSortedFileWhoseOrderNothingShowsIsRefused() {
        assertThatThrownBy(() ->
                        placed(SQUARE, Orientation.AUTO, inOrder("dec.bias", "dec.weight", "enc.bias", "enc.weight")))
                .isInstanceOf(SpecException.class)
                .hasMessage("neither names nor shapes show the order of the layers of theirs.npz: dense_1 may be 'dec'"
                        + " or 'enc'. Number them in their names, or save the arrays in their order with numpy.savez;"
                        + " a file of safetensors is sorted by name");
    }

    @Test
    void aSortedFileWhoseShapesShowTheOrderIsTaken() {
        assertThat(placed(
                        NETWORK,
                        Orientation.AUTO,
                        array("a_last.bias", 1L),
                        array("a_last.weight", 1L, 4L),
                        array("first.bias", 4L),
                        array("first.weight", 4L, 2L)))
                .contains("first.weight dense_1.weight transposed", "a_last.weight dense_2.weight transposed");
    }

    @Test
    void twoOutputsInPlaceOfOneAreExplained() {
        assertThatThrownBy(() -> placed(
                        NETWORK,
                        Orientation.AUTO,
                        array("0.weight", 4L, 2L),
                        array("0.bias", 4L),
                        array("2.weight", 2L, 4L),
                        array("2.bias", 2L)))
                .hasMessageEndingWith("needs [1, 4], being [outputs, inputs]: here two classes have one output, which"
                        + " is the second output less the first; save their difference, of weights and biases");
    }

    private List<String> square(Orientation orientation, String weight) {
        return placed(
                SQUARE,
                orientation,
                array("0." + weight, 3L, 3L),
                array("0.bias", 3L),
                array("1." + weight, 3L, 3L),
                array("1.bias", 3L));
    }

    @Test
    void ofSquareWeightsItIsSaidWhatWasAssumed() {
        assertThat(square(Orientation.AUTO, "weight")).contains("0.weight dense_1.weight transposed");
        assertThat(notes)
                .contains("all weights are square, so their shapes do not show which index comes first: they are"
                        + " assumed to be [outputs, inputs], as in PyTorch; --orientation says otherwise");
        notes.clear();
        assertThat(square(Orientation.AUTO, "kernel")).contains("0.kernel dense_1.weight");
        assertThat(notes).anyMatch(note -> note.contains("assumed to be [inputs, outputs], as in Keras"));
    }

    @Test
    void anOrientationThatIsGivenIsTaken() {
        assertThat(square(Orientation.KERAS, "weight")).contains("0.weight dense_1.weight");
        assertThat(notes)
                .contains("the weights are [inputs, outputs], as in Keras")
                .noneMatch(n -> n.contains("assumed"));
        assertThat(square(Orientation.TORCH, "kernel")).contains("0.kernel dense_1.weight transposed");
    }

    @Test
    void anOrientationThatTheShapesContradictIsRefused() {
        assertThatThrownBy(() -> placed(
                        NETWORK,
                        Orientation.TORCH,
                        array("arr_0", 2L, 4L),
                        array("arr_1", 4L),
                        array("arr_2", 4L, 1L),
                        array("arr_3", 1L)))
                .hasMessage("'arr_0' of theirs.npz has the shape [2, 4], but dense_1.weight of the network needs"
                        + " [4, 2], being [outputs, inputs]");
    }

    @Test
    void aWrongShapeIsRefusedByName() {
        refused(
                "'dense_1.bias' of theirs.npz has the shape [5], but dense_1.bias of the network needs [4]",
                array("dense_1.weight", 2L, 4L),
                array("dense_1.bias", 5L),
                array("dense_2.weight", 4L, 1L),
                array("dense_2.bias", 1L));
    }

    @Test
    void whatIsMissingIsRefusedByName() {
        refused(
                "dense_2.bias is missing in theirs.npz",
                array("dense_1.weight", 2L, 4L),
                array("dense_1.bias", 4L),
                array("dense_2.weight", 4L, 1L));
        refused(
                "dense_2.bias is missing in theirs.npz: its layer is '2' there, which has []",
                array("0.weight", 4L, 2L),
                array("0.bias", 4L),
                array("2.weight", 1L, 4L));
        refused(
                "theirs.npz has 1 arrays without names, but the network has 4 tensors: dense_1.weight, dense_1.bias,"
                        + " dense_2.weight, dense_2.bias",
                array("arr_0", 2L, 4L));
    }

    @Test
    void whatHasNoPlaceIsRefusedByName() {
        refused(
                "'extra' of theirs.npz [7] has no place in the network: its tensors are dense_1.weight, dense_1.bias,"
                        + " dense_2.weight, dense_2.bias",
                array("dense_1.weight", 2L, 4L),
                array("dense_1.bias", 4L),
                array("dense_2.weight", 4L, 1L),
                array("dense_2.bias", 1L),
                array("extra", 7L));
        refused(
                "theirs.npz has weights of 3 layers (0, 2, 4), but the network has 2 with weights (dense_1, dense_2)",
                array("0.weight", 4L, 2L),
                array("2.weight", 4L, 4L),
                array("4.weight", 1L, 4L));
    }
}
