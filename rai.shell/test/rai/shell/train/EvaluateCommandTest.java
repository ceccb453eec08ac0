package rai.shell.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rai.api.data.Part;
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
    void whatIsToBeKnownAboutTheDataIsSaidOnStderr() {
        trainer.model.notes = List.of("the columns of new.csv are taken by position: it has no header");
        Captured captured = Captured.of(command, "a-run", "--data", "pair", "--json");
        assertThat(captured.err().lines())
                .containsExactly("rai: the columns of new.csv are taken by position: it has no header");
        assertThat(captured.out()).doesNotContain("position");
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
    void aRunIsNeeded() {
        assertThatThrownBy(() -> Captured.of(command))
                .hasMessage("missing required parameter: 'RUN-DIR'; help evaluate lists all" + " options");
    }

    @Test
    void withoutOtherDataTheTestDataOfTheRunAreEvaluated() {
        trainer.examples = Map.of(Part.TEST, new FakeModel.Pair().load());
        assertThat(Captured.of(command, "a-run").out().lines()).containsExactly("  loss  accuracy", "0.1250    1.0000");
        assertThat(Captured.of(command, "a-run", "--json").out()).contains("\"data\": \"test data of the run\"");
    }

    @Test
    void aRunWithoutThatPartOfDataIsReported() {
        trainer.examples = Map.of(Part.TRAIN, new FakeModel.Pair().load());
        assertThat(Captured.of(command, "a-run", "--part", "train").out()).contains("0.1250");
        assertThatThrownBy(() -> Captured.of(command, "a-run"))
                .hasMessage("the run in a-run has no test data: give --data, or --part train");
    }

    @Test
    void aPartThatDoesNotExistAndAPartOfOtherDataAreRefused() {
        assertThatThrownBy(() -> Captured.of(command, "a-run", "--part", "tests"))
                .hasMessageContaining("unknown part of the data 'tests'");
        assertThatThrownBy(() -> Captured.of(command, "a-run", "--part", "test", "--data", "pair"))
                .hasMessageContaining("--part is a part of the data of the run, but --data names others");
    }
}
