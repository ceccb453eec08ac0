package rai.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.nd4j.linalg.api.buffer.DataType;
import rai.api.optimizer.ObjectiveOptimizer;

/** The contract of every optimizer that evaluates the objective itself. */
public final class ObjectiveOptimizerChecks {
    private final Supplier<? extends ObjectiveOptimizer> optimizer;

    private ObjectiveOptimizerChecks(Supplier<? extends ObjectiveOptimizer> optimizer) {
        this.optimizer = optimizer;
    }

    /**
     * The checks of an optimizer.
     *
     * @param optimizer gives the optimizer, configured; preferably a new one at every call
     * @return the checks
     */
    public static List<Check> of(Supplier<? extends ObjectiveOptimizer> optimizer) {
        return new ObjectiveOptimizerChecks(optimizer).all();
    }

    private List<Check> all() {
        return List.of(
                new Check("slots and numbers have distinct names of lower-case words, always the same", this::names),
                new Check("a convex quadratic function decreases at every step, until it is small", this::quadratic),
                Check.of("another instance continues bit for bit from the state of the run alone", this::state));
    }

    /** State vectors and numbers become files of a checkpoint. */
    private String names() throws Violation {
        List<String> names = new ArrayList<>(optimizer.get().slots());
        names.addAll(optimizer.get().numbers());
        Require.names(names, "slots and numbers");
        Require.equal(optimizer.get().slots(), optimizer.get().slots(), "slots asked for again");
        Require.equal(optimizer.get().numbers(), optimizer.get().numbers(), "numbers asked for again");
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    /** ½ Σ c x², c from 0.1 to 2. */
    private String quadratic() throws Violation {
        String remark = "";
        for (DataType type : Activations.TYPES) {
            Valley valley = new Valley(optimizer.get(), type);
            double start = valley.evaluate();
            double last = start;
            for (int step = 1; step <= 10; step++) {
                valley.step(optimizer.get(), step);
                double now = valley.evaluate();
                Require.that(
                        now <= last * (1 + 1e-6),
                        "in %s the objective is %s after step %s, and was %s before",
                        type,
                        now,
                        step,
                        last);
                last = now;
            }
            Require.that(
                    last < start / 10,
                    "in %s the objective is %s after ten steps, and was %s at the start",
                    type,
                    last,
                    start);
            remark = String.format(Locale.ROOT, "from %.4g to %.4g in ten steps", start, last);
        }
        return remark;
    }

    /** A checkpoint is x, the slots, the numbers and the number of the step; anything else would be lost. */
    private void state() throws Violation {
        for (DataType type : Activations.TYPES) {
            ObjectiveOptimizer one = optimizer.get();
            Valley unbroken = new Valley(one, type);
            Valley stranger = new Valley(one, type);
            Valley resumed = new Valley(one, type);
            for (int step = 1; step <= 4; step++) {
                unbroken.step(one, step);
                resumed.step(step <= 2 ? one : optimizer.get(), step);
                stranger.x.addi(0.1);
                stranger.step(one, step);
            }
            Require.same(
                    resumed.x.toDoubleVector(),
                    unbroken.x.toDoubleVector(),
                    "x, resumed by another instance, in " + type);
        }
    }
}
