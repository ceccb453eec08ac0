package rai.init;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.osgi.service.component.annotations.Component;
import rai.api.activation.Activation;
import rai.api.array.Elementary;
import rai.api.engine.Portable;
import rai.api.init.DenseStart;
import rai.api.init.Initializer;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;
import rai.api.spec.SpecException;

/**
 * kaiming (He): W of mean 0 and variance gain² / fan, b = 0, where fan is fan-in, fan-out, or their average. Uniform
 * weights have the limits ±gain √(3 / fan). The weights are drawn row by row.
 *
 * <pre>
 * gain = forward    1 / √E[σ(u)²],  u ~ N(0, 1)
 *        backward   1 / √E[σ'(u)²]
 *        a number
 * </pre>
 *
 * <p>With {@code activation=auto}, σ is the activation in use: for the forward pass the one whose values the map reads, for the
 * backward pass the one that follows it; at either end of a network the only one there is. A map that reads another map, or is
 * alone, has the gain 1.
 *
 * <p>With the gain of the forward pass and fan-in, signals keep their scale through layers of the activation σ; with that of
 * the backward pass and fan-out, gradients do; fan-avg compromises. The two gains agree for relu (√2) and leaky-relu
 * (√(2 / (1 + slope²))), so there He et al. need only one. For others this generalizes their equations 7 and 13, by
 * quadrature, to whatever activation is there.
 *
 * <p>PyTorch's table ({@code calculate_gain}) has 5/3 for tanh, where the quadrature gives 1.5925 forward and 1.4674 backward,
 * and 1 for sigmoid, where it gives 1.8462 forward and 4.7227 backward; a number as the gain is for such cases.
 */
@Component(service = Initializer.class)
@Named("kaiming")
@About(
        value = "Keeps the scale of signals, or of gradients, through layers of the activation in use or of the given"
                + " one.",
        formula = "Var W = gain^2 / fan, gain = 1 / sqrt(E[act(u)^2]) or 1 / sqrt(E[act'(u)^2]), b = 0",
        source = "He, Zhang, Ren and Sun, 2015, ICCV, arXiv:1502.01852")
public class Kaiming implements Initializer, Portable, Cloneable {
    @Setting("Shape of the distribution.")
    Distribution distribution = Distribution.NORMAL;

    @Setting("Which number of connections counts: fan-in, fan-out, or their average.")
    Fan mode = Fan.FAN_IN;

    @Setting(value = "The activation whose gain is taken; auto is that beside each map.", spec = "auto")
    Activation activation;

    @Setting("The activation's gain in the forward or the backward pass, or a number in place of it.")
    String gain = "forward";

    private Elementary functions = Elementary.FAST;

    @Override
    public Object portable() {
        try {
            Kaiming copy = (Kaiming) clone();
            copy.functions = Elementary.STRICT;
            copy.activation = activation == null ? null : Portable.of(activation, "activation of kaiming");
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void initialize(DenseStart map) {
        RandomGenerator random = map.random();
        double sd = gain(map) / Math.sqrt(mode.of(map));
        Fill.with(map.weight(), i -> distribution.draw(random, sd));
        Fill.zero(map.bias());
    }

    private double gain(DenseStart map) {
        return switch (gain) {
            case "forward" ->
                of(map.input().or(map::output))
                        .map(sigma -> Gain.forward(
                                functions, "kaiming", sigma.getClass().getSimpleName(), sigma))
                        .orElse(1.0);
            case "backward" ->
                of(map.output().or(map::input))
                        .map(sigma -> Gain.backward(
                                functions, "kaiming", sigma.getClass().getSimpleName(), sigma))
                        .orElse(1.0);
            default -> number();
        };
    }

    private Optional<Activation> of(Optional<DenseStart.Neighbour> beside) {
        return activation == null ? beside.map(DenseStart.Neighbour::activation) : Optional.of(activation);
    }

    private double number() {
        try {
            double number = Double.parseDouble(gain);
            if (number >= 0 && number < Double.POSITIVE_INFINITY) {
                return number;
            }
        } catch (NumberFormatException e) {
            // reported below, as a number out of range is
        }
        throw new SpecException(
                "the setting 'gain' of kaiming must be forward, backward, or a number >= 0, but is '" + gain + "'");
    }
}
