package rai.shell.session;

import java.util.ArrayList;
import java.util.List;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/**
 * Reads a line for the prompt. Whether a line is whole is decided by Gogo, which will execute it; what stands before the
 * cursor while somebody is still writing is split into words here, also inside an open quote or an open parenthesis, where
 * there is no statement of Gogo yet.
 */
final class LineParser implements Parser {
    /** After these a command begins. */
    private static final String SEPARATORS = "|;{\n";
    /** A word with one of these must be quoted to reach a command as it is. */
    private static final String SPECIAL = " \t()|;{}[]$\"'\\<>&#*?";

    private final Parser gogo = new org.apache.felix.gogo.jline.Parser();

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        return context == ParseContext.COMPLETE ? split(line, cursor) : gogo.parse(line, cursor, context);
    }

    private static Unfinished split(String line, int cursor) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        int start = -1; // where the word begins; -1 between words
        char quote = 0;
        int depth = 0;
        for (int i = 0; i < cursor; i++) {
            char c = line.charAt(i);
            if (quote == 0 && depth == 0 && SEPARATORS.indexOf(c) >= 0) {
                words.clear();
                word.setLength(0);
                start = -1;
                continue;
            }
            if (quote == 0 && depth == 0 && Character.isWhitespace(c)) {
                if (start >= 0) {
                    words.add(word.toString());
                    word.setLength(0);
                    start = -1;
                }
                continue;
            }
            start = start < 0 ? i : start;
            if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            } else if (c == quote) {
                quote = 0;
            } else if (c == '\\' && quote != '\'' && i + 1 < cursor) {
                word.append(line.charAt(++i));
            } else {
                depth += quote != 0 ? 0 : c == '(' ? 1 : c == ')' && depth > 0 ? -1 : 0;
                word.append(c);
            }
        }
        int raw = start < 0 ? 0 : cursor - start;
        words.add(word.toString());
        char opened = raw > 0 && (line.charAt(start) == '"' || line.charAt(start) == '\'') ? line.charAt(start) : 0;
        return new Unfinished(line, cursor, words, raw, opened);
    }

    /**
     * A line up to the cursor.
     *
     * @param words the words of the command at the cursor, without their quotes; the last ends at the cursor
     * @param rawWordLength how many characters the last word has in the line
     * @param quote the quote that the last word begins with, or 0
     */
    private record Unfinished(String line, int cursor, List<String> words, int rawWordLength, char quote)
            implements CompletingParsedLine {
        @Override
        public String word() {
            return words.get(words.size() - 1);
        }

        @Override
        public int wordCursor() {
            return word().length();
        }

        @Override
        public int wordIndex() {
            return words.size() - 1;
        }

        @Override
        public int rawWordCursor() {
            return rawWordLength;
        }

        @Override
        public CharSequence escape(CharSequence candidate, boolean complete) {
            String text = candidate.toString();
            boolean plain = text.chars().noneMatch(c -> SPECIAL.indexOf(c) >= 0);
            if (quote == 0 && plain) {
                return text;
            }
            char by = quote == 0 ? '"' : quote;
            String inside = by == '"' ? text.replaceAll("([\\\\\"$])", "\\\\$1") : text;
            return by + inside + (complete ? by : "");
        }
    }
}
