package rai.api.spec;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/**
 * A name with settings, in the one text form used by the shell, study files, checkpoints and tables:
 *
 * <pre>
 * spec     = name [ "(" [ argument { "," argument } ] ")" ]
 * argument = value | key "=" value
 * value    = text without a bare comma or unbalanced parenthesis | '"' any '"' | "'" any "'"
 * </pre>
 *
 * <p>Examples: {@code sigmoid}, {@code leaky-relu(slope=0.02)}, {@code rai(layers=3,7,9, loss=huber(delta=1))}. Arguments
 * without a key come before all keys; one that follows a key continues that key's list ({@code 3,7,9}). At most 50 specs lie
 * within each other.
 *
 * @param name the name of the service
 * @param positional the values given without a key
 * @param settings the values given by key, in the order written, unquoted
 */
public record Spec(String name, List<String> positional, Map<String, String> settings) {
    /** Specs within specs beyond this are a mistake; and each level multiplies what it takes to read them. */
    private static final int DEEPEST = 50;

    private static final int SHOWN = 40;
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");
    private static final Pattern KEY = Pattern.compile("\\s*([A-Za-z][A-Za-z0-9_-]*)\\s*=(?!=)(.*)", Pattern.DOTALL);
    private static final Pattern PLAIN = Pattern.compile("[^\\s\"'(),=]+(,[^\\s\"'(),=]+)*");

    /** Copies its arguments. */
    public Spec {
        if (!NAME.matcher(name).matches()) {
            throw new SpecException("'" + name + "' is not a name: a name is made of letters, digits and hyphens,"
                    + " as in leaky-relu(slope=0.02)");
        }
        positional = List.copyOf(positional);
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    /**
     * A spec without settings.
     *
     * @param name the name
     * @return the spec
     */
    public static Spec named(String name) {
        return new Spec(name, List.of(), Map.of());
    }

    /**
     * Reads a spec.
     *
     * @param text for example {@code moons(n=100, noise=0.1, seed=42)}
     * @return the spec
     * @throws SpecException if the text is not a spec
     */
    public static Spec parse(String text) {
        String t = text.strip();
        if (t.isEmpty()) {
            throw new SpecException(
                    "an empty text is not a spec: write a name, as in sigmoid or leaky-relu(slope=0.02)");
        }
        int open = t.indexOf('(');
        if (open < 0) {
            return named(t);
        }
        String name = t.substring(0, open).strip();
        if (!t.endsWith(")") || closing(t, open) != t.length() - 1) {
            throw new SpecException("in '" + text + "' the parenthesis after '" + name + "' is not closed at the end:"
                    + " a spec looks like name(key=value, ...)");
        }
        List<String> positional = new ArrayList<>();
        Map<String, String> settings = new LinkedHashMap<>();
        String last = null;
        for (String piece : split(t.substring(open + 1, t.length() - 1), ',')) {
            var keyed = KEY.matcher(piece);
            if (keyed.matches()) {
                last = keyed.group(1);
                if (keyed.group(2).isBlank()) {
                    throw new SpecException("in '" + text + "' the setting '" + last + "' has no value");
                }
                if (settings.put(last, unquote(keyed.group(2).strip())) != null) {
                    throw new SpecException("in '" + text + "' the setting '" + last + "' is given twice");
                }
            } else if (piece.isBlank()) {
                if (open + 2 < t.length()
                        && !t.substring(open + 1, t.length() - 1).isBlank()) {
                    throw new SpecException("in '" + text + "' there is nothing between two commas");
                }
            } else if (last == null) {
                positional.add(unquote(piece.strip()));
            } else {
                settings.merge(last, piece.strip(), (a, b) -> a + "," + b);
            }
        }
        return new Spec(name, positional, settings);
    }

    /**
     * Splits text at a separator that stands outside quotes and parentheses.
     *
     * @param text the text
     * @param separator the separator; a blank stands for any run of white space
     * @return the pieces, as written
     */
    public static List<String> split(String text, char separator) {
        List<String> pieces = new ArrayList<>();
        int depth = 0;
        int start = 0;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '(') {
                requireShallow(++depth, text);
            } else if (c == ')') {
                depth--;
            } else if (depth == 0 && (c == separator || separator == ' ' && Character.isWhitespace(c))) {
                pieces.add(text.substring(start, i));
                start = i + 1;
            }
            if (depth < 0) {
                throw new SpecException("in '" + text + "' a parenthesis is closed that was never opened");
            }
        }
        if (quote != 0) {
            throw new SpecException("in '" + text + "' a quotation is not closed");
        }
        if (depth > 0) {
            throw new SpecException("in '" + text + "' a parenthesis is not closed");
        }
        pieces.add(text.substring(start));
        if (separator == ' ') {
            pieces.removeIf(String::isBlank);
        }
        return pieces;
    }

    /** The text form; reading it again gives an equal spec. */
    @Override
    public String toString() {
        if (positional.isEmpty() && settings.isEmpty()) {
            return name;
        }
        StringJoiner all = new StringJoiner(", ", name + "(", ")");
        positional.forEach(value -> all.add(quote(value, false)));
        settings.forEach((key, value) -> all.add(key + "=" + quote(value, true)));
        return all.toString();
    }

    private static int closing(String text, int open) {
        int depth = 0;
        char quote = 0;
        for (int i = open; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '(') {
                requireShallow(++depth, text);
            } else if (c == ')' && --depth == 0) {
                return i;
            }
        }
        return -1;
    }

    private static void requireShallow(int depth, String text) {
        if (depth > DEEPEST) {
            throw new SpecException("'" + (text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text)
                    + "' has more than " + DEEPEST + " parentheses within each other: use fewer");
        }
    }

    private static String unquote(String value) {
        boolean quoted = value.length() >= 2
                && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                && value.indexOf(value.charAt(0), 1) == value.length() - 1;
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    private static String quote(String value, boolean keyed) {
        if (PLAIN.matcher(value).matches() && (keyed || value.indexOf(',') < 0) || isSpec(value)) {
            return value;
        }
        return value.indexOf('"') < 0 ? '"' + value + '"' : '\'' + value + '\'';
    }

    private static boolean isSpec(String value) {
        try {
            return value.endsWith(")") && parse(value).toString().equals(value);
        } catch (SpecException e) {
            return false;
        }
    }
}
