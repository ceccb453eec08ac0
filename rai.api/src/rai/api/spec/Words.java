package rai.api.spec;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** Messages about unknown words, with the nearest known one. */
public final class Words {
    private Words() {}

    /**
     * An exception for an unknown word.
     *
     * @param what what the word should have been, such as {@code activation}
     * @param word the word
     * @param known the known words
     * @return for example: unknown activation 'sigmoyd': did you mean 'sigmoid'? There are: relu, sigmoid, tanh
     */
    public static SpecException unknown(String what, String word, Collection<String> known) {
        if (known.isEmpty()) {
            return new SpecException("unknown " + what + " '" + word + "': there is none");
        }
        String guess = nearest(word, known)
                .map(w -> "did you mean '" + w + "'? There are: ")
                .orElse("there are: ");
        return new SpecException(
                "unknown " + what + " '" + word + "': " + guess + String.join(", ", new TreeSet<>(known)));
    }

    /**
     * The known word that needs the fewest edits to become {@code word}.
     *
     * @param word what was written
     * @param known what could have been meant
     * @return empty if even the nearest differs in more than half its letters
     */
    public static Optional<String> nearest(String word, Collection<String> known) {
        String w = word.toLowerCase(Locale.ROOT);
        return known.stream()
                .min(Comparator.comparingInt((String k) -> distance(w, k.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(k ->
                        distance(w, k.toLowerCase(Locale.ROOT)) <= Math.max(1, Math.max(w.length(), k.length()) / 2));
    }

    /** Edits (insert, delete, replace, swap of neighbours) from a to b: the optimal string alignment distance. */
    static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int replace = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                d[i][j] = Math.min(replace, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], 1 + d[i - 2][j - 2]);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
