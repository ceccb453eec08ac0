package rai.optimizers;

import java.lang.ref.Reference;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.service.component.annotations.Component;
import rai.api.array.Elements;
import rai.api.engine.Portable;
import rai.api.optimizer.ElementwiseOptimizer;
import rai.api.optimizer.Slots;
import rai.api.optimizer.Update;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;

/**
 * Rprop (Riedmiller and Braun, 1993) in the form iRprop⁻ (Igel and Hüsken, 2000), which is also PyTorch's: every element
 * has a step of its own that grows by eta-plus while the sign of its gradient stays, and shrinks by eta-minus if it
 * flips; there the gradient counts as 0, so the element rests and the step stays at the next update.
 *
 * <p>Only signs matter: neither the size of a gradient nor how small it is (sign(g) · sign(g') never underflows, as
 * g · g' does) has any influence. A NaN gradient makes the element NaN. A schedule scales the move, not the step that is kept.
 */
@Component(service = ElementwiseOptimizer.class)
@Named("rprop")
@About(
        value = "A step of its own for every element, adapted by the gradient's sign alone: for full batches, and"
                + " strong if gradients differ by orders of magnitude.",
        formula = "g <- 0 where g g' < 0; step <- clamp(step * (eta-plus | eta-minus | 1 for g g' > 0 | < 0 | = 0),"
                + " min-step, max-step); x <- x - step sign(g)",
        source = "Riedmiller & Braun, 1993, IEEE ICNN; Igel & Hüsken, 2000, NC (iRprop-)")
public class Rprop implements ElementwiseOptimizer, Portable {
    private static final String STEP = "step";
    private static final String PREVIOUS = "previous-gradient";

    /** Scratch, kept since pieces are many. */
    private static final ThreadLocal<float[][]> TILES = ThreadLocal.withInitial(() -> new float[4][RpropTile.LENGTH]);

    @Setting(value = "The first step of every element (PyTorch calls it lr).", min = 0, open = true)
    double step = 0.01;

    @Setting(value = "Factor of the step if the gradient's sign flips.", min = 0, max = 1, open = true)
    double etaMinus = 0.5;

    @Setting(value = "Factor of the step if the gradient's sign stays the same.", min = 1, max = 1e6, open = true)
    double etaPlus = 1.2;

    @Setting(value = "The smallest step.", min = 0)
    double minStep = 1e-6;

    @Setting(value = "The largest step; it takes precedence if min-step is larger.", min = 0, open = true)
    double maxStep = 50;

    @Override
    public List<String> slots() {
        return List.of(STEP, PREVIOUS);
    }

    @Override
    public void init(Slots slots) {
        slots.get(STEP).assign(step);
    }

    @Override
    public void update(INDArray x, INDArray gradient, Slots slots, Update update) {
        INDArray steps = slots.get(STEP);
        INDArray previous = slots.get(PREVIOUS);
        if (x.dataType() == DataType.FLOAT) {
            inTiles(
                    Elements.floats(x),
                    Elements.floats(gradient),
                    Elements.floats(steps),
                    Elements.floats(previous),
                    update.factor());
        } else {
            oneByOne(
                    Elements.doubles(x),
                    Elements.doubles(gradient),
                    Elements.doubles(steps),
                    Elements.doubles(previous),
                    update.factor());
        }
        Reference.reachabilityFence(x); // the buffers do not hold the memory
        Reference.reachabilityFence(gradient);
        Reference.reachabilityFence(steps);
        Reference.reachabilityFence(previous);
    }

    private void oneByOne(
            DoubleBuffer x, DoubleBuffer gradient, DoubleBuffer steps, DoubleBuffer previous, double move) {
        for (int i = 0, n = x.limit(); i < n; i++) {
            double g = gradient.get(i);
            double agreement = Math.signum(g) * Math.signum(previous.get(i));
            double shrink = agreement < 0 ? etaMinus : 1;
            double factor = agreement > 0 ? etaPlus : shrink;
            double s = Math.min(maxStep, Math.max(minStep, steps.get(i) * factor));
            double kept = agreement < 0 ? 0 : g;
            steps.put(i, s);
            previous.put(i, kept);
            x.put(i, x.get(i) - Math.signum(kept) * (move * s));
        }
    }

    private void inTiles(FloatBuffer x, FloatBuffer gradient, FloatBuffer steps, FloatBuffer previous, double move) {
        RpropTile.Rule rule =
                new RpropTile.Rule((float) etaMinus, (float) etaPlus, (float) minStep, (float) maxStep, (float) move);
        float[][] tiles = TILES.get();
        float[] w = tiles[0];
        float[] g = tiles[1];
        float[] s = tiles[2];
        float[] p = tiles[3];
        for (int at = 0, m = x.limit(); at < m; at += RpropTile.LENGTH) {
            int n = Math.min(RpropTile.LENGTH, m - at);
            x.get(at, w, 0, n);
            gradient.get(at, g, 0, n);
            steps.get(at, s, 0, n);
            previous.get(at, p, 0, n);
            RpropTile.BEST.move(rule, w, g, s, p, n);
            x.put(at, w, 0, n);
            steps.put(at, s, 0, n);
            previous.put(at, p, 0, n);
        }
    }
}
