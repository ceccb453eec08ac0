package rai.optimizers;

import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.optimizer.ElementwiseOptimizer;
import rai.api.optimizer.Update;

/** A vector being trained, with the state of its optimizer. */
final class Example {
    /** The function of the golden file is f(x) = Σ c x² + ½ sin(3x). */
    private static final double[] C = {1, 0.1, 10, 2.5};

    final ElementwiseOptimizer optimizer;
    final INDArray x;
    final Map<String, INDArray> slots = new LinkedHashMap<>();
    private long steps;

    Example(ElementwiseOptimizer optimizer, INDArray x) {
        this.optimizer = optimizer;
        this.x = x;
        optimizer.slots().forEach(name -> slots.put(name, Nd4j.zeros(x.dataType(), x.length())));
        optimizer.init(slots::get);
    }

    /** In double precision, from the given numbers. */
    static Example of(ElementwiseOptimizer optimizer, double... x) {
        return new Example(optimizer, Nd4j.createFromArray(x));
    }

    /** The start of the golden file. */
    static Example golden(ElementwiseOptimizer optimizer) {
        return of(optimizer, 1.5, -2, 0.75, -0.4);
    }

    /** Updates along the gradient of the golden file's function. */
    Example descend(int updates) {
        for (int update = 0; update < updates; update++) {
            double[] g = x.toDoubleVector();
            for (int i = 0; i < g.length; i++) {
                g[i] = 2 * C[i] * g[i] + 1.5 * Math.cos(3 * g[i]);
            }
            update(g);
        }
        return this;
    }

    /** One update along a given gradient. */
    Example update(double... gradient) {
        return update(Nd4j.createFromArray(gradient).castTo(x.dataType()));
    }

    /** One update along a given gradient, which may be overwritten. */
    Example update(INDArray gradient) {
        optimizer.update(x, gradient, slots::get, new Update(++steps));
        return this;
    }

    double[] numbers() {
        return x.toDoubleVector();
    }

    double[] slot(String name) {
        return slots.get(name).toDoubleVector();
    }
}
