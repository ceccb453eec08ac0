package rai.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import rai.api.data.Dataset;
import rai.api.data.DatasetSource;
import rai.api.data.Task;
import rai.api.spec.SpecException;
import rai.testkit.DatasetContract;
import rai.testkit.Specs;

class BlobsTest implements DatasetContract {
    @Override
    public DatasetSource dataset() {
        return blobs("blobs(n=50, centers=4, features=3, seed=5)");
    }

    @Test
    void theFirstPointIsThatOfScikitLearn() {
        // make_blobs(n_samples=150, centers=3, cluster_std=1, random_state=42), scikit-learn 1.2.1
        Dataset data = blobs("blobs(n=150, seed=42)").load();
        assertThat(data.features().getDouble(0, 0)).isCloseTo(-2.5450236621627016, within(2e-15));
        assertThat(data.features().getDouble(0, 1)).isCloseTo(10.578929784012328, within(2e-15));
        assertThat(data.targets().getDouble(0, 0)).isEqualTo(0);
    }

    @Test
    void allPointsAreThoseOfScikitLearn() {
        Golden.assertEqual(blobs("blobs(n=150, seed=42)").load(), "toy/blobs_150_centers3_std1_seed42.csv", 2e-15);
    }

    @Test
    void theFirstClassesTakeThePointsThatAreLeftOver() {
        double[] labels = blobs("blobs(n=11, centers=4)").load().targets().toDoubleVector();
        Arrays.sort(labels);
        assertThat(labels).containsExactly(0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3);
    }

    @Test
    void withoutSpreadEveryPointIsACenterInsideTheBox() {
        Dataset data = blobs("blobs(n=60, centers=20, sd=0, box=0.5)").load();
        assertThat(data.features().toDoubleMatrix()).hasDimensions(60, 2);
        assertThat(Arrays.stream(data.features().toDoubleMatrix())
                        .map(Arrays::toString)
                        .distinct())
                .hasSize(20);
        assertThat(data.features().amaxNumber().doubleValue()).isBetween(0.4, 0.5);
    }

    @Test
    void twoCentersAreABinaryTask() {
        assertThat(blobs("blobs(centers=2)").load().task()).isEqualTo(Task.BINARY);
        assertThat(blobs("blobs(centers=3)").load().task()).isEqualTo(Task.MULTICLASS);
    }

    @Test
    void fewerPointsThanCentersAreRefused() {
        assertThatThrownBy(() -> blobs("blobs(n=3, centers=5)").load())
                .isInstanceOf(SpecException.class)
                .hasMessage("blobs needs a point for each center, but has 5 centers and 3 points");
    }

    @Test
    void manyFeaturesOfManyPointsAreRefusedBeforeMemoryIsTaken() {
        assertThatThrownBy(() -> blobs("blobs(n=1000000, features=1000000)").load())
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("1000000 x 1000000 numbers do not fit in one array");
    }

    private static Blobs blobs(String spec) {
        return Specs.configure(new Blobs(), spec);
    }
}
