package rai.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rai.api.data.Dataset;
import rai.api.data.DatasetSource;
import rai.api.data.Task;
import rai.api.spec.SpecException;
import rai.testkit.DatasetContract;
import rai.testkit.Specs;

class MoonsTest implements DatasetContract {
    @Override
    public DatasetSource dataset() {
        return moons("moons(n=101, noise=0.1, seed=5)");
    }

    @Test
    void theFirstPointsAreThoseOfScikitLearn() {
        // make_moons(n_samples=100, noise=0.1, random_state=42), scikit-learn 1.2.1
        Dataset data = moons("moons(n=100, noise=0.1, seed=42)").load();
        assertThat(data.features().getDouble(0, 0)).isCloseTo(1.5820230791450418, within(1e-15));
        assertThat(data.features().getDouble(0, 1)).isCloseTo(-0.4458148298633392, within(1e-15));
        assertThat(data.targets().getDouble(0, 0)).isEqualTo(1);
    }

    @Test
    void withoutNoiseAndShufflingTheHalfCirclesRunFromEndToEnd() {
        Dataset data = moons("moons(n=6, shuffle=false)").load();
        double[][] expected = {{1, 0}, {0, 1}, {-1, 0}, {0, 0.5}, {1, -0.5}, {2, 0.5}};
        for (int i = 0; i < 6; i++) {
            assertThat(data.features().getRow(i).toDoubleVector()).containsExactly(expected[i], within(1e-15));
            assertThat(data.targets().getDouble(i, 0)).isEqualTo(i < 3 ? 0 : 1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "moons_100_nonoise_noshuffle.csv, 'moons(n=100, shuffle=false)'",
        "moons_100_nonoise_shuffle_seed42.csv, 'moons(n=100, seed=42)'",
        "moons_100_noise0.1_seed42.csv, 'moons(n=100, noise=0.1, seed=42)'",
        "moons_1000_noise0.2_seed42.csv, 'moons(n=1000, noise=0.2, seed=42)'",
        "moons_test_10000_noise0.1_seed7.csv, 'moons(n=10000, noise=0.1, seed=7)'"
    })
    void allPointsAreThoseOfScikitLearn(String file, String spec) {
        Golden.assertEqual(moons(spec).load(), "toy/" + file, 1e-15);
    }

    @Test
    void ofAnOddNumberTheLargerHalfIsClassOne() {
        Dataset data = moons("moons(n=7)").load();
        assertThat(data.targets().sumNumber().intValue()).isEqualTo(4);
    }

    @Test
    void itIsABinaryTask() {
        Dataset data = new Moons().load();
        assertThat(data.task()).isEqualTo(Task.BINARY);
        assertThat(data.featureNames()).containsExactly("x0", "x1");
        assertThat(data.classNames()).containsExactly("0", "1");
    }

    @Test
    void onePointIsTooFew() {
        assertThatThrownBy(() -> moons("moons(n=1)"))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("'n' of moons must be in the range >= 2");
    }

    @Test
    void negativeNoiseIsRefused() {
        assertThatThrownBy(() -> moons("moons(noise=-0.1)"))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("'noise' of moons must be in the range >= 0");
    }

    @Test
    void aSeedThatNumpyWouldRefuseIsRefused() {
        assertThatThrownBy(() -> moons("moons(seed=4294967296)"))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("'seed' of moons must be in the range [0, 4294967295]");
    }

    @Test
    void morePointsThanAnArrayHoldsAreRefusedBeforeMemoryIsTaken() {
        assertThatThrownBy(() -> moons("moons(n=2000000000)").load())
                .isInstanceOf(SpecException.class)
                .hasMessage("moons(n=2000000000) is too large: 2000000000 x 2 numbers do not fit in one array,"
                        + " which holds 268435455 at most");
    }

    private static Moons moons(String spec) {
        return Specs.configure(new Moons(), spec);
    }
}
