package rai.shell.train;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rai.shell.console.Failure;

/**
 * A JSON document (RFC 8259) as maps, lists, texts, numbers and booleans. Numbers keep every digit: a {@code Long} or a
 * {@code BigDecimal}. A duplicate key is refused, where most readers keep one of the two values.
 */
final class JsonDocument {
    private static final Pattern PLACE = Pattern.compile("at line (\\d+) column (\\d+)");

    private JsonDocument() {}

    /**
     * @param text the document
     * @param name how a message calls it
     * @throws Failure if it is not JSON, or has a duplicate key
     */
    static Object read(String text, String name) {
        try (JsonReader reader = new JsonReader(new StringReader(text))) {
            reader.setStrictness(Strictness.STRICT);
            reader.setNestingLimit(RunFile.DEEPEST);
            if (text.isBlank()) {
                return null;
            }
            Object document = value(reader, name);
            requireEnd(reader, name);
            return document;
        } catch (IOException e) {
            throw new Failure(name + place(e) + " is not JSON: " + problem(e));
        }
    }

    private static void requireEnd(JsonReader reader, String name) {
        try {
            if (reader.peek() == JsonToken.END_DOCUMENT) {
                return;
            }
        } catch (IOException e) {
            // whatever follows, it is one text too many
        }
        throw new Failure(name + ": there is more text after the end of the document");
    }

    private static Object value(JsonReader reader, String name) throws IOException {
        return switch (reader.peek()) {
            case BEGIN_OBJECT -> map(reader, name);
            case BEGIN_ARRAY -> list(reader, name);
            case STRING -> reader.nextString();
            case NUMBER -> number(reader.nextString());
            case BOOLEAN -> reader.nextBoolean();
            default -> {
                reader.nextNull();
                yield null;
            }
        };
    }

    private static Map<String, Object> map(JsonReader reader, String name) throws IOException {
        Map<String, Object> map = new LinkedHashMap<>();
        reader.beginObject();
        while (reader.hasNext()) {
            String key = reader.nextName();
            if (map.containsKey(key)) {
                throw new Failure(name + ": the key " + reader.getPath().replaceFirst("^\\$\\.", "")
                        + " is there twice: leave out one");
            }
            map.put(key, value(reader, name));
        }
        reader.endObject();
        return map;
    }

    private static List<Object> list(JsonReader reader, String name) throws IOException {
        List<Object> list = new ArrayList<>();
        reader.beginArray();
        while (reader.hasNext()) {
            list.add(value(reader, name));
        }
        reader.endArray();
        return list;
    }

    private static Number number(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            return new BigDecimal(text);
        }
    }

    private static String place(IOException e) {
        Matcher place = PLACE.matcher(String.valueOf(e.getMessage()));
        return place.find() ? ", line " + place.group(1) + ", column " + place.group(2) + "," : "";
    }

    /** Without place, links, and advice about the settings of the reader, which the user does not have. */
    private static String problem(IOException e) {
        String said = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        if (said.startsWith("End of input")) {
            return "it ends too early";
        }
        if (said.contains("Nesting limit")) {
            return "it is nested more than " + RunFile.DEEPEST + " deep";
        }
        if (said.contains("setStrictness")) {
            return "a text there is not in double quotes, or does not belong there";
        }
        String plain = said.replaceFirst(" ?at line \\d+.*", "");
        return plain.isEmpty()
                ? "it can't be understood"
                : plain.substring(0, 1).toLowerCase(Locale.ROOT) + plain.substring(1);
    }
}
