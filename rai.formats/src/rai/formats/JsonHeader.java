package rai.formats;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rai.api.data.DataException;

/** Reads JSON from a source that is not trusted: shallow, strict, and each name once. */
final class JsonHeader {
    private static final int DEEPEST = 8;

    private final String origin;
    private final JsonReader in;

    private JsonHeader(String origin, Reader text) {
        this.origin = origin;
        in = new JsonReader(text);
        in.setStrictness(Strictness.STRICT);
        in.setNestingLimit(DEEPEST);
    }

    /** Numbers are doubles. */
    static Map<String, Object> object(String origin, byte[] utf8) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
            JsonHeader header = new JsonHeader(origin, new StringReader(text));
            Map<String, Object> map = header.map();
            if (header.in.peek() != JsonToken.END_DOCUMENT) {
                throw new IOException("text after the end");
            }
            return map;
        } catch (CharacterCodingException e) {
            throw new DataException(origin + " is not a text in UTF-8", e);
        } catch (IOException | IllegalStateException | NumberFormatException e) {
            throw new DataException(origin + " is not JSON, or is damaged", e);
        }
    }

    private Map<String, Object> map() throws IOException {
        Map<String, Object> map = new LinkedHashMap<>();
        in.beginObject();
        while (in.hasNext()) {
            String key = in.nextName();
            if (map.put(key, value()) != null) {
                throw new DataException(origin + " has '" + Budget.shown(key) + "' twice");
            }
        }
        in.endObject();
        return map;
    }

    private Object value() throws IOException {
        return switch (in.peek()) {
            case BEGIN_OBJECT -> map();
            case BEGIN_ARRAY -> list();
            case NUMBER -> in.nextDouble();
            case BOOLEAN -> in.nextBoolean();
            case NULL -> {
                in.nextNull();
                yield "null";
            }
            default -> in.nextString();
        };
    }

    private List<Object> list() throws IOException {
        List<Object> list = new ArrayList<>();
        in.beginArray();
        while (in.hasNext()) {
            list.add(value());
        }
        in.endArray();
        return list;
    }
}
