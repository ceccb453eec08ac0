package rai.methods;

import java.lang.ref.Reference;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.array.Elements;
import rai.api.method.LinearAlgebra;

/** Sums of long vectors, in the threads of the run. */
final class Vectors {
    /** Elements of a task, and of its Java arrays, which stay in the cache. */
    private static final int TASK = 1 << 14;

    private Vectors() {}

    /**
     * y = a x + b y.
     *
     * @param algebra the threads
     * @param a the factor of x
     * @param x a vector, contiguous; not altered
     * @param b the factor of y
     * @param y a vector of as many elements and the same type, contiguous
     */
    static void combine(LinearAlgebra algebra, double a, INDArray x, double b, INDArray y) {
        int length = (int) y.length();
        int tasks = (length + TASK - 1) / TASK;
        if (y.dataType() == DataType.FLOAT) {
            FloatBuffer ofX = Elements.floats(x);
            FloatBuffer ofY = Elements.floats(y);
            algebra.run(tasks, task -> floats(task * TASK, Math.min(length, (task + 1) * TASK), a, ofX, b, ofY));
        } else {
            DoubleBuffer ofX = Elements.doubles(x);
            DoubleBuffer ofY = Elements.doubles(y);
            algebra.run(tasks, task -> doubles(task * TASK, Math.min(length, (task + 1) * TASK), a, ofX, b, ofY));
        }
        Reference.reachabilityFence(x); // the buffers do not hold the memory
        Reference.reachabilityFence(y);
    }

    /** Loops over Java arrays become vector instructions, those over buffers do not. */
    private static void floats(int from, int to, double a, FloatBuffer x, double b, FloatBuffer y) {
        float[] ofX = new float[to - from];
        float[] ofY = new float[to - from];
        x.get(from, ofX);
        y.get(from, ofY);
        float timesX = (float) a;
        float timesY = (float) b;
        for (int i = 0; i < ofY.length; i++) {
            ofY[i] = timesX * ofX[i] + timesY * ofY[i];
        }
        y.put(from, ofY);
    }

    private static void doubles(int from, int to, double a, DoubleBuffer x, double b, DoubleBuffer y) {
        double[] ofX = new double[to - from];
        double[] ofY = new double[to - from];
        x.get(from, ofX);
        y.get(from, ofY);
        for (int i = 0; i < ofY.length; i++) {
            ofY[i] = a * ofX[i] + b * ofY[i];
        }
        y.put(from, ofY);
    }
}
