package rai.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestTest {
    @Test
    void aRequestIsTheDocumentWithoutItsDefaults() {
        Request request = Request.on("moons(n=9)").network("dense").steps(5).seed(3);
        assertThat(request.document())
                .isEqualTo(Map.of(
                        "data", Map.of("train", "moons(n=9)"),
                        "model", Map.of("network", "dense"),
                        "phases", List.of(Map.of("steps", 5L)),
                        "execution", Map.of("seed", 3L)));
    }

    @Test
    void aPhaseIsSetUntilAnotherIsAdded() {
        Request request =
                Request.on("moons").method("rai").steps(9).then("refit").batch(4);
        assertThat(request.document())
                .containsEntry(
                        "phases", List.of(Map.of("method", "rai", "steps", 9L), Map.of("method", "refit", "batch", 4)));
    }

    @Test
    void aMethodLeavesTheRequestAsItIs() {
        Request request = Request.on("moons").seed(1);
        request.seed(2);
        assertThat(request.document()).containsEntry("execution", Map.of("seed", 1L));
    }

    @Test
    void aDocumentGoesInAndOutUnchanged() {
        Map<String, Object> document = Map.of("data", Map.of("train", "moons"), "evaluation", Map.of("every", 5));
        assertThat(Request.of(document).document()).isEqualTo(document);
    }

    @Test
    void aKeyWithoutAGroupIsRefused() {
        Request request = Request.on("moons");
        assertThatThrownBy(() -> request.set("seed", 1))
                .isInstanceOf(RaiException.class)
                .hasMessageContaining("'seed' is not a key");
    }
}
