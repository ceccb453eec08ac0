package rai.shell.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import rai.api.catalog.Kind;
import rai.api.check.Checks;
import rai.api.check.Verdict;
import rai.api.check.Verdict.Outcome;
import rai.api.spec.Spec;
import rai.shell.console.Failure;
import rai.shell.testing.Captured;

class CheckCommandTest {
    private static final Verdict GOOD = new Verdict("it is finite", Outcome.OK, "at most 3");
    private static final Verdict SILENT = new Verdict("it is pure", Outcome.OK, "");
    private static final Verdict BAD = new Verdict("it is even", Outcome.FAILED, "f(1) is 1 instead of 2");
    private static final Verdict NONE = new Verdict("it has tiles", Outcome.SKIPPED, "it has none");

    private static CheckCommand finding(Verdict... verdicts) {
        return new CheckCommand(new Checks() {
            @Override
            public Set<Kind> kinds() {
                return Set.of(Kind.LOSS);
            }

            @Override
            public List<Verdict> check(Kind kind, Spec spec, Consumer<Verdict> listener) {
                assertThat(kind).isEqualTo(Kind.LOSS);
                assertThat(spec).hasToString("huber(delta=2)");
                List.of(verdicts).forEach(listener);
                return List.of(verdicts);
            }
        });
    }

    @Test
    void everyVerdictIsALine() {
        assertThat(Captured.of(finding(GOOD, SILENT, NONE), "loss", "huber(delta=2)")
                        .out()
                        .lines())
                .containsExactly(
                        "ok       it is finite: at most 3",
                        "ok       it is pure",
                        "skipped  it has tiles: it has none",
                        "",
                        "2 ok, 0 failed, 1 skipped");
    }

    @Test
    void aFailedCheckFailsTheCommandAfterAllAreReported() {
        Captured captured = new Captured();
        assertThatThrownBy(() -> finding(BAD, GOOD).execute(captured.console, List.of("loss", "huber(delta=2)")))
                .isInstanceOf(Failure.class)
                .hasMessage("the loss huber(delta=2) fails 1 of 2 checks");
        assertThat(captured.out().lines())
                .containsExactly(
                        "FAIL     it is even: f(1) is 1 instead of 2",
                        "ok       it is finite: at most 3",
                        "",
                        "1 ok, 1 failed, 0 skipped");
    }

    @Test
    void jsonHoldsAllVerdictsEvenIfOneFails() {
        Captured captured = new Captured();
        assertThatThrownBy(() ->
                        finding(BAD, NONE).execute(captured.console, List.of("losses", "huber(delta=2)", "--json")))
                .isInstanceOf(Failure.class);
        JsonObject document = JsonParser.parseString(captured.out()).getAsJsonObject();
        assertThat(document.get("failed").getAsInt()).isEqualTo(1);
        assertThat(document.get("skipped").getAsInt()).isEqualTo(1);
        JsonObject first = document.getAsJsonArray("checks").get(0).getAsJsonObject();
        assertThat(first.get("check").getAsString()).isEqualTo("it is even");
        assertThat(first.get("outcome").getAsString()).isEqualTo("failed");
        assertThat(first.get("remark").getAsString()).isEqualTo("f(1) is 1 instead of 2");
    }

    @Test
    void anUnknownKindSuggestsTheNearest() {
        assertThatThrownBy(() -> Captured.of(finding(), "lose", "mse"))
                .hasMessageStartingWith("unknown kind 'lose': did you mean 'loss'?");
    }
}
