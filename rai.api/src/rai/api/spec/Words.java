package rai.api.spec;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** Messages about unknown words, with the nearest known one. */
public final class Words {
    private Words() {}

    /** A list of more names than these is not read to its end. */
    private static final int SHORT = 12;

    private static final int NEAREST = 3;

    /**
     * An exception for an unknown word.
     *
     * @param what what the word should have been, such as {@code activation}
     * @param word the word
     * @param known the known words
     * @return for example: unknown activation 'sigmoyd': did you mean 'sigmoid'? There are: relu, sigmoid, tanh
     */
    public static SpecException unknown(String what, String word, Collection<String> known) {
        return unknown(what, word, known, "");
    }

    /**
     * An exception for an unknown word. If there are many known words, only the nearest are named.
     *
     * @param what what the word should have been, such as {@code activation}
     * @param word the word
     * @param known the known words
     * @param all what lists all of them, such as {@code list activation}; empty if nothing does
     * @return for example: unknown activation 'silu': did you mean 'swish(beta=1)'? list activation prints all 34
     */
    public static SpecException unknown(String what, String word, Collection<String> known, String all) {
        TreeSet<String> names = new TreeSet<>(known);
        if (names.isEmpty()) {
            return new SpecException("unknown " + what + " '" + word + "': there is none");
        }
        List<String> meant = meant(word, names);
        boolean few = names.size() <= SHORT;
        String guess = meant.isEmpty() ? "" : "did you mean " + quoted(meant, "or") + "? ";
        String rest;
        if (few) {
            rest = (meant.isEmpty() ? "there are: " : "There are: ") + String.join(", ", names);
        } else if (!all.isEmpty()) {
            rest = all + " prints all " + names.size();
        } else {
            rest = meant.isEmpty()
                    ? "the nearest of " + names.size() + " are " + quoted(nearest(word, names), "and")
                    : "";
        }
        return new SpecException("unknown " + what + " '" + word + "': " + (guess + rest).strip());
    }

    private static String quoted(List<String> words, String joint) {
        List<String> all = words.stream().map(word -> "'" + word + "'").toList();
        int last = all.size() - 1;
        return last == 0 ? all.get(0) : String.join(", ", all.subList(0, last)) + " " + joint + " " + all.get(last);
    }

    /** What somebody may have meant: the name here of something from elsewhere, or the nearest words. */
    private static List<String> meant(String word, TreeSet<String> known) {
        Optional<String> here = OtherNames.here(word, known);
        if (here.isPresent()) {
            return List.of(here.get());
        }
        List<String> nearest = nearest(word, known);
        int best = difference(word, nearest.get(0));
        return nearest.stream()
                .filter(k -> isNear(word, k) && difference(word, k) == best)
                .toList();
    }

    private static List<String> nearest(String word, TreeSet<String> known) {
        return known.stream()
                .sorted(Comparator.comparingInt((String k) -> difference(word, k)))
                .limit(NEAREST)
                .toList();
    }

    /** A word that contains the other is near, however much longer it is. */
    private static int difference(String word, String known) {
        String w = word.toLowerCase(Locale.ROOT);
        String k = known.toLowerCase(Locale.ROOT);
        int edits = distance(w, k);
        return w.length() > 2 && k.contains(w) ? Math.min(edits, 1) : edits;
    }

    private static boolean isNear(String word, String known) {
        return difference(word, known) <= Math.max(1, Math.max(word.length(), known.length()) / 2);
    }

    /**
     * The known word that means the same as {@code word} elsewhere, or needs the fewest edits to become it.
     *
     * @param word what was written
     * @param known what could have been meant
     * @return empty if even the nearest differs in more than half its letters
     */
    public static Optional<String> nearest(String word, Collection<String> known) {
        String w = word.toLowerCase(Locale.ROOT);
        return OtherNames.here(word, known)
                .or(() -> known.stream()
                        .min(Comparator.comparingInt((String k) -> distance(w, k.toLowerCase(Locale.ROOT)))
                                .thenComparing(Comparator.naturalOrder()))
                        .filter(k -> distance(w, k.toLowerCase(Locale.ROOT))
                                <= Math.max(1, Math.max(w.length(), k.length()) / 2)));
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
