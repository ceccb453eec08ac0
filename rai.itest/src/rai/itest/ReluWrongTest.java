package rai.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.service.ServiceExtension;
import rai.api.report.Statement;
import rai.api.report.Statement.Mark;
import rai.api.study.Studies;
import rai.api.study.StudyCall;
import rai.api.study.StudyControl;
import rai.api.study.StudyPlan;
import rai.api.study.StudyRequest;

/** The fatal start of a relu network, trained. */
@ExtendWith(ServiceExtension.class)
class ReluWrongTest {
    @InjectService(timeout = 10_000)
    Studies studies;

    @TempDir
    Path temp;

    private StudyCall call(int seeds, Map<String, List<String>> only) {
        return new StudyCall(
                studies.find("relu-wrong"),
                new StudyRequest(Optional.of(seeds), Optional.empty(), false, only),
                temp.resolve("study"),
                0,
                Optional.empty(),
                0);
    }

    @Test
    void theNumbersOfTheSourceAreReproducedTo1e7() {
        studies.run(call(1, Map.of()), event -> {}, new StudyControl());
        List<Statement> answer = studies.report(temp.resolve("study")).answer();
        assertThat(answer).filteredOn(statement -> statement.mark() == Mark.NO).isEmpty();
        assertThat(answer)
                .extracting(Statement::sentence)
                .anyMatch(
                        sentence -> sentence.startsWith("reproduced: identity at the fatal start: hidden values at x ="
                                + " 0.5: [-0.08494037, -0.56951773]"))
                .anyMatch(sentence ->
                        sentence.startsWith("reproduced: identity at the fatal start: output at x = 0.5: 0.15350965"))
                .anyMatch(sentence ->
                        sentence.startsWith("reproduced: relu, mae: largest change of the loss over ten epochs: "))
                .anyMatch(sentence -> sentence.startsWith("reproduced: identity, mse: loss after ten epochs: "));
    }

    @Test
    void aPartOfTheActivationsIsAPartOfTheRandomStarts() {
        StudyPlan plan = studies.plan(call(3, Map.of("activation", List.of("relu", "gelu"))));
        assertThat(plan.trials()).hasSize(6);
        assertThat(studies.plan(call(30, Map.of())).trials()).hasSize(30 * 11 + 10 * 4);
    }
}
