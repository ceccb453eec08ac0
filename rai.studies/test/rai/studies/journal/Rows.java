package rai.studies.journal;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rai.api.data.Part;
import rai.api.probe.ProbeSeries;
import rai.api.run.RunRequest;
import rai.api.run.RunResult;
import rai.api.run.RunResult.Stop;
import rai.api.study.Curves;
import rai.api.study.Outcome;
import rai.api.study.Outcome.State;
import rai.api.study.Trial;

/** Rows for journals. */
public final class Rows {
    /** What a probe has measured: also what is not defined. */
    static final ProbeSeries PROBED = new ProbeSeries(
            "distance",
            List.of("distance", "relative"),
            List.of(new ProbeSeries.Row(5, "dense_1", List.of(1 / 3.0, Double.NaN))));

    private Rows() {}

    /** An identity: a digit, 64 times. */
    public static String id(int digit) {
        return Integer.toHexString(digit).repeat(64);
    }

    public static Row row(String id, State state, double loss) {
        Trial trial = new Trial(
                "test",
                Map.of("rate", 0.1),
                RunRequest.builder().train("moons").seed(3).build(),
                false);
        Optional<RunResult> result = state == State.FAILED
                ? Optional.empty()
                : Optional.of(new RunResult(
                        "unsaved",
                        Map.of("network", "dense"),
                        3,
                        10,
                        0.5,
                        Map.of("loss", loss),
                        Map.of("loss", loss / 3),
                        Map.of("name", "backprop"),
                        List.of(Map.of("method", "backprop", "train", Map.of("loss", loss))),
                        "abc",
                        state == State.DONE ? Stop.STEPS : Stop.NAN,
                        ""));
        return new Row(
                new Outcome(
                        id,
                        trial,
                        state,
                        result,
                        new Curves(
                                new long[] {5, 10},
                                Map.of("train.loss", new double[] {loss, loss / 7}),
                                List.of(PROBED)),
                        state == State.DONE ? "" : "NaN in dense_1 at step 10",
                        0.75,
                        Optional.empty(),
                        Map.of(Part.TRAIN, 750, Part.TEST, 250)),
                new Basis(Map.of("train", "aa"), Map.of("rai.losses 1.0", "bb")),
                "",
                1_800_000_000_000L);
    }

    public static Row done(int digit) {
        return row(id(digit), State.DONE, 0.1 * digit);
    }

    /** Takes a trial in a directory as a process that is killed then. */
    public static void die(Path directory, String id) {
        Session session = new StudyDirectory(directory).join();
        session.take(id, "a trial");
        session.die();
    }
}
