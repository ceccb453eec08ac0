package rai.experiments.learned;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** A learnt curve as an activation of its own: the activation {@code curve} through its values. */
final class FixedCurve {
    /** Float32, in which it is used, has hardly more. */
    private static final MathContext DIGITS = new MathContext(7);

    private FixedCurve() {}

    /** @return how a curve is called among the activations of a task */
    static String label(Learnt learnt) {
        return label(learnt.task(), learnt.base());
    }

    static String label(String task, String base) {
        return "learnt on " + task + " from " + base;
    }

    /**
     * @param y values on the grid of {@link Shape}
     * @return the spec of the activation
     */
    static String spec(double[] y) {
        String points = DoubleStream.of(y)
                .mapToObj(value ->
                        new BigDecimal(value).round(DIGITS).stripTrailingZeros().toString())
                .collect(Collectors.joining(" "));
        return "curve(points=\"" + points + "\", from=-3, to=3)";
    }
}
