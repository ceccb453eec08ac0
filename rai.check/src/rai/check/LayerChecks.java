package rai.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.activation.Activation;
import rai.api.array.Doubles;
import rai.api.graph.Node;
import rai.api.layer.LayerFunction;
import rai.api.spec.SpecException;

/** The contract of every layer. */
public final class LayerChecks {
    /** Widths to try if it is not known which ones a layer can read: even and odd ones, and multiples of small numbers. */
    private static final int[] WIDTHS = {6, 8, 12, 10, 7, 5, 4, 3, 2, 1};

    private final Supplier<? extends LayerFunction> layer;
    private final int inputs;

    private LayerChecks(Supplier<? extends LayerFunction> layer, int inputs) {
        this.layer = layer;
        this.inputs = inputs;
    }

    /**
     * The checks of a layer about which nothing else is known.
     *
     * @param layer gives the layer, configured
     * @return the checks, on a width that it can read
     * @throws SpecException if it can't read any of some small widths
     */
    public static List<Check> of(Supplier<? extends LayerFunction> layer) {
        SpecException refusal = null;
        for (int width : WIDTHS) {
            try {
                layer.get().outputs(width);
                layer.get().parameters(width);
                return of(layer, width);
            } catch (SpecException e) {
                refusal = e;
            }
        }
        throw refusal;
    }

    /**
     * The checks of a layer.
     *
     * @param layer gives the layer, configured
     * @param inputs a width that it can read
     * @return the checks
     */
    public static List<Check> of(Supplier<? extends LayerFunction> layer, int inputs) {
        return new LayerChecks(layer, inputs).all();
    }

    private List<Check> all() {
        return List.of(
                new Check("dL/d(input) agrees with central differences", this::inputGradient),
                new Check("dL/d(parameter) agrees with central differences", this::parameterGradients),
                Check.of("dL/d(input) may be unwanted", this::unwanted),
                Check.of("input, parameters, state and upstream gradient are only read", this::pure),
                Check.of("in evaluation each row is treated by itself, and always the same", this::evaluation),
                Check.of("a row depends on other rows only if the layer says so", this::rowsApart),
                Check.of("two passes may be under way at once", this::passes),
                Check.of("float32 follows float64", this::floats),
                Check.of("NaN in a row shows in that row", this::nan),
                new Check("state moves when it is settled, and stays finite", this::state),
                new Check("fixed at its values it is the activation that evaluation computes", this::fixed),
                new Check("the operations it is exported as compute what evaluation computes", this::graph));
    }

    /** In float64: L = Σ u ⊙ y, along every element of the input. */
    private String inputGradient() throws Violation {
        CheckedPass pass = pass(DataType.DOUBLE, true, rows(7));
        forwardAndBackward(pass);
        return difference(slopes(pass, pass.input(), pass.downstream().dup(), "input"));
    }

    /** In float64: L = Σ u ⊙ y, along every element of every parameter. */
    private String parameterGradients() throws Violation, NotApplicable {
        CheckedPass pass = pass(DataType.DOUBLE, true, rows(7));
        if (pass.parameters().isEmpty()) {
            throw new NotApplicable("it has no parameter");
        }
        forwardAndBackward(pass);
        Map<String, INDArray> gradients = new LinkedHashMap<>();
        pass.gradients().forEach((name, gradient) -> gradients.put(name, gradient.dup()));
        double worst = 0;
        for (Map.Entry<String, INDArray> gradient : gradients.entrySet()) {
            String name = gradient.getKey();
            worst = Math.max(worst, slopes(pass, pass.parameters().get(name), gradient.getValue(), name));
        }
        return String.join(", ", gradients.keySet()) + "; " + difference(worst);
    }

    private double slopes(CheckedPass pass, INDArray moved, INDArray gradient, String what) throws Violation {
        INDArray line = moved.reshape(moved.length());
        List<Double> told = CheckedPass.elements(gradient);
        double h = 1e-6;
        double worst = 0;
        for (int i = 0; i < line.length(); i++) {
            double at = line.getDouble(i);
            line.putScalar(i, at + h);
            layer.get().forward(pass);
            double above = pass.objective();
            line.putScalar(i, at - h);
            layer.get().forward(pass);
            double below = pass.objective();
            line.putScalar(i, at);
            double expected = (above - below) / (2 * h);
            Require.within(
                    told.get(i),
                    expected,
                    1e-7 * Math.max(1, Math.abs(told.get(i))),
                    "dL/d(" + what + ") at element " + i + ", against the central difference");
            worst = Math.max(worst, Math.abs(told.get(i) - expected));
        }
        return worst;
    }

    private static String difference(double worst) {
        return String.format(Locale.ROOT, "largest difference %.1e", worst);
    }

