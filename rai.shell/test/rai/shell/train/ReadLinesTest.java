package rai.shell.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadLinesTest {
    private final Map<String, Object> read = new LinkedHashMap<>(
            Map.of("rows", 20L, "columns", 2L, "inputs", 4L, "classes", new LinkedHashMap<>(Map.of("yes", 20L))));

    @Test
    void whatWasReadIsALine() {
        assertThat(ReadLines.of(read))
                .containsExactly("read 20 rows for training; 2 features (4 inputs); classes yes 20");
    }

    @Test
    void eachNoteIsALineOfItsOwn() {
        read.put("notes", List.of("one", "two"));
        assertThat(ReadLines.of(read)).hasSize(3).endsWith("one", "two");
    }

    @Test
    void nothingIsSaidIfNothingIsKnown() {
        assertThat(ReadLines.of(Map.of())).isEmpty();
    }
}
