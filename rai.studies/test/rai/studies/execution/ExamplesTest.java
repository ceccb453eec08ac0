package rai.studies.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import rai.api.data.Part;
import rai.api.report.Report;
import rai.api.run.RunRequest;
import rai.api.study.Outcome;
import rai.api.study.Study;
import rai.api.study.StudyCall;
import rai.api.study.StudyControl;
import rai.api.study.StudyRequest;
import rai.api.study.StudySource;
import rai.api.study.Trial;
import rai.studies.journal.StudyDirectory;

/** How many examples the data of a trial had, as its outcome knows it. */
@Timeout(60)
class ExamplesTest {
    private static final Map<Part, Integer> PLANNED = Map.of(Part.TRAIN, 10);

    @TempDir
    Path temp;

    private List<Outcome> outcomes;

    /** A trial per optimizer; one of them fails. */
    private static final class Optimizers implements Study {
        @Override
        public List<Trial> plan(StudyRequest request, List<Outcome> ended) {
            List<String> optimizers = List.of("sgd", "nan", "throws");
            return IntStream.range(0, optimizers.size())
                    .mapToObj(i -> new Trial("test", Map.of("seed", i), request(optimizers.get(i)), false))
                    .toList();
        }

        private static RunRequest request(String optimizer) {
            return RunRequest.builder()
                    .train("moons")
                    .network("dense")
                    .optimizer(optimizer)
                    .phase("backprop", 10)
                    .build();
        }

        @Override
        public Report report(StudyRequest request, List<Outcome> outcomes, Models models) {
            throw new AssertionError("not expected: report");
        }
    }

    @BeforeEach
    void run() {
        Path directory = temp.resolve("studies/some");
        Laboratory laboratory = new Laboratory(2);
        StudyCall call = new StudyCall(
                new StudySource("some", "Some trials.", "a test", new Optimizers()),
                StudyRequest.AS_IT_IS,
                directory,
                1,
                Optional.empty(),
                0);
        new StudyRun(laboratory.trainer, laboratory, laboratory).run(call, event -> {}, new StudyControl());
        outcomes = Standing.outcomes(new StudyDirectory(directory));
    }

    @Test
    void anOutcomeKnowsHowManyExamplesWerePlannedHoweverItEnded() {
        assertThat(outcomes).extracting(Outcome::examples).containsExactly(PLANNED, PLANNED, PLANNED);
    }

    @Test
    void anOutcomeThatAnotherStudyTakesOverKeepsThem() {
        Set<String> ids = outcomes.stream().map(Outcome::id).collect(Collectors.toSet());
        assertThat(Siblings.of(temp.resolve("studies/other"), ids))
                .extracting(row -> row.outcome().examples())
                .containsExactly(PLANNED, PLANNED); // what failed is not taken over
    }
}