    /** A gradient that is not wanted is not written, and does not change the others. */
    private void unwanted() throws Violation {
        CheckedPass pass = pass(DataType.DOUBLE, true, rows(5));
        forwardAndBackward(pass);
        CheckedPass without = pass(DataType.DOUBLE, true, rows(5));
        without.wantNoDownstream();
        forwardAndBackward(without);
        for (Map.Entry<String, List<Double>> result : without.results().entrySet()) {
            requireSame(
                    result.getValue(), pass.results().get(result.getKey()), result.getKey() + " without dL/d(input)");
        }
    }

    /** State changes in updateState, and only there. */
    private void pure() throws Violation {
        for (DataType type : Activations.TYPES) {
            for (boolean training : new boolean[] {true, false}) {
                CheckedPass pass = pass(type, training, rows(5));
                Map<String, List<Double>> before = pass.readOnly();
                layer.get().forward(pass);
                requireSame(pass.readOnly(), before, " after forward in " + (training ? "training" : "evaluation"));
                if (training) {
                    layer.get().backward(pass);
                    requireSame(pass.readOnly(), before, " after backward");
                }
            }
        }
    }

    /** Row by row the same bits as all rows at once. */
    private void evaluation() throws Violation {
        for (DataType type : Activations.TYPES) {
            double[][] x = rows(5);
            List<Double> all = forward(pass(type, false, x));
            int width = layer.get().outputs(inputs);
            for (int row = 0; row < x.length; row++) {
                requireSame(
                        forward(pass(type, false, new double[][] {x[row]})),
                        all.subList(row * width, (row + 1) * width),
                        "output of row " + row + " alone, in " + type);
            }
        }
    }

    private List<Double> forward(CheckedPass pass) {
        layer.get().forward(pass);
        return CheckedPass.elements(pass.output());
    }

    /** A layer that does not declare that it mixes rows may receive some of them at a time: other rows have no influence. */
    private void rowsApart() throws Violation {
        double[][] x = rows(4);
        List<Double> before = forward(pass(DataType.DOUBLE, true, x));
        x[3] = rows(5)[4];
        List<Double> after = forward(pass(DataType.DOUBLE, true, x));
        int first = 3 * layer.get().outputs(inputs);
        boolean mixes = !before.subList(0, first).equals(after.subList(0, first));
        Require.that(
                mixes == layer.get().mixesRows(),
                "mixesRows() is %s, but the output of the first three rows %s when the fourth changes",
                layer.get().mixesRows(),
                mixes ? "changes" : "stays as it is");
    }

    /** It keeps no state between calls: what the backward pass needs is in the pass. */
    private void passes() throws Violation {
        LayerFunction shared = layer.get();
        CheckedPass alone = pass(DataType.DOUBLE, true, rows(5));
        forwardAndBackward(alone);
        CheckedPass one = pass(DataType.DOUBLE, true, rows(5));
        CheckedPass other = pass(DataType.DOUBLE, true, rows(9));
        shared.forward(one);
        shared.forward(other);
        shared.backward(one);
        shared.backward(other);
        requireSame(one.results(), alone.results(), " with another pass under way");
    }

    /** The result in single precision is that in double precision, rounded. */
    private void floats() throws Violation {
        CheckedPass floats = pass(DataType.FLOAT, true, rows(9));
        CheckedPass doubles = pass(DataType.DOUBLE, true, rows(9));
        forwardAndBackward(floats);
        forwardAndBackward(doubles);
        Map<String, List<Double>> actual = floats.results();
        for (Map.Entry<String, List<Double>> expected : doubles.results().entrySet()) {
            for (int i = 0; i < expected.getValue().size(); i++) {
                Require.close(
                        actual.get(expected.getKey()).get(i),
                        expected.getValue().get(i),
                        2e-5,
                        expected.getKey() + " in float32 at element " + i);
            }
        }
    }

    /** NaN must not disappear. */
    private void nan() throws Violation {
        for (DataType type : Activations.TYPES) {
            for (int unit = 0; unit < inputs; unit++) {
                double[][] x = rows(3);
                x[1][unit] = Double.NaN;
                int width = layer.get().outputs(inputs);
                List<Double> row = forward(pass(type, false, x)).subList(width, 2 * width);
                Require.that(row.contains(Double.NaN), "with NaN in unit %s the output in %s is %s", unit, type, row);
            }
        }
    }

    /** Tensors declared as state change in updateState. */
    private String state() throws Violation, NotApplicable {
        CheckedPass pass = pass(DataType.DOUBLE, true, rows(5));
        Map<String, List<Double>> before = new LinkedHashMap<>();
        pass.states().forEach((name, tensor) -> before.put(name, CheckedPass.elements(tensor)));
        if (before.isEmpty()) {
            throw new NotApplicable("it has no state");
        }
        for (int step = 0; step < 3; step++) {
            layer.get().forward(pass);
            layer.get().updateState(pass);
        }
        for (Map.Entry<String, List<Double>> start : before.entrySet()) {
            List<Double> now = CheckedPass.elements(pass.states().get(start.getKey()));
            Require.that(!now.equals(start.getValue()), "%s stays %s", start.getKey(), now);
            Require.finite(numbers(now), start.getKey());
        }
        return String.join(", ", before.keySet());
    }

