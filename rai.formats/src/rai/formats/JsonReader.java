package rai.formats;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rai.api.spec.SpecException;

/** Reads JSON from a source that is not trusted: shallow, strict, and each name once. */
final class JsonReader {
    private static final int DEEPEST = 8;

    private final String origin;
    private final String text;
    private int at;

    private JsonReader(String origin, String text) {
        this.origin = origin;
        this.text = text;
    }

    /** Numbers are doubles. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> object(String origin, byte[] utf8) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new SpecException(origin + " is not a text in UTF-8", e);
        }
        JsonReader reader = new JsonReader(origin, text);
        Object value = reader.value(0);
        reader.blanks();
        if (!(value instanceof Map) || reader.at < text.length()) {
            throw reader.wrong();
        }
        return (Map<String, Object>) value;
    }

    private SpecException wrong() {
        return new SpecException(origin + " is not JSON: character " + (at + 1) + " is not understood");
    }

    private void blanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private boolean accept(char c) {
        blanks();
        boolean there = at < text.length() && text.charAt(at) == c;
        at += there ? 1 : 0;
        return there;
    }

    private void require(char c) {
        if (!accept(c)) {
            throw wrong();
        }
    }

    private Object value(int depth) {
        if (depth > DEEPEST) {
            throw wrong();
        }
        if (accept('{')) {
            Map<String, Object> map = new LinkedHashMap<>();
            while (!accept('}')) {
                if (!map.isEmpty()) {
                    require(',');
                }
                require('"');
                String key = string();
                require(':');
                if (map.put(key, value(depth + 1)) != null) {
                    throw new SpecException(origin + " has '" + Budget.shown(key) + "' twice");
                }
            }
            return map;
        }
        if (accept('[')) {
            List<Object> list = new ArrayList<>();
            while (!accept(']')) {
                if (!list.isEmpty()) {
                    require(',');
                }
                list.add(value(depth + 1));
            }
            return list;
        }
        return accept('"') ? string() : word();
    }

    /** A number, or true, false or null as that text. */
    private Object word() {
        int from = at;
        while (at < text.length() && ",]} \t\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String word = text.substring(from, at);
        if (List.of("true", "false", "null").contains(word)) {
            return word;
        }
        at = from;
        if (!word.matches("-?\\d{1,30}(\\.\\d{1,30})?([eE][+-]?\\d{1,3})?")) {
            throw wrong();
        }
        at += word.length();
        return Double.parseDouble(word);
    }

    private String string() {
        StringBuilder out = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at++);
            out.append(c == '\\' ? escaped() : c);
        }
        require('"');
        return out.toString();
    }

    private char escaped() {
        if (at >= text.length()) {
            throw wrong();
        }
        char c = text.charAt(at++);
        if (c == 'u' && at + 4 <= text.length() && text.substring(at, at + 4).matches("[0-9a-fA-F]{4}")) {
            at += 4;
            return (char) Integer.parseInt(text.substring(at - 4, at), 16);
        }
        int plain = "\"\\/bfnrt".indexOf(c);
        if (plain < 0) {
            throw wrong();
        }
        return "\"\\/\b\f\n\r\t".charAt(plain);
    }
}
