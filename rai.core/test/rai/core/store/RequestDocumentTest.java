package rai.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestDocumentTest {
    /** An earlier version accepted it, with one result. */
    @Test
    void aRunWhoseMetricWasAskedForTwiceStaysReadable() {
        Map<String, Object> document = Map.of(
                "data", Map.of("train", "cloud"),
                "evaluation", Map.of("metrics", List.of("auc", "f1", "auc")));
        assertThat(RequestDocument.read(document, Path.of("run")).evaluation().metrics())
                .containsExactly("auc", "f1");
    }
}
