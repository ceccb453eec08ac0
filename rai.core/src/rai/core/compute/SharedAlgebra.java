package rai.core.compute;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.function.IntConsumer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.array.Doubles;
import rai.api.array.Elements;
import rai.api.engine.Engine;
import rai.api.method.LinearAlgebra;
import rai.api.spec.SpecException;

/** Products and solves by a {@link Kernel}, in tasks that depend on the shapes alone. */
public final class SharedAlgebra implements LinearAlgebra {
    /** Multiplications that are worth a task of their own. */
    private static final long PRODUCT = 1L << 22;
    /** Thinner slices of a matrix are multiplied slowly. */
    private static final int LEAST_ROWS = 32;
    /** Slices begin where a kernel of the library does. */
    private static final int KERNEL = 16;
    /** Columns that a solve takes at once. */
    private static final int COLUMNS = 128;

    private final Workers workers;
    private volatile Kernel kernel = Kernel.LIBRARY;
    /** Ones, as many as were ever needed. */
    private volatile INDArray ones;

    /** @param workers who does it */
    public SharedAlgebra(Workers workers) {
        this.workers = workers;
    }

    /**
     * @param engine whose products are used from now on
     */
    public void use(Engine engine) {
        kernel = Kernel.of(kernel, engine);
    }

    @Override
    public void run(int tasks, IntConsumer task) {
        workers.run(tasks, task);
    }

    @Override
    public void product(
            INDArray a, boolean transposeA, INDArray b, boolean transposeB, boolean accumulate, INDArray c) {
        int m = (int) a.size(transposeA ? 1 : 0);
        int k = (int) a.size(transposeA ? 0 : 1);
        int n = (int) b.size(transposeB ? 0 : 1);
        requireFit(a, b, c, m, n, k, (int) b.size(transposeB ? 1 : 0));
        if (c.dataType() == DataType.FLOAT) {
            direct(a, transposeA, b, transposeB, accumulate, c, m, n, k);
            return;
        }
        // as Cᵀ = Bᵀ Aᵀ, in the order of operations of the tensor library, so that both give the same bits
        INDArray transposed = Views.scratch(c.dataType(), n, m);
        int enough = (int) Math.max(LEAST_ROWS, PRODUCT / Math.max(1, (long) m * k));
        int rows = (enough + KERNEL - 1) / KERNEL * KERNEL;
        workers.run((n + rows - 1) / rows, slice -> {
            int from = slice * rows;
            int some = Math.min(rows, n - from);
            kernel.product(
                    !transposeB,
                    !transposeA,
                    some,
                    m,
                    k,
                    Views.address(b, transposeB ? (long) from * k : from),
                    transposeB ? k : n,
                    Views.address(a, 0),
                    transposeA ? m : k,
                    0,
                    Views.address(transposed, (long) from * m),
                    m);
            transpose(transposed, from, from + some, accumulate, c);
        });
    }

    /** Slices of rows of C, straight into it; of A Aᵀ and Aᵀ A the lower triangle alone, mirrored. */
    private void direct(
            INDArray a,
            boolean transposeA,
            INDArray b,
            boolean transposeB,
            boolean accumulate,
            INDArray c,
            int m,
            int n,
            int k) {
        boolean symmetric = a == b && transposeA != transposeB && !accumulate;
        int enough = (int) Math.max(LEAST_ROWS, PRODUCT / Math.max(1, (long) n * k));
        int rows = (enough + KERNEL - 1) / KERNEL * KERNEL;
        workers.run((m + rows - 1) / rows, slice -> {
            int from = slice * rows;
            int to = Math.min(m, from + rows);
            kernel.product(
                    transposeA,
                    transposeB,
                    to - from,
                    symmetric ? to : n,
                    k,
                    Views.address(a, transposeA ? from : (long) from * k),
                    transposeA ? m : k,
                    Views.address(b, 0),
                    transposeB ? k : n,
                    accumulate ? 1 : 0,
                    Views.address(c, (long) from * n),
                    n);
        });
        if (symmetric && m > rows) {
            mirror(c, m);
        }
    }

