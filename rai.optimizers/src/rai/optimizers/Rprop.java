package rai.optimizers;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.service.component.annotations.Component;
import rai.api.array.Elements;
import rai.api.optimizer.Optimizer;
import rai.api.optimizer.Slots;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;

/**
 * Rprop (Riedmiller & Braun, 1993) in the form iRprop⁻ (Igel & Hüsken, 2000), which is also PyTorch's: every element
 * has a step of its own that grows by eta-plus while the sign of its gradient stays, and shrinks by eta-minus where it
 * flips; there the gradient counts as 0, so the element rests and the step stays at the next update.
 *
 * <p>Only signs matter: neither the size of a gradient nor how small it is (sign(g) · sign(g') never underflows, as
 * g · g' does) has any influence. A NaN gradient makes the element NaN.
 */
@Component
@Named("rprop")
@About(
        value = "A step of its own for every element, adapted by the gradient's sign alone: for full batches, and"
                + " strong where gradients differ by orders of magnitude.",
        formula = "g <- 0 where g g' < 0; step <- clamp(step * (eta-plus | eta-minus | 1 for g g' > 0 | < 0 | = 0),"
                + " min-step, max-step); x <- x - step sign(g)",
        source = "Riedmiller & Braun, 1993, IEEE ICNN; Igel & Hüsken, 2000, NC (iRprop-)")
public class Rprop implements Optimizer {
    private static final String STEP = "step";
    private static final String PREVIOUS = "previous-gradient";

    /** Elements worked on at a time: small enough for all scratch arrays to stay in the first-level cache. */
    private static final int TILE = 512;

    /** Twice multiplied by it, the smallest float above 0 is far above 1: with a clamp to [-1, 1] that is the sign. */
    private static final float HUGE = 0x1p100f;

    @Setting(value = "The first step of every element (PyTorch calls it lr).", min = 0, open = true)
    double step = 0.01;

    @Setting(value = "Factor of the step where the gradient's sign flips.", min = 0, max = 1, open = true)
    double etaMinus = 0.5;

    @Setting(value = "Factor of the step where the gradient's sign stays.", min = 1, max = 1e6, open = true)
    double etaPlus = 1.2;

    @Setting(value = "The smallest step.", min = 0)
    double minStep = 1e-6;

    @Setting(value = "The largest step; it wins where min-step is larger.", min = 0, open = true)
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
    public void update(INDArray x, INDArray gradient, Slots slots, long step) {
        INDArray steps = slots.get(STEP);
        INDArray previous = slots.get(PREVIOUS);
        if (x.dataType() == DataType.FLOAT) {
            inTiles(Elements.floats(x), Elements.floats(gradient), Elements.floats(steps), Elements.floats(previous));
        } else {
            oneByOne(
                    Elements.doubles(x),
                    Elements.doubles(gradient),
                    Elements.doubles(steps),
                    Elements.doubles(previous));
        }
    }

    private void oneByOne(DoubleBuffer x, DoubleBuffer gradient, DoubleBuffer steps, DoubleBuffer previous) {
        for (int i = 0, n = x.limit(); i < n; i++) {
            double g = gradient.get(i);
            double agreement = Math.signum(g) * Math.signum(previous.get(i));
            double factor = agreement > 0 ? etaPlus : agreement < 0 ? etaMinus : 1;
            double s = Math.min(maxStep, Math.max(minStep, steps.get(i) * factor));
            double kept = agreement < 0 ? 0 : g;
            steps.put(i, s);
            previous.put(i, kept);
            x.put(i, x.get(i) - Math.signum(kept) * s);
        }
    }

    private void inTiles(FloatBuffer x, FloatBuffer gradient, FloatBuffer steps, FloatBuffer previous) {
        float[] w = new float[TILE];
        float[] g = new float[TILE];
        float[] s = new float[TILE];
        float[] p = new float[TILE];
        float[] sign = new float[TILE];
        for (int at = 0, m = x.limit(); at < m; at += TILE) {
            int n = Math.min(TILE, m - at);
            x.get(at, w, 0, n);
            gradient.get(at, g, 0, n);
            steps.get(at, s, 0, n);
            previous.get(at, p, 0, n);
            move(w, g, s, p, sign, n);
            x.put(at, w, 0, n);
            steps.put(at, s, 0, n);
            previous.put(at, p, 0, n);
        }
    }

    /**
     * The update without a branch, because signs are random and the processor would guess every second one wrong; and
     * in short loops over small arrays, because those the compiler turns into vector instructions. Four to five times
     * as fast as element by element.
     */
    private void move(float[] x, float[] g, float[] s, float[] p, float[] sign, int n) {
        float low = (float) etaMinus;
        float high = (float) etaPlus;
        float least = (float) minStep;
        float most = (float) maxStep;
        for (int i = 0; i < n; i++) {
            sign[i] = Math.max(-1, Math.min(1, g[i] * HUGE * HUGE));
        }
        for (int i = 0; i < n; i++) { // far above 1 where the sign stays, far below 0 where it flips, else 1
            p[i] = sign[i] * p[i] * HUGE * HUGE + 1;
        }
        for (int i = 0; i < n; i++) {
            s[i] = Math.min(most, Math.max(least, s[i] * Math.min(high, Math.max(low, p[i]))));
        }
        for (int i = 0; i < n; i++) { // 0 where the sign flips, else 1
            p[i] = Math.min(1, Math.max(0, p[i]));
        }
        for (int i = 0; i < n; i++) {
            x[i] -= sign[i] * p[i] * s[i];
        }
        for (int i = 0; i < n; i++) { // 0 · infinity would be NaN
            p[i] *= Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, g[i]));
        }
    }
}