    /** On single units, as an activation sees numbers. */
    private String fixed() throws Violation, NotApplicable {
        double worst = 0;
        for (DataType type : Activations.TYPES) {
            double[] z = Arrays.stream(rows(9)).mapToDouble(row -> row[0]).toArray();
            CheckedPass pass;
            try {
                double[][] column =
                        Arrays.stream(z).mapToObj(v -> new double[] {v}).toArray(double[][]::new);
                pass = new CheckedPass(layer.get(), type, false, column, 11);
            } catch (SpecException e) {
                throw new NotApplicable("it reads no single unit");
            }
            Optional<Activation> fixed = layer.get().fixedAt(pass.parameters(), pass.states());
            if (fixed.isEmpty()) {
                throw new NotApplicable("it is not an activation");
            }
            requireSame(forward(pass), list(Activations.value(fixed.get(), type, z)), "value in " + type);
            double h = 1e-6;
            for (int i = 0; type == DataType.DOUBLE && i < z.length; i++) {
                double[] around = Activations.value(fixed.get(), type, new double[] {z[i] - h, z[i] + h});
                double slope = Activations.backward(fixed.get(), type, new double[] {z[i]}, new double[] {1})[0];
                double expected = (around[1] - around[0]) / (2 * h);
                Require.within(
                        slope,
                        expected,
                        1e-7 * Math.max(1, Math.abs(slope)),
                        "the derivative at " + z[i] + ", against the central difference");
                worst = Math.max(worst, Math.abs(slope - expected));
            }
        }
        return difference(worst);
    }

    private String graph() throws Violation, NotApplicable {
        CheckedPass pass = pass(DataType.DOUBLE, false, rows(9));
        Map<String, Node> tensors = new LinkedHashMap<>();
        pass.parameters().forEach((name, tensor) -> tensors.put(name, constant(name, tensor)));
        pass.states().forEach((name, tensor) -> tensors.put(name, constant(name, tensor)));
        double[] expected = numbers(forward(pass));
        double[] x = Arrays.stream(rows(9)).flatMapToDouble(Arrays::stream).toArray();
        return Operations.check(
                input -> layer.get().graph(input, tensors).or(() -> fixedGraph(pass, input)),
                inputs,
                x,
                expected,
                layer.get().outputs(inputs));
    }

    /** An exporter takes the form of the activation if the layer has none, and treats all units in the same way. */
    private Optional<Node> fixedGraph(CheckedPass pass, Node input) {
        try {
            if (!layer.get().parameters(1).equals(layer.get().parameters(inputs))
                    || !layer.get().state(1).equals(layer.get().state(inputs))) {
                return Optional.empty();
            }
        } catch (SpecException e) { // it mixes units
            return Optional.empty();
        }
        return layer.get().fixedAt(pass.parameters(), pass.states()).flatMap(activation -> activation.graph(input));
    }

    private static Node constant(String name, INDArray tensor) {
        return Node.constant(name, (int) tensor.size(0), Doubles.copy(tensor));
    }

    private static List<Double> list(double[] numbers) {
        return Arrays.stream(numbers).boxed().toList();
    }

    private CheckedPass pass(DataType type, boolean training, double[][] x) {
        return new CheckedPass(layer.get(), type, training, x, 11);
    }

    private void forwardAndBackward(CheckedPass pass) {
        layer.get().forward(pass);
        layer.get().backward(pass);
    }

    private static void requireSame(Map<String, List<Double>> actual, Map<String, List<Double>> expected, String when)
            throws Violation {
        Require.equal(new ArrayList<>(actual.keySet()), new ArrayList<>(expected.keySet()), "tensors" + when);
        for (Map.Entry<String, List<Double>> each : expected.entrySet()) {
            requireSame(actual.get(each.getKey()), each.getValue(), each.getKey() + when);
        }
    }

    private static void requireSame(List<Double> actual, List<Double> expected, String what) throws Violation {
        Require.same(numbers(actual), numbers(expected), what);
    }

    private static double[] numbers(List<Double> list) {
        return list.stream().mapToDouble(number -> number).toArray();
    }

    /** Away from 0, where many layers have a kink; the first rows are always the same. */
    private double[][] rows(int count) {
        double[][] x = CheckedPass.numbers(new SplittableRandom(3), count, inputs, 1);
        for (double[] row : x) {
            Arrays.setAll(row, i -> Math.abs(row[i]) < 0.01 ? 0.5 : row[i]);
        }
        return x;
    }
}