    private static void mirror(INDArray c, int n) {
        float[] all = new float[n * n];
        FloatBuffer elements = Elements.floats(c);
        elements.get(0, all);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                all[j * n + i] = all[i * n + j];
            }
        }
        elements.put(0, all);
    }

    /** Writes rows of Cᵀ into columns of C, or adds them. */
    private static void transpose(INDArray transposed, int from, int to, boolean accumulate, INDArray c) {
        int m = (int) c.size(0);
        int n = (int) c.size(1);
        Doubles source = Doubles.of(transposed);
        Doubles target = Doubles.of(c);
        for (int i = 0; i < m; i++) {
            for (int j = from; j < to; j++) {
                double value = source.get(j * m + i);
                target.put(i * n + j, accumulate ? target.get(i * n + j) + value : value);
            }
        }
    }

    private static void requireFit(INDArray a, INDArray b, INDArray c, int m, int n, int k, int ofB) {
        if (k != ofB || !Arrays.equals(c.shape(), new long[] {m, n})) {
            throw new IllegalArgumentException("the product of " + m + " x " + k + " and " + ofB + " x " + n
                    + " does not fit into an array of shape " + Arrays.toString(c.shape()));
        }
        for (INDArray array : new INDArray[] {a, b, c}) {
            if (array.dataType() != c.dataType() || array.ordering() != 'c' || array.isView() && !isContiguous(array)) {
                throw new IllegalArgumentException(
                        "the arrays of a product must be contiguous in c order and of one data type");
            }
        }
    }

    private static boolean isContiguous(INDArray array) {
        return array.stride(1) == 1 && array.stride(0) == array.size(1) || array.size(0) == 1;
    }

    @Override
    public INDArray solve(INDArray spd, INDArray right) {
        return solve(spd, right, 0);
    }

    private INDArray solve(INDArray spd, INDArray right, double lambda) {
        int n = (int) spd.size(0);
        int m = (int) right.size(1);
        double[] a = spd.dup('c').data().asDouble();
        double[] b = right.dup('c').data().asDouble();
        for (int i = 0; i < n; i++) {
            a[i * n + i] += lambda;
        }
        solve(a, n, b, m);
        return Nd4j.createFromArray(b).reshape(n, m);
    }

    @Override
    public void moments(INDArray a, INDArray b, INDArray c) {
        int n = (int) a.size(0);
        int p = (int) a.size(1);
        int m = (int) b.size(1);
        requireFit(a, b, c, p + 1, m, n, (int) b.size(0));
        kernel.moments(n, p, m, Views.address(a, 0), Views.address(b, 0), Views.address(c, 0), ones(c.dataType(), n));
    }

    private Pointer ones(DataType type, int n) {
        INDArray there = ones;
        if (there == null || there.dataType() != type || there.length() < n) {
            there = Nd4j.ones(type, n);
            ones = there;
        }
        return Views.address(there, 0);
    }

    @Override
    public void square(INDArray a, int from, int to, INDArray c) {
        int n = (int) a.size(0);
        int k = (int) a.size(1);
        requireFit(a, a, c, n, n, k, k);
        Pointer rows = Views.address(a, (long) from * k);
        if (from > 0) {
            Pointer below = Views.address(c, (long) from * n);
            kernel.product(false, true, to - from, from, k, rows, k, Views.address(a, 0), k, 0, below, n);
        }
        kernel.square(to - from, k, rows, Views.address(c, (long) from * n + from), n);
    }

    @Override
    public double dot(INDArray a, INDArray b) {
        if (a.length() != b.length() || a.dataType() != b.dataType()) {
            throw new IllegalArgumentException("the arrays of a sum of products must have equal lengths and types");
        }
        return kernel.dot((int) a.length(), Views.address(a, 0), Views.address(b, 0));
    }

    @Override
    public void factor(INDArray spd) {
        int n = (int) spd.size(0);
        requirePositiveDefinite(n, kernel.factor(n, Views.address(spd, 0)));
    }

    private static void requirePositiveDefinite(int n, int info) {
        if (info != 0) {
            throw new SpecException("the matrix of " + n + " equations is not positive definite (row " + info
                    + " depends on those before it): add more to its diagonal, as a larger ridge does");
        }
    }

    @Override
    public void solveFactored(INDArray factor, INDArray right) {
        kernel.solve((int) factor.size(0), (int) right.size(1), Views.address(factor, 0), Views.address(right, 0));
    }

    @Override
    public void solve(double[] a, int n, double[] b, int m) {
        requirePositiveDefinite(n, kernel.factor(n, a));
        int slices = (m + COLUMNS - 1) / COLUMNS;
        workers.run(slices, slice -> {
            int from = slice * COLUMNS;
            int some = Math.min(COLUMNS, m - from);
            double[] columns = slices == 1 ? b : columns(b, n, m, from, some);
            kernel.solve(n, some, a, columns);
            for (int i = 0; slices > 1 && i < n; i++) {
                System.arraycopy(columns, i * some, b, i * m + from, some);
            }
        });
    }

    private static double[] columns(double[] b, int n, int m, int from, int some) {
        double[] columns = new double[n * some];
        for (int i = 0; i < n; i++) {
            System.arraycopy(b, i * m + from, columns, i * some, some);
        }
        return columns;
    }

    @Override
    public INDArray ridge(INDArray phi, INDArray right, double lambda) {
        long n = phi.size(0);
        long p = phi.size(1);
        long m = right.size(1);
        if (n <= p) {
            INDArray solution = Nd4j.create(DataType.DOUBLE, p, m);
            product(phi, true, solve(gram(phi, false, n), right, lambda), false, false, solution);
            return solution;
        }
        INDArray of = Nd4j.create(DataType.DOUBLE, p, m);
        product(phi, true, right, false, false, of);
        return solve(gram(phi, true, p), of, lambda);
    }

    private INDArray gram(INDArray phi, boolean ofColumns, long size) {
        INDArray gram = Nd4j.create(DataType.DOUBLE, size, size);
        product(phi, ofColumns, phi, !ofColumns, false, gram);
        return gram;
    }
}
