package rai.optimizers;

import java.nio.Buffer;
import java.nio.DoubleBuffer;

/** In double precision. */
final class DoubleRow extends Row {
    /** Not 512: rows that lie 4 KiB apart get into each other's way in the cache. */
    private static final int LENGTH = 480;

    private final double[] a = new double[LENGTH];

    DoubleRow() {
        super(LENGTH);
    }

    private static double[] of(Row row) {
        return ((DoubleRow) row).a;
    }

    @Override
    void read(Buffer from, int at) {
        ((DoubleBuffer) from).get(at, a, 0, n);
    }

    @Override
    void write(Buffer to, int at) {
        ((DoubleBuffer) to).put(at, a, 0, n);
    }

    @Override
    void scale(double p) {
        for (int i = 0; i < n; i++) {
            a[i] *= p;
        }
    }

    @Override
    void add(double q, Row b) {
        double[] y = of(b);
        for (int i = 0; i < n; i++) {
            a[i] += q * y[i];
        }
    }

    @Override
    void combine(double p, double q, Row b) {
        double[] y = of(b);
        for (int i = 0; i < n; i++) {
            a[i] = p * a[i] + q * y[i];
        }
    }

    @Override
    void combineSquare(double p, double q, Row b) {
        double[] y = of(b);
        for (int i = 0; i < n; i++) {
            a[i] = p * a[i] + q * (y[i] * y[i]);
        }
    }

    @Override
    void moments(double p, double q, Row squares, Row b) {
        double p2 = 1 - p;
        double q2 = 1 - q;
        double[] v = of(squares);
        double[] y = of(b);
        for (int i = 0; i < n; i++) {
            a[i] = p * a[i] + p2 * y[i];
            v[i] = q * v[i] + q2 * (y[i] * y[i]);
        }
    }

    @Override
    void combineSquaredDifference(double p, double q, Row b, Row c, double r) {
        double[] y = of(b);
        double[] z = of(c);
        for (int i = 0; i < n; i++) {
            a[i] = p * a[i] + q * ((y[i] - z[i]) * (y[i] - z[i])) + r;
        }
    }

    @Override
    void approach(double q, Row b) {
        double[] y = of(b);
        for (int i = 0; i < n; i++) {
            a[i] = q == 1 ? y[i] : a[i] + q * (y[i] - a[i]);
        }
    }

    @Override
    void max(Row b) {
        double[] y = of(b);
        for (int i = 0; i < n; i++) {
            a[i] = Math.max(a[i], y[i]);
        }
    }

    @Override
    void decayingMax(double p, Row b, double r) {
        double[] y = of(b);
        for (int i = 0; i < n; i++) {
            a[i] = Math.max(p * a[i], Math.abs(y[i]) + r);
        }
    }

    @Override
    void subtractSign(double q, double p, Row b, double r, Row c) {
        double[] y = of(b);
        double[] z = of(c);
        for (int i = 0; i < n; i++) {
            a[i] -= q * Math.signum(p * y[i] + r * z[i]);
        }
    }

    @Override
    void divideByRoot(Row b, double r) {
        double[] y = of(b);
        for (int i = 0; i < n; i++) {
            a[i] /= Math.sqrt(y[i]) + r;
        }
    }

    @Override
    void divideByDeviation(Row b, Row c, double r) {
        double[] y = of(b);
        double[] z = of(c);
        for (int i = 0; i < n; i++) {
            a[i] /= Math.sqrt(Math.max(0, y[i] - z[i] * z[i])) + r;
        }
    }

    @Override
    void scaleByRoots(Row b, Row c, double r) {
        double[] y = of(b);
        double[] z = of(c);
        for (int i = 0; i < n; i++) {
            a[i] = Math.sqrt(y[i] + r) / Math.sqrt(z[i] + r) * a[i];
        }
    }

    @Override
    void subtractRatio(double q, Row b, Row c) {
        double[] y = of(b);
        double[] z = of(c);
        for (int i = 0; i < n; i++) {
            a[i] -= q * y[i] / z[i];
        }
    }

    @Override
    void subtractByRoot(double q, Row b, Row c, double r) {
        double[] y = of(b);
        double[] z = of(c);
        for (int i = 0; i < n; i++) {
            a[i] -= q * y[i] / (Math.sqrt(z[i]) + r);
        }
    }

    @Override
    void subtractByRoot(double q, Row b, Row c, double p, double r) {
        double[] y = of(b);
        double[] z = of(c);
        for (int i = 0; i < n; i++) {
            a[i] -= q * y[i] / (Math.sqrt(z[i]) / p + r);
        }
    }
}
