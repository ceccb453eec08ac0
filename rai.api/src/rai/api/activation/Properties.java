package rai.api.activation;

/**
 * What is known about an activation function of one real number.
 *
 * @param low the infimum of its values; -∞ if there is none
 * @param high the supremum of its values; +∞ if there is none
 * @param monotone whether it never decreases
 * @param symmetry odd, even or neither
 * @param lipschitz the least Lipschitz constant, which is the supremum of |σ'|; +∞ if there is none
 * @param saturation where its derivative tends to 0
 */
public record Properties(
        double low, double high, boolean monotone, Symmetry symmetry, double lipschitz, Saturation saturation) {
    /** How the value changes when the sign of the argument does. */
    public enum Symmetry {
        /** σ(-z) = -σ(z). */
        ODD,
        /** σ(-z) = σ(z). */
        EVEN,
        /** Neither. */
        NONE
    }

    /** Where the derivative tends to 0. */
    public enum Saturation {
        /** Nowhere. */
        NONE,
        /** For z to -∞. */
        LEFT,
        /** For z to +∞. */
        RIGHT,
        /** On both sides. */
        BOTH
    }
}
