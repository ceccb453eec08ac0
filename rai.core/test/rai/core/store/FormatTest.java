package rai.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.ToNumberPolicy;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rai.api.run.Precision;
import rai.api.run.RunRequest;

/** Documents of format 1, in which a request was flat, are read as format 2. */
class FormatTest {
    private static final Gson GSON = new GsonBuilder()
            .setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE)
            .create();

    private static final String FORMAT_1 = """
        {"request": {
          "data": "moons(n=30)", "test": "moons(n=9)", "standardize": true,
          "network": "dense(3) tanh dense", "init": "isometric", "loss": null,
          "optimizer": "rprop(step=0.1)",
          "phases": [
            {"method": "rai", "length": 7, "unit": "steps", "optimizer": null},
            {"method": "backprop", "length": 2, "unit": "epochs", "optimizer": "adam"}],
          "seed": 4, "batch": 8, "threads": 2, "precision": "float64", "engine": "reference",
          "evaluate_every": 3, "metrics": ["auc"], "checkpoint": 5, "keep": 6,
          "pin": true, "wait": 2.5, "step_limit": 60,
          "control": {"schedule": "cosine", "l2": 0.5, "optimizer_for": {"biases": "sgd"}}},
         "spec": {"data": "moons(n=30)", "batch": 8, "schedule": "cosine", "phases": [{"method": "rai"}]},
         "result": {"spec": {"batch": 8, "l2": 0.5, "phases": [{"method": "rai"}, {"method": "refit"}]}}}\
        """;

    private static Map<String, Object> document(String json) {
        return GSON.fromJson(json, new TypeToken<Map<String, Object>>() {}.getType());
    }

    private static Map<String, Object> current(String json) throws IOException {
        return Format.current(document(json), "run.json");
    }

    @Test
    void aRequestOfFormat1AsksForTheSameRun() throws IOException {
        assertThat(RunRequest.of((Map<?, ?>) current(FORMAT_1).get("request")))
                .isEqualTo(RunRequest.builder()
                        .train("moons(n=30)")
                        .test("moons(n=9)")
                        .standardize(true)
                        .network("dense(3) tanh dense")
                        .init("isometric")
                        .batch(8)
                        .schedule("cosine")
                        .l2(0.5)
                        .optimizerFor("biases", "sgd")
                        .phase("rai", phase -> phase.steps(7).optimizer("rprop(step=0.1)"))
                        .phase("backprop", phase -> phase.epochs(2).optimizer("adam"))
                        .evaluateEvery(3)
                        .metrics(List.of("auc"))
                        .seed(4)
                        .threads(2)
                        .precision(Precision.FLOAT64)
                        .engine("reference")
                        .checkpointEvery(5)
                        .keep(6)
                        .pin(true)
                        .waitLimit(2.5)
                        .stepLimit(60)
                        .build());
    }

    @Test
    void whatHeldForTheWholeRunIsThatOfEachPhaseInTheSpecs() throws IOException {
        assertThat(current(FORMAT_1).get("spec")).isEqualTo(document("""
            {"data": "moons(n=30)", "phases": [{"method": "rai", "schedule": "cosine", "batch": 8}]}\
            """));
    }

    @Test
    void theSpecsOfAResultAreReadInTheSameWay() throws IOException {
        assertThat(((Map<?, ?>) current(FORMAT_1).get("result")).get("spec")).isEqualTo(document("""
            {"phases": [{"method": "rai", "l2": 0.5, "batch": 8},
                        {"method": "refit", "l2": 0.5, "batch": 8}]}\
            """));
    }

    @Test
    void aDocumentOfTheCurrentFormatIsLeftAsItIs() throws IOException {
        Map<String, Object> document = document("{\"format\": " + Format.CURRENT + ", \"request\": {\"data\": 1}}");
        assertThat(Format.current(document, "run.json")).isSameAs(document);
    }

    @Test
    void aDocumentOfANewerFormatIsRefused() {
        assertThatThrownBy(() -> current("{\"format\": 99}"))
                .isInstanceOf(IOException.class)
                .hasMessage("its run.json has the format 99, and this version of RAI reads formats up to "
                        + Format.CURRENT + ": use the version that wrote it, or a newer one");
    }
}
