package rai.check;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import rai.api.graph.Evaluation;
import rai.api.graph.Node;

/** What a service says that other tools may compute in its place must be what it computes itself. */
final class Operations {
    /** What an export allows in float64. */
    private static final double TOLERANCE = 1e-9;

    private Operations() {}

    /**
     * Compares the operations with the service.
     *
     * @param graph gives the operations on an input
     * @param inputs the width of the input
     * @param x [n, inputs] what is read, row by row
     * @param expected [n, outputs] what the service computes of it
     * @param outputs the width of that
     * @return the largest difference, as a sentence
     */
    static String check(Function<Node, Optional<Node>> graph, int inputs, double[] x, double[] expected, int outputs)
            throws Violation, NotApplicable {
        Optional<Node> result = graph.apply(Node.input(inputs));
        if (result.isEmpty()) {
            throw new NotApplicable("graph() names none, so networks with it can't be exported as a whole");
        }
        Require.that(
                result.get().rows() == 1 && result.get().width() == outputs,
                "graph() gives [%s, %s] for an input of [1, %s], and not [1, %s]",
                result.get().rows(),
                result.get().width(),
                inputs,
                outputs);
        double[] computed = Evaluation.of(result.get(), x, x.length / inputs);
        double worst = 0;
        for (int i = 0; i < computed.length; i++) {
            String where = outputs == inputs ? " at the input " + x[i] : " at element " + i;
            Require.close(computed[i], expected[i], TOLERANCE, "what the operations of graph() compute" + where);
            if (Double.isFinite(computed[i])) {
                worst = Math.max(worst, Math.abs(computed[i] - expected[i]) / Math.max(1, Math.abs(expected[i])));
            }
        }
        return String.format(Locale.ROOT, "largest difference %.1e", worst);
    }
}
