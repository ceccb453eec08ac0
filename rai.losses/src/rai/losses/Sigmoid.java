package rai.losses;

import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.array.Doubles;
import rai.api.array.Elementary;

/** The sigmoid of logits, element by element. */
final class Sigmoid {
    private Sigmoid() {}

    /** 1 / (1 + exp(-z)), which neither overflows nor cancels. */
    static double of(Elementary functions, double z) {
        double e = functions.exp(-Math.abs(z));
        return (z < 0 ? e : 1) / (1 + e);
    }

    /** The sigmoid of each element, a new array. */
    static INDArray of(Elementary functions, INDArray logits) {
        INDArray probabilities = logits.ulike();
        Doubles z = Doubles.of(logits);
        Doubles p = Doubles.of(probabilities);
        for (int i = 0, n = (int) logits.length(); i < n; i++) {
            p.put(i, of(functions, z.get(i)));
        }
        return probabilities;
    }
}
