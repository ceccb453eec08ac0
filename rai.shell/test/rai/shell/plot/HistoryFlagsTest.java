package rai.shell.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rai.api.run.RunResult;
import rai.plot.Flag;
import rai.testkit.stub.StubRunReader;

class HistoryFlagsTest {
    @Test
    void phasesOfTheSameMethodAreMarkedWhereTheyBegin() {
        StubRunReader kept = new StubRunReader(Path.of("a-run"));
        kept.with(new RunResult(
                "run",
                Map.of(),
                0,
                3,
                1,
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(
                        Map.of("method", "rai(mu=1)", "steps", 1L),
                        Map.of("method", "rai(mu=2)", "steps", 1L),
                        Map.of("method", "refit", "steps", 1L)),
                "abc",
                RunResult.Stop.STEPS,
                ""));
        List<Flag> flags = HistoryFlags.of(RunHistory.of(kept));
        assertThat(flags).extracting(Flag::x).containsExactly(1.0, 2.0);
        assertThat(flags).extracting(Flag::text).containsExactly("rai", "refit");
    }
}
