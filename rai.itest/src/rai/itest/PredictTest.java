package rai.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A network that has learnt from a table predicts for other tables. */
class PredictTest extends TableCommands {
    /** Who is over 40 buys, except in Ulm, where it is the other way round. */
    private String trainingData() throws IOException {
        List<String> lines = new ArrayList<>(List.of("customer,age,city,bought"));
        List<String> cities = List.of("Bonn", "Ulm", "Kiel");
        for (int i = 0; i < 90; i++) {
            int age = 20 + i * 7 % 41;
            String city = cities.get(i % 3);
            lines.add("c" + i + "," + age + "," + city + "," + (age > 40 != city.equals("Ulm") ? "yes" : "no"));
        }
        return file("train.csv", lines);
    }

    @Test
    void classesOfNewRowsAreFoundByTheNamesOfTheColumnsWithOrWithoutTheTarget() throws Exception {
        String run = place("run");
        shell.run(
                "train",
                "--data",
                "csv(file=" + trainingData() + ", target=bought, id=customer)",
                "--standardize",
                "--hidden",
                "16",
                "--optimizer",
                "adam(rate=0.03)",
                "--steps",
                "300",
                "--out",
                run);
        String fresh =
                file("new.csv", List.of("city,customer,age", "Bonn,n1,60", "Ulm,n2,60", "Kiel,n3,22", "Rom,n4,30"));
        JsonObject document = json("predict", run, "--data", fresh);
        JsonArray predictions = document.getAsJsonArray("predictions");
        assertThat(document.get("predicted").getAsInt()).isEqualTo(3);
        assertThat(predictions)
                .extracting(row -> row.getAsJsonObject().get("customer").getAsString())
                .containsExactly("n1", "n2", "n3", "n4");
        assertThat(predictions.asList().subList(0, 3))
                .extracting(row -> row.getAsJsonObject().get("prediction").getAsString())
                .containsExactly("yes", "no", "no");
        assertThat(predictions.get(3).getAsJsonObject().get("problem").getAsString())
                .contains("'Rom' is not among the 3 texts of the training data");

        String withTarget = file("with.csv", List.of("bought,age,city", "no,60,Bonn", "no,60,Ulm"));
        assertThat(shell.run("predict", run, "--data", withTarget, "--no-probabilities")
                        .out()
                        .lines())
                .containsExactly("row,prediction", "1,yes", "2,no");
        assertThat(json("evaluate", run, "--data", withTarget).get("accuracy").getAsDouble())
                .as("rows of one class are enough")
                .isEqualTo(0.5);
    }

    @Test
    void columnsThatAreTakenByPositionAreNotedOnStderr() throws Exception {
        String run = place("run");
        String named = file("named.csv", List.of("a,b,y", "1,2,no", "2,1,yes", "3,2,no", "4,1,yes"));
        String plain = file("plain.csv", List.of("1,2,no", "2,1,yes"));
        String note =
                "rai: the columns of " + plain + " are taken by position, the last one as the target: it has no header";
        shell.run("train", "--data", named, "--test", plain, "--steps", "2", "--out", run);
        assertThat(shell.err().lines()).as("train").contains(note);
        shell.run("evaluate", run, "--data", plain);
        assertThat(shell.err().lines()).as("evaluate").containsExactly(note);
        shell.run("predict", run, "--data", plain);
        assertThat(shell.err().lines()).as("predict").containsExactly(note);
        shell.run("evaluate", run, "--data", named);
        assertThat(shell.err()).as("names on both sides").isEmpty();
    }

    @Test
    void aNumberIsPredictedFromASingleColumn() throws Exception {
        List<String> lines = new ArrayList<>(List.of("x,y"));
        for (int i = 0; i < 20; i++) {
            lines.add(i / 10.0 + "," + (i / 5.0 + 1));
        }
        String run = place("line");
        String data = file("line.csv", lines);
        shell.run(
                "train",
                "--data",
                "csv(file=" + data + ", task=regression)",
                "--network",
                "dense",
                "--optimizer",
                "lbfgs",
                "--steps",
                "50",
                "--out",
                run);
        String fresh = file("x.csv", List.of("x", "0.5", "3"));
        JsonArray predictions = json("predict", run, "--data", fresh).getAsJsonArray("predictions");
        assertThat(predictions.get(0).getAsJsonObject().get("prediction").getAsDouble())
                .isBetween(1.99, 2.01);
        assertThat(predictions.get(1).getAsJsonObject().get("prediction").getAsDouble())
                .isBetween(6.98, 7.02);
        assertThatThrownBy(() -> shell.run("train", "--data", fresh, "--no-save"))
                .hasMessageContaining("has no column to learn beside its features");
    }
}
