package rai.methods;

import java.util.stream.DoubleStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.array.Doubles;
import rai.api.method.LinearAlgebra;

/** Loops over the elements of several arrays of one shape, in double precision, tile by tile in the threads of the run. */
final class Elementwise {
    private static final int TILE = 4096;

    private Elementwise() {}

    /** What is done with a tile. */
    @FunctionalInterface
    interface Loop {
        /**
         * @param x the elements of each array, from index 0; those of an array that is not there are 0
         * @param count how many elements
         * @return what the tile adds to the sum
         */
        double over(double[][] x, int count);
    }

    /**
     * Reads the arrays and writes the first of them.
     *
     * @param algebra the threads
     * @param written how many of the arrays are written
     * @param loop called for each tile
     * @param arrays contiguous arrays of equal length; null, after the first, for zeros
     * @return the sum of what the tiles returned, in their order
     */
    static double run(LinearAlgebra algebra, int written, Loop loop, INDArray... arrays) {
        Doubles[] elements = new Doubles[arrays.length];
        for (int k = 0; k < arrays.length; k++) {
            elements[k] = arrays[k] == null ? null : Doubles.of(arrays[k]);
        }
        int length = (int) arrays[0].length();
        int tiles = (length + TILE - 1) / TILE;
        double[] sums = new double[tiles];
        algebra.run(tiles, tile -> {
            int from = tile * TILE;
            int count = Math.min(TILE, length - from);
            double[][] x = new double[arrays.length][count];
            for (int k = 0; k < arrays.length; k++) {
                if (elements[k] != null) {
                    elements[k].get(from, x[k], count);
                }
            }
            sums[tile] = loop.over(x, count);
            for (int k = 0; k < written; k++) {
                elements[k].put(from, x[k], count);
            }
        });
        return DoubleStream.of(sums).sum();
    }

    /** @return ‖x‖² */
    static double square(LinearAlgebra algebra, INDArray array) {
        return run(
                algebra,
                0,
                (x, count) -> {
                    double sum = 0;
                    for (int i = 0; i < count; i++) {
                        sum += x[0][i] * x[0][i];
                    }
                    return sum;
                },
                array);
    }
}
