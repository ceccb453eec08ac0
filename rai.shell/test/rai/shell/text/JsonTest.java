package rai.shell.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void whatIsNotAFiniteNumberBecomesNull() {
        assertThat(compact(Arrays.asList(Double.NaN, Double.NEGATIVE_INFINITY, Float.NaN, 1.5, 2L, null)))
                .isEqualTo("[null,null,null,1.5,2,null]");
    }

    @Test
    void keysKeepTheirOrder() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("z", 1);
        map.put("a", Map.of("x", true));
        assertThat(compact(map)).isEqualTo("{\"z\":1,\"a\":{\"x\":true}}");
    }

    @Test
    void aPathIsAText() {
        assertThat(compact(Path.of("file"))).isEqualTo("\"file\"");
    }

    @Test
    void signsAreWrittenAsTheyAre() {
        assertThat(Json.text("σ(z) < 1 & 'x'")).isEqualTo("\"σ(z) < 1 & 'x'\"");
    }

    private static String compact(Object document) {
        return JsonParser.parseString(Json.text(document)).toString();
    }
}
