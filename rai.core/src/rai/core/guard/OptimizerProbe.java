package rai.core.guard;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.array.Doubles;
import rai.api.optimizer.ElementwiseOptimizer;
import rai.api.optimizer.ObjectiveOptimizer;
import rai.api.optimizer.Optimizer;
import rai.api.optimizer.Slots;
import rai.api.optimizer.Update;

/** Probes an optimizer by its first two updates on the convex function L(x) = ½ Σ x². */
final class OptimizerProbe {
    private static final int LENGTH = 12;

    private OptimizerProbe() {}

    static void of(Optimizer optimizer, DataType type) throws Fault {
        Trial trial = new Trial(type);
        INDArray x = trial.state(Trial.numbers(LENGTH, 0), LENGTH);
        INDArray gradient = trial.free(new double[LENGTH], LENGTH);
        Map<String, INDArray> vectors = new HashMap<>();
        for (String name : optimizer.slots()) {
            vectors.put(name, trial.state(new double[LENGTH], LENGTH));
        }
        Slots slots = name -> KeptNumbers.known(vectors, name);
        trial.twice(() -> {
            KeptNumbers numbers = new KeptNumbers(
                    optimizer instanceof ObjectiveOptimizer objective ? objective.numbers() : List.of());
            optimizer.init(slots);
            for (int step = 1; step <= 2; step++) {
                double value = evaluate(x, gradient);
                if (optimizer instanceof ObjectiveOptimizer objective) {
                    objective.step(x, gradient, value, () -> evaluate(x, gradient), slots, numbers, new Update(step));
                } else {
                    ((ElementwiseOptimizer) optimizer).update(x, gradient, slots, new Update(step));
                }
            }
            return 0;
        });
        for (double moved : trial.numbers(x)) {
            if (!Double.isFinite(moved)) {
                throw Fault.inNumbers("moves a number of moderate size to " + moved);
            }
        }
    }

    private static double evaluate(INDArray x, INDArray gradient) {
        Doubles from = Doubles.of(x);
        Doubles to = Doubles.of(gradient);
        double sum = 0;
        for (int i = 0; i < LENGTH; i++) {
            sum += from.get(i) * from.get(i) / 2;
            to.put(i, from.get(i));
        }
        return sum;
    }
}
