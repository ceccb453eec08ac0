package rai.itest;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table as people bring it, from the file to predictions and a picture, without an edit of the file. */
class OwnTableTest {
    private static Shell shell;

    @TempDir
    Path temp;

    @BeforeAll
    static void open() throws Exception {
        shell = new Shell();
    }

    @AfterAll
    static void close() throws Exception {
        shell.close();
    }

    /** Ten columns: two texts, two with gaps, a text to be learnt. */
    private List<String> table(int rows, long seed, boolean withTarget) {
        Random random = new Random(seed);
        List<String> cities = List.of("Berlin", "Köln", "München");
        List<String> jobs = List.of("nurse", "teacher", "clerk");
        List<String> lines = new ArrayList<>();
        lines.add("city,job,age,income,height,weight,children,distance,score" + (withTarget ? ",group" : ""));
        for (int i = 0; i < rows; i++) {
            String city = cities.get(random.nextInt(3));
            double score = random.nextGaussian();
            double sum = score + (city.equals("Köln") ? 1 : 0);
            String height = random.nextInt(10) == 0 ? "" : String.valueOf(150 + random.nextInt(50));
            String weight = random.nextInt(12) == 0 ? "NA" : String.valueOf(50 + random.nextInt(50));
            lines.add(String.join(
                            ",",
                            city,
                            jobs.get(random.nextInt(3)),
                            String.valueOf(20 + random.nextInt(50)),
                            String.valueOf(20_000 + random.nextInt(60_000)),
                            height,
                            weight,
                            String.valueOf(random.nextInt(4)),
                            String.valueOf(random.nextDouble()),
                            String.valueOf(score))
                    + (withTarget ? "," + (sum > 0.3 ? "high" : "low") : ""));
        }
        return lines;
    }

    private JsonObject run(String command, String... words) throws Exception {
        return shell.run(command, words).json().getAsJsonObject();
    }

    @Test
    void aTableIsTrainedEvaluatedPredictedAndDrawnInFiveCommands() throws Exception {
        Path people = Files.write(temp.resolve("people.csv"), table(300, 1, true));
        Path fresh = Files.write(temp.resolve("new.csv"), table(20, 2, false));
        String run = temp.resolve("run").toString();
        JsonObject trained = run(
                "train",
                "--data",
                people.toString(),
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
                run,
                "--json");
        double accuracy = trained.getAsJsonObject("test").get("accuracy").getAsDouble();
        assertThat(accuracy)
                .isGreaterThan(trained.getAsJsonObject("baseline")
                        .getAsJsonObject("test")
                        .get("accuracy")
                        .getAsDouble());

        JsonObject evaluated = run("evaluate", run, "--confusion", "--json");
        assertThat(evaluated.get("accuracy").getAsDouble()).isEqualTo(accuracy);
        JsonArray matrix = evaluated.getAsJsonObject("confusion").getAsJsonArray("matrix");
        double right = matrix.get(0).getAsJsonArray().get(0).getAsDouble()
                + matrix.get(1).getAsJsonArray().get(1).getAsDouble();
        assertThat(right / 60).as("of the 60 rows that were held out").isEqualTo(accuracy);

        Path predictions = temp.resolve("predictions.csv");
        shell.run("predict", run, "--data", fresh.toString(), "--out", predictions.toString());
        assertThat(Files.readAllLines(predictions))
                .hasSize(21)
                .first()
                .isEqualTo("row,prediction,probability_high,probability_low");

        Path picture = temp.resolve("history.svg");
        shell.run("plot", "history", run, "--out", picture.toString());
        assertThat(picture).content().contains("accuracy", "test");
        assertThat(run("summary", run, "--json").toString()).contains("parameters");
    }
}
