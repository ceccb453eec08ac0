package rai.api.network;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;

/** The text form of a network: layer specs from input to output, such as {@code dense(200) relu 3x(dense(64) relu) dense}. */
public final class Layers {
    private static final Pattern REPEAT = Pattern.compile("(\\d+)\\s*x\\s*(\\(.*\\))", Pattern.DOTALL);
    private static final Pattern HIDDEN = Pattern.compile("(?:(\\d{1,9})\\s*x\\s*)?(\\d{1,9})");

    private static final Pattern LARGE = Pattern.compile("(?:\\d+\\s*x\\s*)?\\d+");

    private Layers() {}

    /**
     * The text of a network with one activation after each hidden layer, and a linear output as wide as the data require.
     *
     * @param hidden widths separated by commas; {@code COUNTxWIDTH} stands for that many: {@code 100x100}, {@code 200,64}
     * @param activation the spec of the activation
     * @return the layer list
     * @throws SpecException if {@code hidden} is of another form
     */
    public static String hidden(String hidden, String activation) {
        StringBuilder text = new StringBuilder();
        for (String piece : hidden.split(",", -1)) {
            var m = HIDDEN.matcher(piece.strip());
            if (!m.matches() && LARGE.matcher(piece.strip()).matches()) {
                throw new SpecException("'" + piece.strip() + "' in the hidden layers '" + hidden
                        + "' is too large: a width, or a count of layers, has at most 9 digits");
            }
            if (!m.matches()) {
                throw new SpecException("'" + piece.strip() + "' in the hidden layers '" + hidden + "' is not a width:"
                        + " write widths as in 200,64 or COUNTxWIDTH as in 100x100");
            }
            String layer = "dense(" + m.group(2) + ") " + activation;
            text.append(m.group(1) == null ? layer : m.group(1) + "x(" + layer + ")")
                    .append(' ');
        }
        return text + "dense";
    }

    /**
     * The single layers of a layer list, with repetitions written out.
     *
     * @param text the layer list
     * @param limit the largest number of layers allowed
     * @return one spec per layer
     * @throws SpecException if the text is not a layer list, or a longer one
     */
    public static List<Spec> parse(String text, int limit) {
        List<Spec> all = new ArrayList<>();
        String spaced = text.replaceAll("(?<=\\dx)\\s+(?=\\()|(?<=\\d)\\s+(?=x\\s*\\()", "");
        for (String piece : Spec.split(spaced, ' ')) {
            var m = REPEAT.matcher(piece);
            if (m.matches()) {
                String inner = m.group(2);
                List<Spec> once = parse(inner.substring(1, inner.length() - 1), limit);
                long times = m.group(1).length() > 9 ? Long.MAX_VALUE : Long.parseLong(m.group(1));
                if (times > limit || times * once.size() + all.size() > limit) {
                    throw tooMany(text, limit);
                }
                for (long i = 0; i < times; i++) {
                    all.addAll(once);
                }
            } else {
                requireSpace(piece, text);
                all.add(Spec.parse(piece));
            }
            if (all.size() > limit) {
                throw tooMany(text, limit);
            }
        }
        if (all.isEmpty()) {
            throw new SpecException(
                    "'" + text + "' is not a network: write a layer list such as dense(200) relu dense(10)");
        }
        return all;
    }

    /** Layers that are written without a space between them would be read as one that is not closed. */
    private static void requireSpace(String piece, String text) {
        int depth = 0;
        char quote = 0;
        for (int i = 0; i < piece.length(); i++) {
            char c = piece.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0 && i < piece.length() - 1) {
                throw new SpecException("in the network '" + text + "' a space is missing between '"
                        + piece.substring(0, i + 1) + "' and '" + piece.substring(i + 1) + "'");
            }
        }
    }

    /**
     * The shortest text of a layer list: equal neighbouring groups are written once, as in {@code 3x(dense(64) relu)}.
     *
     * @param layers one spec per layer
     * @return the text
     */
    public static String format(List<Spec> layers) {
        return join(layers.stream().map(Spec::toString).toList());
    }

    /**
     * The shortest text of a layer list, for layers that are given as texts.
     *
     * @param words one text per layer
     * @return the text
     */
    public static String join(List<String> words) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words.size(); ) {
            int length = 1;
            int times = 1;
            for (int candidate = 1; candidate <= 4 && i + 2 * candidate <= words.size(); candidate++) {
                int n = repeats(words, i, candidate);
                if (n > 1 && n * candidate > times * length) {
                    length = candidate;
                    times = n;
                }
            }
            String group = String.join(" ", words.subList(i, i + length));
            text.append(i == 0 ? "" : " ").append(times == 1 ? group : times + "x(" + group + ")");
            i += length * times;
        }
        return text.toString();
    }

    private static int repeats(List<String> words, int from, int length) {
        List<String> group = words.subList(from, from + length);
        int n = 1;
        while (from + (n + 1) * length <= words.size()
                && words.subList(from + n * length, from + (n + 1) * length).equals(group)) {
            n++;
        }
        return n;
    }

    private static SpecException tooMany(String text, int limit) {
        return new SpecException("the network '" + (text.length() > 60 ? text.substring(0, 60) + "..." : text)
                + "' has more than " + limit + " layers");
    }
}
