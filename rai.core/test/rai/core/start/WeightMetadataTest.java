package rai.core.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.data.DataException;
import rai.api.data.Dataset;
import rai.api.data.Task;

class WeightMetadataTest {
    private final List<String> notes = new ArrayList<>();

    private WeightMetadata said(String key, String value) {
        return new WeightMetadata(Map.of(key, value), "w.safetensors", notes::add);
    }

    private static Dataset data() {
        return new Dataset(
                Task.BINARY,
                Nd4j.createFromArray(new double[][] {{1, 2}, {3, 4}}),
                Nd4j.createFromArray(new double[][] {{0}, {1}}),
                List.of("age", "size"),
                List.of("no", "yes"));
    }

    @Test
    void anotherNetworkIsNoted() {
        said("network", "dense(2) tanh dense(1)").requireNetwork("dense(2) relu dense(1)");
        assertThat(notes)
                .containsExactly(
                        "the network of w.safetensors is said to be dense(2) tanh dense(1), and is dense(2) relu"
                                + " dense(1) here");
    }

    @Test
    void theSameNamesInAnotherOrderAreRefused() {
        assertThatThrownBy(() -> said("features", "[\"size\",\"age\"]").requireData(data()))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "the features of the data are in another order than those of w.safetensors: age, size instead"
                                + " of size, age");
        assertThatThrownBy(() -> said("classes", "[\"yes\",\"no\"]").requireData(data()))
                .hasMessageContaining("no, yes instead of yes, no");
    }

    @Test
    void otherNamesAreNoted() {
        said("features", "[\"age\",\"height\"]").requireData(data());
        assertThat(notes)
                .containsExactly("the features of w.safetensors are said to be age, height, and are age, size here");
    }

    @Test
    void filesOfOthersSayNothing() {
        for (String value : List.of("[]", "[\"age\",\"size\"]", "pt", "{", "[{}]", "[null]", "7", "")) {
            said("features", value).requireData(data());
        }
        said("format", "pt").requireNetwork("dense(1)");
        assertThat(notes).isEmpty();
    }
}
