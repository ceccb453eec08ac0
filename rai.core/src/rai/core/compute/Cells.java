package rai.core.compute;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import rai.api.engine.ArrayProducts;

/**
 * Matrices in Java arrays of one type, between native memory and {@link ArrayProducts}.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
abstract class Cells<A> {
    static final Cells<float[]> FLOATS = new Floats();
    static final Cells<double[]> DOUBLES = new Doubles();

    /** Edge of the squares in which a matrix is transposed. */
    private static final int SQUARE = 16;

    /** Arrays of the present thread, by number; each is as long as was ever needed. */
    private final ThreadLocal<Object[]> rooms = ThreadLocal.withInitial(() -> new Object[4]);

    abstract A make(int length);

    abstract int length(A array);

    abstract void get(Pointer from, long at, A to, int offset, int length);

    abstract void put(A from, int offset, int length, Pointer to, long at);

    abstract void transpose(A from, int rows, int columns, A to, int row, int column);

    abstract void clear(A array, int length);

    abstract void combine(int n, double alpha, A x, double beta, A y);

    abstract void add(ArrayProducts products, int m, int n, int k, A a, int aRow, int aStep, A b, A c);

    /** An array of the present thread, of arbitrary content. */
    @SuppressWarnings("unchecked")
    final A room(int number, int length) {
        Object[] ofThread = rooms.get();
        A there = (A) ofThread[number];
        if (there == null || length(there) < length) {
            there = make(length);
            ofThread[number] = there;
        }
        return there;
    }

    /** Rows and columns of a matrix in native memory, packed. */
    final void load(Pointer from, long at, int stride, int rows, int columns, A to) {
        if (stride == columns || rows == 1) {
            get(from, at, to, 0, rows * columns);
            return;
        }
        for (int i = 0; i < rows; i++) {
            get(from, at + (long) i * stride, to, i * columns, columns);
        }
    }

    /** Packed rows and columns to native memory. */
    final void store(A from, int rows, int columns, Pointer to, long at, int stride) {
        if (stride == columns || rows == 1) {
            put(from, 0, rows * columns, to, at);
            return;
        }
        for (int i = 0; i < rows; i++) {
            put(from, i * columns, columns, to, at + (long) i * stride);
        }
    }

    /** The transpose of packed rows and columns. */
    final void transpose(A from, int rows, int columns, A to) {
        for (int i = 0; i < rows; i += SQUARE) {
            for (int j = 0; j < columns; j += SQUARE) {
                transpose(from, rows, columns, to, i, j);
            }
        }
    }

    private static final class Floats extends Cells<float[]> {
        @Override
        float[] make(int length) {
            return new float[length];
        }

        @Override
        int length(float[] array) {
            return array.length;
        }

        @Override
        void get(Pointer from, long at, float[] to, int offset, int length) {
            new FloatPointer(from).position(from.position() + at).get(to, offset, length);
        }

        @Override
        void put(float[] from, int offset, int length, Pointer to, long at) {
            new FloatPointer(to).position(to.position() + at).put(from, offset, length);
        }

        @Override
        void transpose(float[] from, int rows, int columns, float[] to, int row, int column) {
            int endOfColumns = Math.min(columns, column + SQUARE);
            for (int i = row; i < Math.min(rows, row + SQUARE); i++) {
                for (int j = column; j < endOfColumns; j++) {
                    to[j * rows + i] = from[i * columns + j];
                }
            }
        }

        @Override
        void clear(float[] array, int length) {
            java.util.Arrays.fill(array, 0, length, 0);
        }

        @Override
        void combine(int n, double alpha, float[] x, double beta, float[] y) {
            float ofX = (float) alpha;
            float ofY = (float) beta;
            for (int i = 0; i < n; i++) {
                y[i] = ofX * x[i] + ofY * y[i];
            }
        }

        @Override
        void add(ArrayProducts products, int m, int n, int k, float[] a, int aRow, int aStep, float[] b, float[] c) {
            products.add(m, n, k, a, aRow, aStep, b, c);
        }
    }

    private static final class Doubles extends Cells<double[]> {
        @Override
        double[] make(int length) {
            return new double[length];
        }

        @Override
        int length(double[] array) {
            return array.length;
        }

        @Override
        void get(Pointer from, long at, double[] to, int offset, int length) {
            new DoublePointer(from).position(from.position() + at).get(to, offset, length);
        }

        @Override
        void put(double[] from, int offset, int length, Pointer to, long at) {
            new DoublePointer(to).position(to.position() + at).put(from, offset, length);
        }

        @Override
        void transpose(double[] from, int rows, int columns, double[] to, int row, int column) {
            int endOfColumns = Math.min(columns, column + SQUARE);
            for (int i = row; i < Math.min(rows, row + SQUARE); i++) {
                for (int j = column; j < endOfColumns; j++) {
                    to[j * rows + i] = from[i * columns + j];
                }
            }
        }

        @Override
        void clear(double[] array, int length) {
            java.util.Arrays.fill(array, 0, length, 0);
        }

        @Override
        void combine(int n, double alpha, double[] x, double beta, double[] y) {
            for (int i = 0; i < n; i++) {
                y[i] = alpha * x[i] + beta * y[i];
            }
        }

        @Override
        void add(ArrayProducts products, int m, int n, int k, double[] a, int aRow, int aStep, double[] b, double[] c) {
            products.add(m, n, k, a, aRow, aStep, b, c);
        }
    }
}
