package rai.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import rai.api.engine.ArrayProducts;
import rai.core.compute.PortableEngine;

/** Products by vectors against those by plain loops: the same bits, and nothing beyond. */
class PortableProductsTest {
    private static final int SHAPES = 200;
    private static final int WIDEST = 70;

    private final ArrayProducts vectors = new PortableVectorEngine().products();
    private final ArrayProducts loops = new PortableEngine().products();
    private final SplittableRandom random = new SplittableRandom(1);

    @Test
    void vectorsAndLoopsGiveTheSameBitsInSinglePrecision() {
        for (int shape = 0; shape < SHAPES; shape++) {
            int m = 1 + random.nextInt(WIDEST);
            int n = 1 + random.nextInt(WIDEST);
            int k = 1 + random.nextInt(WIDEST);
            boolean transposed = random.nextBoolean();
            float[] a = floats(m * k);
            float[] b = floats(k * n);
            float[] c = floats(m * n);
            float[] expected = c.clone();
            loops.add(m, n, k, a, transposed ? 1 : k, transposed ? m : 1, b, expected);
            vectors.add(m, n, k, a, transposed ? 1 : k, transposed ? m : 1, b, c);
            assertThat(c).as("%d x %d x %d", m, n, k).isEqualTo(expected);
        }
    }

    @Test
    void vectorsAndLoopsGiveTheSameBitsInDoublePrecision() {
        for (int shape = 0; shape < SHAPES; shape++) {
            int m = 1 + random.nextInt(WIDEST);
            int n = 1 + random.nextInt(WIDEST);
            int k = 1 + random.nextInt(WIDEST);
            boolean transposed = random.nextBoolean();
            double[] a = random.doubles(m * k, -1, 1).toArray();
            double[] b = random.doubles(k * n, -1, 1).toArray();
            double[] c = random.doubles(m * n, -1, 1).toArray();
            double[] expected = c.clone();
            loops.add(m, n, k, a, transposed ? 1 : k, transposed ? m : 1, b, expected);
            vectors.add(m, n, k, a, transposed ? 1 : k, transposed ? m : 1, b, c);
            assertThat(c).as("%d x %d x %d", m, n, k).isEqualTo(expected);
        }
    }

    private float[] floats(int length) {
        float[] all = new float[length];
        for (int i = 0; i < length; i++) {
            all[i] = (float) random.nextDouble(-1, 1);
        }
        return all;
    }
}
