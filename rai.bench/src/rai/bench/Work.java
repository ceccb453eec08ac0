package rai.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * What a step must do at least: its matrix products, and the bytes it must move. For a dense map with input A [n, in], weight
 * W [in, out] and the gradient R [n, out] of its output these are
 *
 * <pre>
 * A W     forward             2 n in out operations
 * R Wᵀ    gradient of A       2 n in out, not for the first map: nobody asks for the gradient of the data
 * Aᵀ R    gradient of W       2 n in out
 * </pre>
 *
 * both for backprop and for rai, where A comes from the target below and R is the residual.
 *
 * @param relaxed whether the targets of all maps are trained as well (rai)
 * @param rows n, examples per step
 * @param widths the inputs, the hidden layers, the outputs
 * @param vectors how many vectors as long as the trained ones the optimizer keeps
 */
record Work(boolean relaxed, int rows, List<Integer> widths, int vectors) {
    static final int FLOAT = 4;

    /** Which of the three products. */
    enum Kind {
        FORWARD,
        INPUT_GRADIENT,
        WEIGHT_GRADIENT
    }

    /**
     * A product C [m, n] = A [m, k] B [k, n].
     *
     * @param map number of the dense map, from 0
     */
    record Product(Kind kind, int map, int m, int n, int k) {
        double flop() {
            return 2.0 * m * n * k;
        }
    }

    Work {
        widths = List.copyOf(widths);
    }

    int maps() {
        return widths.size() - 1;
    }

    int in(int map) {
        return widths.get(map);
    }

    int out(int map) {
        return widths.get(map + 1);
    }

    /** @return the products of all maps, map by map */
    List<Product> products() {
        List<Product> all = new ArrayList<>();
        for (int map = 0; map < maps(); map++) {
            all.add(new Product(Kind.FORWARD, map, rows, out(map), in(map)));
            if (map > 0) {
                all.add(new Product(Kind.INPUT_GRADIENT, map, rows, in(map), out(map)));
            }
            all.add(new Product(Kind.WEIGHT_GRADIENT, map, in(map), out(map), rows));
        }
        return all;
    }

    /** @return 10^9 floating-point operations of the products */
    double gflop() {
        return products().stream().mapToDouble(Product::flop).sum() / 1e9;
    }

    /** @return weights and biases */
    long parameters() {
        long sum = 0;
        for (int map = 0; map < maps(); map++) {
            sum += (long) (in(map) + 1) * out(map);
        }
        return sum;
    }

    /** @return outputs of all maps for all rows: the targets of rai, and what backprop keeps from its forward pass */
    long outputs() {
        return widths.stream().skip(1).mapToLong(w -> (long) w * rows).sum();
    }

    /** @return numbers that a run keeps: what it trains, its gradient, the optimizer's vectors; and outputs, for backprop */
    long kept() {
        return relaxed ? (parameters() + outputs()) * (2 + vectors) : parameters() * (2 + vectors) + 2 * outputs();
    }

    /**
     * What must pass between memory and processor where the cache holds a layer, but not a step. Everything trained is read and
     * written once, and so is each vector of the optimizer; rai reads its data. Backprop reads its weights a second time, in the backward pass,
     * writes the output of every map and reads it again, and reads its data twice.
     *
     * @return bytes in single precision
     */
    double bytes() {
        double data = (double) rows * widths.get(0);
        double updates = 2 + 2 * vectors;
        return FLOAT
                * (relaxed
                        ? (parameters() + outputs()) * updates + data
                        : parameters() * (updates + 1) + 2.0 * outputs() + 2 * data);
    }
}
