package rai.optimizers;

import java.nio.Buffer;
import java.nio.FloatBuffer;

/** In single precision. */
final class FloatRow extends Row {
    /** Twice multiplied by it, the smallest float above 0 is far above 1: with a clamp to [-1, 1] that is the sign. */
    private static final float HUGE = 0x1p100f;

    /**
     * Long enough for the loops to outweigh their starts and ends. Not 512 or 1024: rows that lie 4 KiB apart get into each other's
     * way in the cache.
     */
    private static final int LENGTH = 960;

    private final float[] a = new float[LENGTH];

    FloatRow() {
        super(LENGTH);
    }

    private static float[] of(Row row) {
        return ((FloatRow) row).a;
    }

    @Override
    void read(Buffer from, int at) {
        ((FloatBuffer) from).get(at, a, 0, n);
    }

    @Override
    void write(Buffer to, int at) {
        ((FloatBuffer) to).put(at, a, 0, n);
    }

    @Override
    void scale(double p) {
        float p1 = (float) p;
        for (int i = 0; i < n; i++) {
            a[i] *= p1;
        }
    }

    @Override
    void add(double q, Row b) {
        float q1 = (float) q;
        float[] y = of(b);
        for (int i = 0; i < n; i++) {
            a[i] += q1 * y[i];
        }
    }

    @Override
    void combine(double p, double q, Row b) {
        float p1 = (float) p;
        float q1 = (float) q;
        float[] y = of(b);
        for (int i = 0; i < n; i++) {
            a[i] = p1 * a[i] + q1 * y[i];
        }
    }

    @Override
    void combineSquare(double p, double q, Row b) {
        float p1 = (float) p;
        float q1 = (float) q;
        float[] y = of(b);
        for (int i = 0; i < n; i++) {
            a[i] = p1 * a[i] + q1 * (y[i] * y[i]);
        }
    }

    @Override
    void moments(double p, double q, Row squares, Row b) {
        float p1 = (float) p;
        float p2 = (float) (1 - p);
        float q1 = (float) q;
        float q2 = (float) (1 - q);
        float[] v = of(squares);
        float[] y = of(b);
        for (int i = 0; i < n; i++) {
            a[i] = p1 * a[i] + p2 * y[i];
            v[i] = q1 * v[i] + q2 * (y[i] * y[i]);
        }
    }

    @Override
    void combineSquaredDifference(double p, double q, Row b, Row c, double r) {
        float p1 = (float) p;
        float q1 = (float) q;
        float r1 = (float) r;
        float[] y = of(b);
        float[] z = of(c);
        for (int i = 0; i < n; i++) {
            a[i] = p1 * a[i] + q1 * ((y[i] - z[i]) * (y[i] - z[i])) + r1;
        }
    }

    @Override
    void approach(double q, Row b) {
        float q1 = (float) q;
        float[] y = of(b);
        for (int i = 0; i < n; i++) {
            a[i] = q1 == 1 ? y[i] : a[i] + q1 * (y[i] - a[i]);
        }
    }

    @Override
    void max(Row b) {
        float[] y = of(b);
        for (int i = 0; i < n; i++) {
            a[i] = Math.max(a[i], y[i]);
        }
    }

    @Override
    void decayingMax(double p, Row b, double r) {
        float p1 = (float) p;
        float r1 = (float) r;
        float[] y = of(b);
        for (int i = 0; i < n; i++) {
            a[i] = Math.max(p1 * a[i], Math.abs(y[i]) + r1);
        }
    }

    @Override
    void subtractSign(double q, double p, Row b, double r, Row c) {
        float q1 = (float) q;
        float p1 = (float) p;
        float r1 = (float) r;
        float[] y = of(b);
        float[] z = of(c);
        for (int i = 0; i < n; i++) {
            a[i] -= q1 * Math.max(-1, Math.min(1, (p1 * y[i] + r1 * z[i]) * HUGE * HUGE));
        }
    }

    @Override
    void divideByRoot(Row b, double r) {
        float r1 = (float) r;
        float[] y = of(b);
        for (int i = 0; i < n; i++) {
            a[i] /= (float) Math.sqrt(y[i]) + r1;
        }
    }

    @Override
    void divideByDeviation(Row b, Row c, double r) {
        float r1 = (float) r;
        float[] y = of(b);
        float[] z = of(c);
        for (int i = 0; i < n; i++) {
            a[i] /= (float) Math.sqrt(Math.max(0, y[i] - z[i] * z[i])) + r1;
        }
    }

    @Override
    void scaleByRoots(Row b, Row c, double r) {
        float r1 = (float) r;
        float[] y = of(b);
        float[] z = of(c);
        for (int i = 0; i < n; i++) {
            a[i] = (float) Math.sqrt(y[i] + r1) / (float) Math.sqrt(z[i] + r1) * a[i];
        }
    }

    @Override
    void subtractRatio(double q, Row b, Row c) {
        float q1 = (float) q;
        float[] y = of(b);
        float[] z = of(c);
        for (int i = 0; i < n; i++) {
            a[i] -= q1 * y[i] / z[i];
        }
    }

    @Override
    void subtractByRoot(double q, Row b, Row c, double r) {
        float q1 = (float) q;
        float r1 = (float) r;
        float[] y = of(b);
        float[] z = of(c);
        for (int i = 0; i < n; i++) {
            a[i] -= q1 * y[i] / ((float) Math.sqrt(z[i]) + r1);
        }
    }

    @Override
    void subtractByRoot(double q, Row b, Row c, double p, double r) {
        float q1 = (float) q;
        float p1 = (float) p;
        float r1 = (float) r;
        float[] y = of(b);
        float[] z = of(c);
        for (int i = 0; i < n; i++) {
            a[i] -= q1 * y[i] / ((float) Math.sqrt(z[i]) / p1 + r1);
        }
    }
}
