package rai.losses;

import org.osgi.service.component.annotations.Component;
import rai.api.loss.Loss;
import rai.api.loss.TiledLoss;
import rai.api.spec.About;
import rai.api.spec.Named;

/**
 * Log-cosh: with d = y - t, the mean of log cosh d over all elements; the derivative is tanh d. About d²/2 if d is
 * small, and |d| - log 2 if it is large.
 *
 * <p>Both come from one e = exp(-2|d|) - 1: |tanh d| = -e / (2 + e), and log cosh d = |d| + log(1 + e/2), which never
 * overflows; if |d| &lt; 1 that would cancel, and -½ log(1 - tanh² d), which is the same, does not.
 *
 * <p>In single precision the same without calls and branches, so that the compiler makes vector instructions of it: 1 + e is
 * the 64th power of exp(-|d| / 32), by six times e ← e (2 + e); log(1 + e/2) is -2 artanh(-e / (4 + e)), a short series; and
 * a series in d² takes over below |d| = ¼. It agrees with double precision to some units of the sixth digit.
 */
@Component(service = Loss.class)
@Named("log-cosh")
@About(
        value = "Log-cosh: squared for small errors, absolute for large ones, and smooth everywhere.",
        formula = "mean(log cosh(y - t))",
        source = "Green, 1990, IEEE Trans. Med. Imaging 9; Saleh and Saleh, 2022, arXiv:2208.04564")
public class LogCosh implements TiledLoss {
    /** From here on tanh is 1 in single precision. */
    private static final float SATURATED = 20;

    /** Up to here the series is taken. */
    private static final float SERIES = 0.25f;

    /** What is above 0 becomes far above 1 by it: with a clamp that gives 1. */
    private static final float HUGE = 0x1p100f;

    @Override
    public void evaluate(float[] difference, float[] loss, int from, int to, float scale) {
        for (int i = from; i < to; i++) {
            loss[i] = Math.min(Math.abs(difference[i]), SATURATED);
        }
        exponential(loss, from, to);
        for (int i = from; i < to; i++) {
            loss[i] = -loss[i] / (4 + loss[i]);
        }
        for (int i = from; i < to; i++) {
            float s = loss[i];
            float q = s * s;
            loss[i] = s + s * q * (1 / 3f + q * (1 / 5f + q * (1 / 7f + q * (1 / 9f + q * (1 / 11f + q * (1 / 13f))))));
        }
        for (int i = from; i < to; i++) {
            float distance = Math.abs(difference[i]);
            float far = Math.max(0, Math.min(1, (distance - SERIES) * HUGE)); // 0 or 1, and NaN for NaN
            loss[i] = far * (distance - 2 * loss[i]);
        }
        for (int i = from; i < to; i++) {
            float near = Math.min(Math.abs(difference[i]), 1);
            float far = Math.max(0, Math.min(1, (near - SERIES) * HUGE));
            float q = near * near;
            loss[i] += (1 - far) * q * (1 / 2f - q * (1 / 12f - q * (1 / 45f - q * (17 / 2520f))));
        }
        for (int i = from; i < to; i++) {
            difference[i] = Math.max(-SATURATED, Math.min(SATURATED, difference[i]));
        }
        exponential(difference, from, to);
        for (int i = from; i < to; i++) {
            difference[i] = -scale * difference[i] / (2 + difference[i]);
        }
    }

    /** d becomes exp(-2d) - 1, to the last digits also if it is small. In short loops: long ones are not vectorised. */
    private static void exponential(float[] values, int from, int to) {
        for (int i = from; i < to; i++) {
            float x = values[i] * (-1 / 32f);
            values[i] = x * (1 + x * (1 / 2f + x * (1 / 6f + x * (1 / 24f + x * (1 / 120f + x * (1 / 720f))))));
        }
        for (int i = from; i < to; i++) {
            float e = values[i];
            e *= 2 + e;
            e *= 2 + e;
            values[i] = e * (2 + e);
        }
        for (int i = from; i < to; i++) {
            float e = values[i];
            e *= 2 + e;
            e *= 2 + e;
            values[i] = e * (2 + e);
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
