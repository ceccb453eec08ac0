package rai.losses;

import org.osgi.service.component.annotations.Component;
import rai.api.engine.Portable;
import rai.api.loss.Loss;
import rai.api.loss.TiledLoss;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;

/**
 * Huber's loss: with d = y - t, the mean over all elements of d²/2 where |d| ≤ δ, and of δ(|d| - δ/2) beyond. Written
 * with c = d clamped to [-δ, δ] it is c(d - c/2), and its derivative is c.
 */
@Component(service = Loss.class)
@Named("huber")
@About(
        value = "Huber's loss: squared for small errors, absolute for large ones.",
        formula = "mean(d^2 / 2 if |d| <= delta, else delta (|d| - delta / 2)), d = y - t",
        source = "Huber, 1964, Ann. Math. Statist. 35")
public class Huber implements TiledLoss, Portable {
    @Setting(value = "The error at which the square ends and the straight line begins.", min = 0, open = true)
    double delta = 1;

    @Override
    public void evaluate(float[] difference, float[] loss, int from, int to, float scale) {
        float bound = (float) delta;
        for (int i = from; i < to; i++) {
            float clamped = Math.max(-bound, Math.min(bound, difference[i]));
            loss[i] = clamped * (difference[i] - 0.5f * clamped);
        }
        for (int i = from; i < to; i++) {
            difference[i] = scale * Math.max(-bound, Math.min(bound, difference[i]));
        }
    }

    @Override
    public void evaluate(double[] difference, double[] loss, int from, int to, double scale) {
        for (int i = from; i < to; i++) {
            double clamped = Math.max(-delta, Math.min(delta, difference[i]));
            loss[i] = clamped * (difference[i] - 0.5 * clamped);
            difference[i] = scale * clamped;
        }
    }
}
