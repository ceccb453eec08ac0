package rai.shell.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;
import rai.shell.testing.Captured;
import rai.shell.testing.FakeCatalog;
import rai.shell.testing.FakeModel;
import rai.shell.testing.FakeTrainer;

class EvaluateCommandTest {
    private final FakeTrainer trainer = new FakeTrainer();
    private final EvaluateCommand command = new EvaluateCommand(trainer, new FakeCatalog(new FakeModel.Pair()));

    @Test
    void theMetricsArePrinted() {
        assertThat(Captured.of(command, "a-run", "--data", "pair").out().lines())
                .containsExactly("  loss  accuracy", "0.1250    1.0000");
    }

    @Test
    void theJsonNamesRunAndData() {
        var document = JsonParser.parseString(Captured.of(command, "a-run", "--data", "pair", "--json")
                        .out())
                .getAsJsonObject();
        assertThat(document.toString())
                .isEqualTo("{\"directory\":\"a-run\",\"data\":\"pair\",\"loss\":0.125,\"accuracy\":1.0}");
    }

    @Test
    void furtherMetricsFollowTheUsualOnesAndUndefinedOnesAreNan() {
        assertThat(Captured.of(command, "a-run", "--data", "pair", "--metrics", "auc,f1(average=micro, beta=2)")
                        .out()
                        .lines())
                .containsExactly(
                        "  loss  accuracy  auc  f1(average=micro, beta=2)",
                        "0.1250    1.0000  NaN                        NaN");
    }

    @Test
    void inTheJsonWhatIsNotDefinedIsNull() {
        var document = JsonParser.parseString(
                        Captured.of(command, "a-run", "--data", "pair", "--metrics", "auc", "--json")
                                .out())
                .getAsJsonObject();
        assertThat(document.get("auc").isJsonNull()).isTrue();
    }

    @Test
    void theConfusionMatrixIsATableOfTheClasses() {
        assertThat(Captured.of(command, "a-run", "--data", "pair", "--confusion")
                        .out()
                        .lines())
                .containsExactly(
                        "  loss  accuracy",
                        "0.1250    1.0000",
                        "",
                        "true class  as left  as right",
                        "left              5         1",
                        "right            12         3");
    }

    @Test
    void nanPredictionsHaveAColumnIfThereAreAny() {
        trainer.model.confusion = new long[][] {{5, 1, 0}, {12, 3, 7}};
        assertThat(Captured.of(command, "a-run", "--data", "pair", "--confusion")
                        .out()
                        .lines())
                .contains("true class  as left  as right  as NaN", "right            12         3       7");
    }

    @Test
    void theConfusionMatrixIsInTheJson() {
        var document = JsonParser.parseString(Captured.of(command, "a-run", "--data", "pair", "--confusion", "--json")
                        .out())
                .getAsJsonObject();
        assertThat(document.get("confusion").toString())
                .isEqualTo("{\"classes\":[\"left\",\"right\"],\"matrix\":[[5,1],[12,3]],\"nan\":[0,0]}");
    }

    @Test
    void runAndDataAreNeeded() {
        assertThatThrownBy(() -> Captured.of(command))
                .hasMessage(
                        "missing required options and parameters: '--data=DATASET', 'RUN-DIR'; help evaluate lists all"
                                + " options");
    }
}
