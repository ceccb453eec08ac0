package rai.datasets;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import rai.api.data.DataException;
import rai.datasets.ArffAttribute.Kind;

/** Reads an ARFF file line by line; whatever is wrong with it becomes one sentence with the line. */
final class ArffRows {
    private final Path file;
    private final List<ArffAttribute> attributes = new ArrayList<>();
    private long[] lines = new long[16];
    private int rows;
    private long line;
    private boolean data;

    ArffRows(Path file) {
        this.file = file;
    }

    /** A piece of a line. */
    private record Token(String text, boolean quoted) {
        boolean isMissing() {
            return !quoted && text.equals("?");
        }
    }

    /** @return the attributes, with the values of all rows; empty without attributes */
    List<ArffAttribute> attributes() {
        if (!data) {
            throw new DataException("the file " + file + " is not an ARFF file: it has no line @data");
        }
        return attributes;
    }

    /** @return how many rows have been taken since the beginning, or since they were last forgotten */
    int rows() {
        return rows;
    }

    /** Forgets the rows so far, not the attributes. */
    void clear() {
        rows = 0;
        attributes.forEach(ArffAttribute::clear);
    }

    /** @param raw the next line */
    void take(String raw) {
        line++;
        String text = raw.strip();
        if (line == 1 && text.startsWith("\uFEFF")) {
            text = text.substring(1);
        }
        if (text.isEmpty() || text.startsWith("%")) {
            return;
        }
        if (data) {
            row(text);
            return;
        }
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.startsWith("@attribute")) {
            attribute(text.substring("@attribute".length()).strip());
        } else if (lower.equals("@data")) {
            data = true;
            if (attributes.isEmpty()) {
                throw wrong("@data comes before any @attribute");
            }
        } else if (!lower.startsWith("@relation")) {
            throw wrong("'" + text + "' is none of @relation, @attribute and @data");
        }
    }

    private void attribute(String text) {
        int[] end = {0};
        Token name = token(text, end, " \t{");
        String type = text.substring(end[0]).strip();
        if (name.text().isEmpty() || type.isEmpty()) {
            throw wrong("an attribute is declared by its name and its type, as in @attribute age numeric");
        }
        if (attributes.stream().anyMatch(one -> one.name().equals(name.text()))) {
            throw wrong("the attribute '" + name.text() + "' is declared twice");
        }
        String lower = type.toLowerCase(Locale.ROOT);
        if (type.startsWith("{")) {
            if (!type.endsWith("}")) {
                throw wrong("the values of '" + name.text() + "' do not end with }");
            }
            List<String> values = tokens(type.substring(1, type.length() - 1)).stream()
                    .map(Token::text)
                    .toList();
            attributes.add(new ArffAttribute(name.text(), Kind.NOMINAL, values));
        } else if (List.of("numeric", "real", "integer").contains(lower)) {
            attributes.add(new ArffAttribute(name.text(), Kind.NUMERIC, List.of()));
        } else if (lower.equals("string")) {
            attributes.add(new ArffAttribute(name.text(), Kind.STRING, List.of()));
        } else {
            throw wrong("the attribute '" + name.text() + "' is of the type " + type
                    + ", but only numeric, nominal and string attributes are read");
        }
    }

    /** @return the line of each row */
    long[] lines() {
        return Arrays.copyOf(lines, rows);
    }

    private void row(String text) {
        if (rows == lines.length) {
            lines = Arrays.copyOf(lines, 2 * rows);
        }
        lines[rows++] = line;
        if (text.startsWith("{")) {
            if (!text.endsWith("}")) {
                throw wrong("a sparse row does not end with }");
            }
            sparse(text.substring(1, text.length() - 1));
            return;
        }
        List<Token> values = tokens(text);
        if (values.size() != attributes.size()) {
            throw wrong("there are " + values.size() + " values, but " + attributes.size() + " attributes");
        }
        for (int j = 0; j < values.size(); j++) {
            add(j, values.get(j));
        }
    }

    private void sparse(String text) {
        Token[] values = new Token[attributes.size()];
        for (String padded : text.isBlank() ? List.<String>of() : entries(text)) {
            String entry = padded.strip();
            int[] end = {0};
            Token number = token(entry, end, " \t");
            int j = -1;
            try {
                j = Integer.parseInt(number.text());
            } catch (NumberFormatException e) {
                // so it is refused
            }
            if (j < 0 || j >= values.length || end[0] >= entry.length()) {
                throw wrong("'" + entry + "' is not the number of an attribute, from 0 to " + (values.length - 1)
                        + ", and a value");
            }
            if (values[j] != null) {
                throw wrong("the attribute " + j + " has two values");
            }
            values[j] = token(entry.substring(end[0]).strip(), new int[1], "");
        }
        for (int j = 0; j < values.length; j++) {
            if (values[j] == null) {
                attributes.get(j).addOmitted();
            } else {
                add(j, values[j]);
            }
        }
    }

    private void add(int j, Token value) {
        ArffAttribute attribute = attributes.get(j);
        if (!attribute.add(value.isMissing() ? null : value.text())) {
            throw wrong("'" + value.text() + "' of '" + attribute.name() + "' is not " + attribute.wanted());
        }
    }

    private List<Token> tokens(String text) {
        return entries(text).stream()
                .map(entry -> token(entry.strip(), new int[1], ""))
                .toList();
    }

    /** What stands between commas that are not quoted. */
    private List<String> entries(String text) {
        List<String> entries = new ArrayList<>();
        int start = 0;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0 && c == '\\') {
                i++;
            } else if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if ((c == '\'' || c == '"') && isBeginning(text, start, i)) {
                quote = c;
            } else if (c == ',') {
                entries.add(text.substring(start, i));
                start = i + 1;
            }
        }
        if (quote != 0) {
            throw wrong("a quotation mark is missing");
        }
        entries.add(text.substring(start));
        return entries;
    }

    /** Within a value, as in don't, a quotation mark is a letter like any other. */
    private static boolean isBeginning(String text, int start, int at) {
        return text.substring(start, at).isBlank() || Character.isWhitespace(text.charAt(at - 1));
    }

    /** A name or value at the beginning of a text, perhaps quoted; {@code end} receives the index after it. */
    private Token token(String text, int[] end, String separators) {
        char quote = text.isEmpty() ? 0 : text.charAt(0);
        if (quote != '\'' && quote != '"') {
            int i = 0;
            while (i < text.length() && separators.indexOf(text.charAt(i)) < 0) {
                i++;
            }
            end[0] = i;
            return new Token(text.substring(0, i), false);
        }
        StringBuilder value = new StringBuilder();
        int i = 1;
        while (i < text.length() && text.charAt(i) != quote) {
            if (text.charAt(i) == '\\' && i + 1 < text.length()) {
                i++;
            }
            value.append(text.charAt(i++));
        }
        if (i >= text.length()) {
            throw wrong("a quotation mark is missing");
        }
        end[0] = i + 1;
        if (separators.isEmpty() && !text.substring(end[0]).isBlank()) {
            throw wrong("something follows the quoted value '" + value + "'");
        }
        return new Token(value.toString(), true);
    }

    private DataException wrong(String what) {
        return new DataException(file + ", line " + line + ": " + what);
    }
}
