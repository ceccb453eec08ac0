package rai.vector;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntConsumer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.array.Elements;
import rai.api.method.LinearAlgebra;

/**
 * Products of the columns of two narrow matrices, for which libraries spend most of their time on packing; the rest is left to the
 * reference. Every element is one chain of fused multiply-adds in the order of the rows, on every machine.
 */
final class VectorAlgebra implements LinearAlgebra {
    /** Wider matrices are packed with profit. */
    private static final int WIDEST = 128;

    private static final int MOST_ROWS = 2048;

    private final LinearAlgebra reference;
    private final Queue<Scratch> free = new ConcurrentLinkedQueue<>();

    VectorAlgebra(LinearAlgebra reference) {
        this.reference = reference;
    }

    @Override
    public void moments(INDArray a, INDArray b, INDArray c) {
        if (!suits(a) || !suits(b) || c.dataType() != DataType.FLOAT || c.size(0) != a.size(1) + 1) {
            reference.moments(a, b, c);
            return;
        }
        Scratch found = free.poll();
        Scratch scratch = found == null ? new Scratch() : found;
        scratch.moments(a, b, c);
        free.add(scratch);
    }

    private static boolean suits(INDArray array) {
        return array.dataType() == DataType.FLOAT && array.size(1) <= WIDEST && array.size(0) <= MOST_ROWS;
    }

    /** Arrays that grow to the largest that was needed. */
    private static final class Scratch {
        private float[] left = {};
        private float[] right = {};
        private float[] product = {};
        private float[] sums = {};

        void moments(INDArray a, INDArray b, INDArray c) {
            int n = (int) a.size(0);
            int p = (int) a.size(1);
            int m = (int) b.size(1);
            int slack = Product.slack(Math.max(p, m));
            left = atLeast(left, n * p + slack);
            Elements.floats(a).get(0, left, 0, n * p);
            float[] other = left;
            if (b != a) {
                right = atLeast(right, n * m + slack);
                other = right;
                Elements.floats(b).get(0, right, 0, n * m);
            }
            product = atLeast(product, p * m + slack);
            sums = atLeast(sums, m + slack);
            Product.of(p, m, n, left, 1, p, other, null, product);
            Product.sumRows(n, m, other, sums);
            System.arraycopy(sums, 0, product, p * m, m);
            Elements.floats(c).put(0, product, 0, (p + 1) * m);
        }

        private static float[] atLeast(float[] array, int length) {
            return array.length >= length ? array : new float[length];
        }
    }

    @Override
    public void product(
            INDArray a, boolean transposeA, INDArray b, boolean transposeB, boolean accumulate, INDArray c) {
        reference.product(a, transposeA, b, transposeB, accumulate, c);
    }

    @Override
    public INDArray solve(INDArray spd, INDArray right) {
        return reference.solve(spd, right);
    }

    @Override
    public void solve(double[] spd, int n, double[] right, int m) {
        reference.solve(spd, n, right, m);
    }

    @Override
    public void square(INDArray a, int from, int to, INDArray c) {
        reference.square(a, from, to, c);
    }

    @Override
    public double dot(INDArray a, INDArray b) {
        return reference.dot(a, b);
    }

    @Override
    public void factor(INDArray spd) {
        reference.factor(spd);
    }

    @Override
    public void solveFactored(INDArray factor, INDArray right) {
        reference.solveFactored(factor, right);
    }

    @Override
    public INDArray ridge(INDArray phi, INDArray right, double lambda) {
        return reference.ridge(phi, right, lambda);
    }

    @Override
    public void run(int tasks, IntConsumer task) {
        reference.run(tasks, task);
    }
}
