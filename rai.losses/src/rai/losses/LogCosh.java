package rai.losses;

import org.osgi.service.component.annotations.Component;
import rai.api.loss.Loss;
import rai.api.loss.TiledLoss;
import rai.api.spec.About;
import rai.api.spec.Named;

/**
 * Log-cosh: with d = y - t, the mean of log cosh d over all elements; the derivative is tanh d. About d²/2 where d is
 * small, and |d| - log 2 where it is large.
 *
 * <p>Both come from one e = exp(-2|d|) - 1: |tanh d| = -e / (2 + e), and log cosh d = |d| + log(1 + e/2), which never
 * overflows; where |d| &lt; 1 that would cancel, and -½ log(1 - tanh² d), which is the same, does not.
 */
@Component(service = Loss.class)
@Named("log-cosh")
@About(
        value = "Log-cosh: squared for small errors, absolute for large ones, and smooth everywhere.",
        formula = "mean(log cosh(y - t))",
        source = "Green, 1990, IEEE Trans. Med. Imaging 9; Saleh and Saleh, 2022, arXiv:2208.04564")
public class LogCosh implements TiledLoss {
    @Override
    public void evaluate(float[] difference, float[] loss, int from, int to, float scale) {
        for (int i = from; i < to; i++) {
            double distance = Math.abs((double) difference[i]);
            double e = Math.expm1(-2 * distance);
            double tanh = -e / (2 + e);
            loss[i] = (float) logCosh(distance, e, tanh);
            difference[i] = (float) (scale * Math.copySign(tanh, difference[i]));
        }
    }

    @Override
    public void evaluate(double[] difference, double[] loss, int from, int to, double scale) {
        for (int i = from; i < to; i++) {
            double distance = Math.abs(difference[i]);
            double e = Math.expm1(-2 * distance);
            double tanh = -e / (2 + e);
            loss[i] = logCosh(distance, e, tanh);
            difference[i] = scale * Math.copySign(tanh, difference[i]);
        }
    }

    private static double logCosh(double distance, double e, double tanh) {
        return distance < 1 ? -0.5 * Math.log1p(-tanh * tanh) : distance + Math.log1p(0.5 * e);
    }
}
