package rai.optimizers;

import java.util.List;

/** What Adam and AdamW have in common: all but the place of the weight decay. */
final class AdamRule {
    private static final String FIRST = "first-moment";
    private static final String SECOND = "second-moment";
    private static final String LARGEST = "largest-second-moment";

    private AdamRule() {}

    static List<String> slots(boolean amsgrad) {
        return amsgrad ? List.of(FIRST, SECOND, LARGEST) : List.of(FIRST, SECOND);
    }

    /**
     * <pre>
     * m ← beta1 · m + (1 - beta1) · g,  v ← beta2 · v + (1 - beta2) · g²,  w = v, or its largest value so far (AMSGrad)
     * x ← x - size · m / (√w / root + epsilon)
     * </pre>
     *
     * @param beta1 decay of the mean of gradients
     * @param beta2 decay of the mean of squared gradients
     * @param epsilon added to the denominator
     * @param amsgrad whether the denominator never shrinks
     * @param size the rate / (1 - beta1ᵗ)
     * @param root √(1 - beta2ᵗ)
     */
    static Tiles.Rule of(double beta1, double beta2, double epsilon, boolean amsgrad, double size, double root) {
        return (x, g, s) -> {
            Row m = s[0];
            Row v = s[1];
            m.moments(beta1, beta2, v, g);
            Row w = v;
            if (amsgrad) {
                w = s[2];
                w.max(v);
            }
            x.subtractByRoot(size, m, w, root, epsilon);
        };
    }
}
