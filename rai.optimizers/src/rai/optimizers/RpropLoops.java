package rai.optimizers;

/**
 * Without a branch, because signs are random and the processor would guess every second one wrong; and in short loops over
 * small arrays, because those the compiler turns into vector instructions. Four to five times as fast as element by element.
 */
final class RpropLoops implements RpropTile {
    /** Twice multiplied by it, the smallest float above 0 is far above 1: with a clamp to [-1, 1] that is the sign. */
    private static final float HUGE = 0x1p100f;

    @Override
    public void move(Rule rule, float[] x, float[] g, float[] s, float[] p, int n) {
        move(rule, x, g, s, p, 0, n);
    }

    static void move(Rule rule, float[] x, float[] g, float[] s, float[] p, int from, int to) {
        float low = rule.etaMinus();
        float high = rule.etaPlus();
        float least = rule.minStep();
        float most = rule.maxStep();
        float move = rule.move();
        for (int i = from; i < to; i++) { // far above 1 if the sign stays, far below 0 if it flips, else 1
            float sign = Math.max(-1, Math.min(1, g[i] * HUGE * HUGE));
            p[i] = sign * p[i] * HUGE * HUGE + 1;
        }
        for (int i = from; i < to; i++) {
            s[i] = Math.min(most, Math.max(least, s[i] * Math.min(high, Math.max(low, p[i]))));
        }
        for (int i = from; i < to; i++) { // 0 if the sign flips, else 1
            p[i] = Math.min(1, Math.max(0, p[i]));
        }
        for (int i = from; i < to; i++) {
            float sign = Math.max(-1, Math.min(1, g[i] * HUGE * HUGE));
            x[i] -= sign * p[i] * (move * s[i]);
        }
        for (int i = from; i < to; i++) { // 0 · infinity would be NaN
            p[i] *= Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, g[i]));
        }
    }
}
