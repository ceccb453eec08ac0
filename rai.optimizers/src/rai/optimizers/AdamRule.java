package rai.optimizers;

import java.util.List;

/**
 * Adam's move of a tile, with both kinds of weight decay:
 *
 * <pre>
 * x ← kept · x,  d = g + weight-decay · x
 * m ← beta1 · m + (1 - beta1) · d,  v ← beta2 · v + (1 - beta2) · d²,  w = v, or its largest value so far (AMSGrad)
 * x ← x - size · m / (√w / root + epsilon)
 * </pre>
 *
 * @param beta1 decay of the mean of gradients
 * @param beta2 decay of the mean of squared gradients
 * @param epsilon added to the denominator
 * @param weightDecay the L2 penalty's strength
 * @param amsgrad whether the denominator never shrinks
 * @param kept what decoupled weight decay leaves of x
 * @param size the rate / (1 - beta1ᵗ)
 * @param root √(1 - beta2ᵗ)
 */
record AdamRule(
        double beta1,
        double beta2,
        double epsilon,
        double weightDecay,
        boolean amsgrad,
        double kept,
        double size,
        double root)
        implements Tiles.Rule {
    private static final String FIRST = "first-moment";
    private static final String SECOND = "second-moment";
    private static final String LARGEST = "largest-second-moment";

    static List<String> slots(boolean amsgrad) {
        return amsgrad ? List.of(FIRST, SECOND, LARGEST) : List.of(FIRST, SECOND);
    }

    @Override
    public void move(float[] x, float[] g, float[][] s, int n) {
        float[] m = s[0];
        float[] v = s[1];
        float b1 = (float) beta1;
        float b2 = (float) beta2;
        float c1 = (float) (1 - beta1);
        float c2 = (float) (1 - beta2);
        float eps = (float) epsilon;
        float decay = (float) weightDecay;
        float keep = (float) kept;
        float step = (float) size;
        float r = (float) root;
        for (int i = 0; i < n; i++) {
            x[i] *= keep;
        }
        for (int i = 0; i < n; i++) {
            float d = g[i] + decay * x[i];
            m[i] = b1 * m[i] + c1 * d;
            v[i] = b2 * v[i] + c2 * (d * d);
        }
        float[] w = amsgrad ? s[2] : v;
        if (amsgrad) {
            for (int i = 0; i < n; i++) {
                w[i] = Math.max(w[i], v[i]);
            }
        }
        for (int i = 0; i < n; i++) {
            x[i] -= step * m[i] / ((float) Math.sqrt(w[i]) / r + eps);
        }
    }

    @Override
    public void move(double[] x, double[] g, double[][] s, int n) {
        double[] m = s[0];
        double[] v = s[1];
        double b1 = beta1;
        double b2 = beta2;
        double c1 = 1 - beta1;
        double c2 = 1 - beta2;
        double eps = epsilon;
        double decay = weightDecay;
        double keep = kept;
        double step = size;
        double r = root;
        for (int i = 0; i < n; i++) {
            x[i] *= keep;
        }
        for (int i = 0; i < n; i++) {
            double d = g[i] + decay * x[i];
            m[i] = b1 * m[i] + c1 * d;
            v[i] = b2 * v[i] + c2 * (d * d);
        }
        double[] w = amsgrad ? s[2] : v;
        if (amsgrad) {
            for (int i = 0; i < n; i++) {
                w[i] = Math.max(w[i], v[i]);
            }
        }
        for (int i = 0; i < n; i++) {
            x[i] -= step * m[i] / (Math.sqrt(w[i]) / r + eps);
        }
    }
}
