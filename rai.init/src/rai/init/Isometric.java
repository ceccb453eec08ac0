package rai.init;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.osgi.service.component.annotations.Component;
import rai.api.array.Elementary;
import rai.api.engine.Portable;
import rai.api.init.DenseStart;
import rai.api.init.DenseStart.Neighbour;
import rai.api.init.Initializer;
import rai.api.spec.About;
import rai.api.spec.Named;

/**
 * isometric: every hidden map keeps lengths, whatever the activation it reads, so that signals and gradients pass through
 * any depth.
 *
 * <pre>
 * W = s g M,  b = s N(0, 1/4) first map;  -1/2 column sums of W reading sigmoid;  else 0
 *
 * M   first map and linear output   N(0, 1/fan-in)
 *     every other map               √max(1, fan-out / fan-in) Q, Q orthogonal (Haar measure)
 * g   first map                     1
 *     reading sigmoid               2
 *     reading tanh                  1
 *     reading another σ             1 / √E[σ(u)²], u ~ N(0, 1); so √2 for relu
 * s   sigmoid follows               2
 *     else                          1
 * </pre>
 *
 * <p><b>sigmoid</b> is tanh in other coordinates: σ(z) = 1/2 + 1/2 tanh(z/2). Its values have mean 1/2, and that common part
 * drowns all else within a few layers. The bias takes it off, (a - 1/2) W = a W - 1/2 column sums of W, and the factors undo
 * the two halves: 2 for the one in front (g), 2 for the one inside (s). So W = 4 Q between two sigmoids, 2 N(0, 1/fan-in)
 * for the first map and for a linear output, and the network computes what the tanh network with W = Q computes.
 *
 * <p><b>tanh</b> has slope 1 at 0 and bends only what is large: W = Q, and signals shrink slowly and die nowhere.
 *
 * <p>Any <b>other activation</b> is taken at pre-activations of variance 1: scaled by its second moment there, it passes on
 * pre-activations of variance 1 again. If fan-out exceeds fan-in, Q alone would spread the same length over more units;
 * the factor keeps the variance of each.
 *
 * <p>The <b>first map</b> gets random biases, as nothing later breaks the symmetry: without them a tanh network is odd and a
 * relu network linear along every ray, which no readout can mend. A network of one linear map starts without them.
 *
 * <p>Q is drawn before anything else, as {@code orthogonal} does; N(0, 1/fan-in) row by row, then the biases.
 */
@Component(service = Initializer.class)
@Named("isometric")
@About(
        value = "Orthogonal weights scaled and centred for the activation they read: the start that lets depth train.",
        formula = "W = 4 Q, b = -1/2 colsum(W) for sigmoid; W = Q for tanh; else W = Q / sqrt(E[act(u)^2])",
        source = "Saxe, McClelland and Ganguli, 2014, arXiv:1312.6120; Pennington, Schoenholz and Ganguli, 2017,"
                + " NeurIPS, arXiv:1711.04735 (dynamical isometry)")
public class Isometric implements Initializer, Portable {
    private static final double FIRST_BIAS_SD = 0.5;

    private final Elementary functions;

    /** With the functions of Java. */
    public Isometric() {
        this(Elementary.FAST);
    }

    private Isometric(Elementary functions) {
        this.functions = functions;
    }

    @Override
    public Object portable() {
        return new Isometric(Elementary.STRICT);
    }

    @Override
    public void initialize(DenseStart map) {
        double scale = (is("sigmoid", map.output()) ? 2 : 1)
                * map.input().map(this::gain).orElse(1.0);
        double[] weight = map.input().isEmpty() || map.output().isEmpty() ? normal(map) : isometry(map);
        Fill.with(map.weight(), i -> scale * weight[i]);
        if (is("sigmoid", map.input())) {
            double[] sums = columnSums(weight, (int) map.fanOut());
            Fill.with(map.bias(), i -> -scale / 2 * sums[i]);
        } else if (map.input().isEmpty() && map.output().isPresent()) {
            RandomGenerator random = map.random();
            Fill.with(map.bias(), i -> scale * FIRST_BIAS_SD * random.nextGaussian());
        } else {
            Fill.zero(map.bias());
        }
    }

    private static double[] normal(DenseStart map) {
        double sd = 1 / Math.sqrt(map.fanIn());
        double[] weight = new double[Math.toIntExact(map.weight().length())];
        for (int i = 0; i < weight.length; i++) {
            weight[i] = sd * map.random().nextGaussian();
        }
        return weight;
    }

    private static double[] isometry(DenseStart map) {
        double[] weight = HaarMatrix.draw((int) map.fanIn(), (int) map.fanOut(), map.random());
        double widening = Math.sqrt(Math.max(1, (double) map.fanOut() / map.fanIn()));
        for (int i = 0; i < weight.length; i++) {
            weight[i] *= widening;
        }
        return weight;
    }

    private double gain(Neighbour input) {
        return switch (input.spec().name()) {
            case "sigmoid" -> 2;
            case "tanh" -> 1;
            default -> Gain.forward(functions, "isometric", input.spec().toString(), input.activation());
        };
    }

    private static boolean is(String name, Optional<Neighbour> neighbour) {
        return neighbour.isPresent() && neighbour.get().spec().name().equals(name);
    }

    private static double[] columnSums(double[] weight, int columns) {
        double[] sums = new double[columns];
        for (int i = 0; i < weight.length; i++) {
            sums[i % columns] += weight[i];
        }
        return sums;
    }
}
