package rai.activations;

import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.service.component.annotations.Component;
import rai.api.activation.Activation;
import rai.api.activation.TiledActivation;
import rai.api.array.Doubles;
import rai.api.graph.Node;
import rai.api.spec.About;
import rai.api.spec.Checked;
import rai.api.spec.Named;
import rai.api.spec.Setting;

/**
 * expression: an activation typed as a formula of z, such as {@code expression("z*sigmoid(z)")}. Its derivative is exact, by
 * dual numbers; at a kink that of abs and relu is 0, that of min and max the mean of both sides. All is computed in double
 * precision, as written. If a value or a derivative is not finite at a finite z, it is computed again in numbers that do not
 * overflow (a sign and a logarithm), so that a part that overflows does no harm: the slope of 1/(1+exp(-z)) at -1e6 is 0. What is
 * still not finite is so in the formula, as 1/z is at 0. A part that overflows and leaves a finite result is not noticed:
 * {@code z/sqrt(1+z^2)} is 0 above 1e154, where z^2 is ∞. No number of a float32 is as large. At ±∞ the limit is looked for at the largest finite number.
 *
 * <p>{@code + - * / ^}, parentheses, numbers, {@code pi}, {@code e}, and the functions exp, log, sqrt, abs, sin, cos, tan,
 * sinh, cosh, tanh, sigmoid, erf, softplus, relu, min, max and pow.
 */
@Component(service = Activation.class)
@Named("expression")
@About(
        value = "An activation typed as a formula of z: expression(\"z*sigmoid(z)\").",
        formula = "+ - * / ^ exp log sqrt abs sin cos tan sinh cosh tanh sigmoid erf softplus relu min max pow",
        source = "derivative by forward mode: Wengert, A simple automatic derivative evaluation program, 1964, CACM 7")
public class Expression implements TiledActivation, Checked {
    @Setting("The formula, a text such as \"z*sigmoid(z)\".")
    String formula = "z*sigmoid(z)";

    private Formula parsed;

    @Override
    public void check() {
        parsed = FormulaParser.parse(formula);
    }

    /** Without settings, a service is used as it was made. */
    private Formula parsed() {
        return parsed == null ? FormulaParser.parse(formula) : parsed;
    }

    @Override
    public double value(double z) {
        Formula f = parsed();
        Formula.Tile tile = f.take();
        tile.z()[0] = z;
        tile.run(1, false);
        double value = tile.values()[0];
        f.giveBack(tile);
        return value;
    }

    @Override
    public double derivative(double z) {
        Formula f = parsed();
        Formula.Tile tile = f.take();
        tile.z()[0] = z;
        tile.run(1, true);
        double derivative = tile.derivatives()[0];
        f.giveBack(tile);
        return derivative;
    }

    @Override
    public void value(float[] z, float[] a, int from, int to) {
        Formula f = parsed();
        Formula.Tile tile = f.take();
        for (int i = from; i < to; i++) {
            tile.z()[i - from] = z[i];
        }
        tile.run(to - from, false);
        double[] values = tile.values();
        for (int i = from; i < to; i++) {
            a[i] = (float) values[i - from];
        }
        f.giveBack(tile);
    }

    @Override
    public void backward(float[] z, float[] a, float[] gradient, int from, int to) {
        Formula f = parsed();
        Formula.Tile tile = f.take();
        for (int i = from; i < to; i++) {
            tile.z()[i - from] = z[i];
        }
        tile.run(to - from, true);
        double[] derivatives = tile.derivatives();
        for (int i = from; i < to; i++) {
            gradient[i] = (float) (gradient[i] * derivatives[i - from]);
        }
        f.giveBack(tile);
    }

    @Override
    public void value(INDArray z, INDArray out) {
        Formula f = parsed();
        Formula.Tile tile = f.take();
        Doubles from = Doubles.of(z);
        Doubles to = Doubles.of(out);
        for (int start = 0; start < from.length(); start += Formula.TILE) {
            int n = Math.min(Formula.TILE, from.length() - start);
            from.get(start, tile.z(), n);
            tile.run(n, false);
            to.put(start, tile.values(), n);
        }
        f.giveBack(tile);
    }

    @Override
    public void backward(INDArray z, INDArray a, INDArray upstream, INDArray out) {
        Formula f = parsed();
        Formula.Tile tile = f.take();
        Doubles at = Doubles.of(z);
        Doubles up = Doubles.of(upstream);
        Doubles to = Doubles.of(out);
        double[] product = new double[Formula.TILE];
        for (int start = 0; start < at.length(); start += Formula.TILE) {
            int n = Math.min(Formula.TILE, at.length() - start);
            at.get(start, tile.z(), n);
            tile.run(n, true);
            up.get(start, product, n);
            for (int i = 0; i < n; i++) {
                product[i] *= tile.derivatives()[i];
            }
            to.put(start, product, n);
        }
        f.giveBack(tile);
    }

    @Override
    public Optional<Node> graph(Node z) {
        return Optional.of(parsed().graph(z));
    }
}
