package rai.activations;

import java.util.Arrays;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import rai.api.activation.Activation;
import rai.api.activation.Properties;
import rai.api.activation.TiledActivation;
import rai.api.graph.Node;
import rai.api.spec.About;
import rai.api.spec.Checked;
import rai.api.spec.Named;
import rai.api.spec.Setting;
import rai.api.spec.SpecException;

/**
 * curve: an activation given by its values y_0, ..., y_n on an even grid of [from, to], with the spacing h. Between two points it is
 * the cubic through both whose slopes there are those of a {@link Spline}; beyond the ends it continues straight. So it has a
 * continuous derivative, which is computed exactly, and it reproduces every parabola on the grid.
 */
@Component(service = Activation.class)
@Named("curve")
@About(
        value = "An activation given by its values on an even grid, such as a curve that a network has learnt.",
        formula =
                "cubic through (z_i, y_i) and (z_(i+1), y_(i+1)) with slopes (y_(i+1) - y_(i-1)) / 2h; straight beyond"
                        + " the ends",
        source = "Catmull and Rom, A class of local interpolating splines, 1974, in Computer Aided Geometric Design")
public class Curve implements TiledActivation, Checked {
    private static final int MOST_POINTS = 10_001;

    @Setting("Its values from the first point to the last, separated by spaces; three or more.")
    String points = "-3 0 3";

    @Setting("The first point.")
    double from = -3;

    @Setting("The last point.")
    double to = 3;

    private Spline spline;

    @Override
    public void check() {
        if (!(from < to) || Double.isInfinite(to - from)) {
            throw new SpecException("curve needs from below to, not from=" + from + ", to=" + to);
        }
        spline = new Spline(from, to, values());
    }

    private double[] values() {
        String[] words = points.strip().split("\\s+");
        if (words.length < 3 || words.length > MOST_POINTS) {
            throw new SpecException("curve needs 3 to " + MOST_POINTS + " points, not " + words.length
                    + ": write them as in curve(points=\"-1 0 1\", from=-2, to=2)");
        }
        return Arrays.stream(words).mapToDouble(Curve::value).toArray();
    }

    private static double value(String word) {
        try {
            double value = Double.parseDouble(word);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // the same sentence as for a number that is not finite
        }
        throw new SpecException("the point '" + word + "' of curve is not a finite number");
    }

    /** Without settings, a service is used as it was made. */
    private Spline spline() {
        return spline == null ? new Spline(from, to, values()) : spline;
    }

    @Override
    public double value(double z) {
        return spline().value(z);
    }

    @Override
    public double derivative(double z) {
        return spline().derivative(z);
    }

    @Override
    public void value(float[] z, float[] a, int from, int to) {
        Spline of = spline();
        for (int i = from; i < to; i++) {
            a[i] = (float) of.value(z[i]);
        }
    }

    @Override
    public void backward(float[] z, float[] a, float[] gradient, int from, int to) {
        Spline of = spline();
        for (int i = from; i < to; i++) {
            gradient[i] = (float) (gradient[i] * of.derivative(z[i]));
        }
    }

    @Override
    public Optional<Properties> properties() {
        return Optional.of(spline().properties());
    }

    @Override
    public Optional<Node> graph(Node z) {
        return spline().graph(z);
    }
}
