package rai.statistics;

import java.util.Locale;

/**
 * A word for the size of an effect. Of Cliff's delta: negligible below 0.147, small below 0.33, medium below 0.474, and large
 * (Romano et al., "Appropriate statistics for ordinal level data", Florida Association of Institutional Research, 2006).
 */
public enum Magnitude {
    /** A difference that hardly shows. */
    NEGLIGIBLE,
    /** A small one. */
    SMALL,
    /** A medium one. */
    MEDIUM,
    /** A large one: the samples overlap little. */
    LARGE;

    /**
     * @param delta Cliff's delta, of any sign
     * @return its size
     */
    public static Magnitude ofDelta(double delta) {
        return of(Math.abs(delta), 0.147, 0.33, 0.474);
    }

    /**
     * The size of A12 by the bounds of its authors: negligible below 0.56, small below 0.64, medium below 0.71, counted from
     * whichever of A12 and 1 - A12 is larger. They are lower than those of {@link #ofDelta}.
     *
     * @param a12 the measure of Vargha and Delaney
     * @return its size
     */
    public static Magnitude ofA12(double a12) {
        return of(Math.max(a12, 1 - a12), 0.56, 0.64, 0.71);
    }

    private static Magnitude of(double size, double small, double medium, double large) {
        return size < small ? NEGLIGIBLE : size < medium ? SMALL : size < large ? MEDIUM : LARGE;
    }

    /** @return the word, in lower case */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
