package rai.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rai.api.data.DataPlaces;
import rai.api.data.Dataset;
import rai.api.data.Table;
import rai.testkit.Specs;

class MnistTest {
    private static DataPlaces shared() {
        Path train = Golden.file("mnist/train-images-idx3-ubyte.gz");
        return DataPlaces.of(Map.of("RAI_DATA", train.getParent().getParent().toString()), Path.of("nowhere"), false);
    }

    @Test
    void theImagesForTestingAreThoseThatWerePublished() {
        DataPlaces places = shared();
        Mnist mnist = Specs.configure(new Mnist(), "mnist(part=test)");
        Dataset data = mnist.table(places).dataset().orElseThrow();
        assertThat(data.examples()).isEqualTo(10_000);
        assertThat(data.inputs()).isEqualTo(784);
        assertThat(data.classNames()).containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        assertThat(Arrays.copyOf(data.targets().toDoubleVector(), 10)).containsExactly(7, 2, 1, 0, 4, 1, 4, 9, 5, 9);
    }

    @Test
    void theImagesForTrainingAreThoseThatWerePublished() {
        DataPlaces places = shared();
        Table table = Specs.configure(new Mnist(), "mnist(skip=50000, scale=0.00392156862745098)")
                .table(places);
        Dataset data = table.dataset().orElseThrow();
        assertThat(data.examples()).isEqualTo(10_000);
        assertThat(data.features().maxNumber().doubleValue()).isEqualTo(1);
        assertThat(Arrays.copyOf(data.targets().toDoubleVector(), 5)).containsExactly(3, 8, 6, 9, 6);
    }

    @Test
    void valuesAreScaledAndThenShifted() {
        DataPlaces places = shared();
        Dataset data = Specs.configure(new Mnist(), "mnist(count=50, scale=0.01, shift=0.4)")
                .table(places)
                .dataset()
                .orElseThrow();
        assertThat(data.features().minNumber().doubleValue()).isEqualTo(-0.4);
        assertThat(data.features().maxNumber().doubleValue()).isEqualTo(255 * 0.01 - 0.4);
    }

    @Test
    void bothSetsHaveFourFilesThatCanBeFetched() {
        assertThat(new Mnist().publication().fetched()).hasSize(4);
        assertThat(new FashionMnist().publication().fetched()).hasSize(4);
        assertThat(new FashionMnist().classes()).hasSize(10);
    }
}
