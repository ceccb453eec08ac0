package rai.methods;

import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osgi.service.component.annotations.Component;
import rai.api.array.Doubles;
import rai.api.loss.Loss;
import rai.api.method.Training;
import rai.api.method.TrainingMethod;
import rai.api.network.Layer;
import rai.api.network.Network;
import rai.api.run.RefusalException;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;
import rai.api.spec.SpecException;

/**
 * One sweep of closed forms through a deep sigmoid network, without a backward pass: every layer passes on what the layer
 * below gave, and moves it a little towards a code of the class. So a deep network is a long way of small moves.
 *
 * <pre>
 * W_1, b_1 scaled unit by unit so that the values of the first map have standard deviation 1;
 * for every further hidden map, with H = σ(Z_{t-1}) its real input:
 *   targets keep Z_{t-1} + push (2Y - 1) C,  C random signs [classes, width],
 *   W_t from 4 I, b_t from -2, for which H W + b = 4 (H - ½) ≈ Z_{t-1},
 *   moved by ridge regression with Φ = [H - ½ | 0.3·1]:  [ΔW; β] = (Φᵀ Φ + λ n/100 I)⁻¹ Φᵀ R;
 * the output from 0, by ridge regression with λ = readout, towards ±4
 * </pre>
 *
 * <p>Of the start only the first map is used. The hidden maps have one width and a sigmoid after each; the data are classes, and all
 * examples are seen at once. A second step begins with the same first map, and does the same with other signs. Nothing is kept
 * from step to step. A step costs four products of the size of a map's, and the factorisation of one matrix per map.
 */
@Component
@Named("lift")
@About(
        value = "One sweep of closed forms: each sigmoid layer passes its input on and moves it towards a code of the"
                + " class.",
        formula = "W_t = 4 I + (Φᵀ Φ + λ n/100 I)⁻¹ Φᵀ R, targets keep Z_{t-1} + push (2Y - 1) C",
        source = "this project; ridge regression: Hoerl & Kennard, Technometrics 12, 1970; random codes: Dietterich &"
                + " Bakiri, JAIR 2, 1995")
public class Lift implements TrainingMethod {
    private static final double BIAS = 0.3;
    /** Of a sigmoid's value at 0, and of the inverse of its slope there. */
    private static final double CENTRE = 0.5;

    private static final double INVERSE_SLOPE = 4;
    /** The readout aims at a probability of 0.982. */
    private static final double CERTAIN = 4;

    @Setting(value = "Share of the value below that a target keeps.", min = 0, max = 1)
    double keep = 0.95;

    @Setting(value = "How far a target moves towards the code of its class.", min = 0)
    double push = 0.01;

    @Setting(value = "Ridge of the hidden maps.", min = 0, open = true)
    double lambda = 1;

    @Setting(value = "Ridge of the output.", min = 0, open = true)
    double readout = 0.01;

    @Override
    public Set<Batching> batching() {
        return Set.of(Batching.FULL_BATCH);
    }

    @Override
    public List<Variable> variables(Network network, int examples) {
        Sweep.require(network, "lift");
        for (int i = 0; i < network.layers().size(); i++) {
            if (!fits(network, i)) {
                throw new SpecException("lift trains dense layers of one width with a sigmoid after each but the last,"
                        + " as in '100x(dense(100) sigmoid) dense', but " + LayerName.of(network, i)
                        + ", does not fit in: use such a network, or another method, such as alt-n");
            }
        }
        return List.of();
    }

    private static boolean fits(Network network, int i) {
        List<Layer> layers = network.layers();
        boolean last = i == layers.size() - 1;
        if (i % 2 == 0) {
            return layers.get(i) instanceof Layer.Dense dense
                    && (last ? i > 0 : dense.outputs() == layers.get(0).outputs());
        }
        return !last
                && layers.get(i) instanceof Layer.Activate activate
                && activate.spec().name().equals("sigmoid");
    }

    @Override
    public void require(Network network, Loss loss, int rows) {
        if (loss.targets() == Loss.Targets.NUMBERS) {
            throw new RefusalException(
                    "lift needs classes as targets, but the loss takes numbers",
                    "train on classes with a --loss such as bce-with-logits or softmax-cross-entropy",
                    "set model.loss to a loss of classes, such as bce-with-logits or softmax-cross-entropy");
        }
    }

    @Override
    public void step(Training training) {
        int last = training.network().maps().size() - 1;
        long n = training.inputs().size(0);
        INDArray sides = training.targets().castTo(DataType.DOUBLE).mul(2).sub(1);
        Ridge ridge = new Ridge(training.algebra(), BIAS);
        scale(training);
        INDArray z = training.forward(0, 1, training.inputs());
        for (int map = 1; map <= last; map++) {
            INDArray h = training.forward(2 * map - 1, 2 * map, z);
            INDArray target;
            if (map < last) {
                training.weight(map).assign(Nd4j.eye(z.size(1)).mul(INVERSE_SLOPE));
                training.bias(map).assign(-CENTRE * INVERSE_SLOPE);
                target = z.castTo(DataType.DOUBLE)
                        .mul(keep)
                        .add(sides.mmul(signs(training, map, sides.size(1), z.size(1)))
                                .mul(push));
            } else {
                training.weight(map).assign(0);
                training.bias(map).assign(0);
                target = sides.mul(CERTAIN);
            }
            ridge.begin(training.weight(map), training.bias(map), CENTRE);
            ridge.add(h, Doubles.of(target)::get);
            String held = map < last ? "lambda" : "readout";
            double weight = map < last ? lambda : readout;
            new Solving("lift", held, weight, Solving.Help.LARGER, 0.1).ofMap(map, () -> ridge.move(weight * n / 100));
            z = training.forward(2 * map, 2 * map + 1, h);
        }
        LayerUpdates.count(training, 2L * (last + 1)); // each map is run forward once and solved once
        training.completed(training.loss().value(z, training.targets()));
    }

    /** The values of the first map get standard deviation 1, unit by unit; a unit that does not vary stays as it is. */
    private static void scale(Training training) {
        INDArray sd = training.forward(0, 1, training.inputs())
                .castTo(DataType.DOUBLE)
                .std(false, true, 0);
        INDArray weight = training.weight(0);
        INDArray bias = training.bias(0);
        for (int unit = 0; unit < sd.length(); unit++) {
            double of = sd.getDouble(unit);
            if (of > 0) {
                weight.getColumn(unit).divi(of);
                bias.putScalar(0, unit, bias.getDouble(0, unit) / of);
            }
        }
    }

    private static INDArray signs(Training training, int map, long classes, long width) {
        RandomGenerator random = training.random("signs", map);
        INDArray signs = Nd4j.create(DataType.DOUBLE, classes, width);
        for (long i = 0; i < classes; i++) {
            for (long j = 0; j < width; j++) {
                signs.putScalar(i, j, random.nextBoolean() ? 1 : -1);
            }
        }
        return signs;
    }
}
