package rai.itest;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.osgi.framework.FrameworkUtil;

/** A table as people bring it, from the file to predictions and a picture, without an edit of the file. */
class OwnTableTest extends TableCommands {
    /** Ten columns, among them texts with umlauts, two with gaps, and a text to be learnt. */
    private static final Path PEOPLE = Path.of(
            FrameworkUtil.getBundle(OwnTableTest.class).getBundleContext().getProperty("rai.checkout"),
            "examples",
            "people");

    @Test
    void aTableIsTrainedEvaluatedPredictedAndDrawnInFiveCommands() throws Exception {
        String run = place("run");
        JsonObject trained = json(
                "train",
                "--data",
                PEOPLE.resolve("people.csv").toString(),
                "--missing",
                "median(indicator=true)",
                "--standardize",
                "--holdout",
                "0.2",
                "--hidden",
                "8",
                "--optimizer",
                "adam(rate=0.02)",
                "--steps",
                "200",
                "--evaluate-every",
                "50",
                "--out",
                run);
        double accuracy = trained.getAsJsonObject("test").get("accuracy").getAsDouble();
        assertThat(accuracy)
                .isGreaterThan(trained.getAsJsonObject("baseline")
                        .getAsJsonObject("test")
                        .get("accuracy")
                        .getAsDouble());

        JsonObject evaluated = json("evaluate", run, "--confusion");
        assertThat(evaluated.get("accuracy").getAsDouble()).isEqualTo(accuracy);
        JsonArray matrix = evaluated.getAsJsonObject("confusion").getAsJsonArray("matrix");
        double right = 0;
        for (int i = 0; i < 3; i++) {
            right += matrix.get(i).getAsJsonArray().get(i).getAsDouble();
        }
        assertThat(right / 64).as("of the 64 rows that were held out").isEqualTo(accuracy);

        Path predictions = temp.resolve("predictions.csv");
        shell.run("predict", run, "--data", PEOPLE.resolve("new.csv").toString(), "--out", predictions.toString());
        assertThat(Files.readAllLines(predictions))
                .hasSize(6)
                .first()
                .isEqualTo("row,prediction,probability_maybe,probability_no,probability_yes");

        Path picture = temp.resolve("history.svg");
        shell.run("plot", "history", run, "--out", picture.toString());
        assertThat(picture).content().contains("accuracy", "test");
        assertThat(json("summary", run).toString()).contains("parameters");
    }
}
