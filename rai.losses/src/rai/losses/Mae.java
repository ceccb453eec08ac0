package rai.losses;

import org.osgi.service.component.annotations.Component;
import rai.api.engine.Portable;
import rai.api.loss.Loss;
import rai.api.loss.TiledLoss;
import rai.api.spec.About;
import rai.api.spec.Named;

/** Mean absolute error: the mean of |y - t| over all elements; the derivative at 0 is 0. */
@Component(service = Loss.class)
@Named("mae")
@About(
        value = "Mean absolute error: outliers count by their distance only, and every error pulls equally hard.",
        formula = "mean(|y - t|)",
        source = "Laplace, 1774, Mémoires de l'Académie royale des sciences (Savants étrangers) 6")
public class Mae implements TiledLoss, Portable {
    /** Twice multiplied by it, the smallest number above 0 is far above 1: with a clamp that gives the sign. */
    private static final float HUGE = 0x1p100f;

    private static final double HUGE_DOUBLE = 0x1p600;

    @Override
    public void evaluate(float[] difference, float[] loss, int from, int to, float scale) {
        for (int i = from; i < to; i++) {
            loss[i] = Math.abs(difference[i]);
        }
        for (int i = from; i < to; i++) {
            difference[i] = Math.max(-scale, Math.min(scale, difference[i] * HUGE * HUGE));
        }
    }

    @Override
    public void evaluate(double[] difference, double[] loss, int from, int to, double scale) {
        for (int i = from; i < to; i++) {
            loss[i] = Math.abs(difference[i]);
            difference[i] = Math.max(-scale, Math.min(scale, difference[i] * HUGE_DOUBLE * HUGE_DOUBLE));
        }
    }
}
