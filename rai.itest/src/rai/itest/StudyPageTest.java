package rai.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.service.ServiceExtension;
import rai.api.report.Report;
import rai.api.report.Statement;
import rai.api.study.Studies;
import rai.api.study.StudyCall;
import rai.api.study.StudyControl;
import rai.api.study.StudyRequest;
import rai.api.study.StudySource;
import rai.api.study.StudyStatus;

/** Every study in the documentation and the examples runs in its quick form. */
@ExtendWith(ServiceExtension.class)
class StudyPageTest {
    private static final Path CHECKOUT = Path.of(System.getProperty("rai.checkout"));
    private static final StudyRequest QUICK = new StudyRequest(Optional.empty(), Optional.empty(), true, Map.of());

    @InjectService(timeout = 10_000)
    Studies studies;

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource
    void everyStudyOfThePageRuns(String text) throws IOException {
        StudySource study = studies.find(
                Files.writeString(directory.resolve("study.yaml"), text).toString());
        StudyCall call = new StudyCall(study, QUICK, directory.resolve("out"), 0, Optional.empty(), 1);
        StudyStatus status = studies.run(call, event -> {}, new StudyControl());
        assertThat(status.state()).isEqualTo(StudyStatus.State.COMPLETE);
        assertThat(status.failed()).isZero();
        Report report = studies.report(call.directory());
        assertThat(report.title()).isEqualTo(study.title());
        assertThat(report.answer())
                .extracting(Statement::sentence)
                .isNotEmpty()
                .noneMatch(sentence -> sentence.startsWith("NOT reproduced"));
    }

    /** The indented blocks that begin with the version of the format. */
    static List<String> everyStudyOfThePageRuns() throws IOException {
        List<String> studies = new ArrayList<>();
        StringBuilder block = new StringBuilder();
        for (String line : Files.readAllLines(CHECKOUT.resolve("docs/studies.md"))) {
            if (line.startsWith("    ")) {
                block.append(line.substring(4)).append('\n');
            } else {
                if (block.indexOf("study: ") == 0) {
                    studies.add(block.toString());
                }
                block.setLength(0);
            }
        }
        assertThat(studies).hasSize(4);
        return studies;
    }

    @ParameterizedTest
    @MethodSource
    void everyExampleCanBePlanned(Path file) {
        StudySource study = studies.find(file.toString());
        StudyCall call = new StudyCall(study, QUICK, directory, 0, Optional.empty(), 1);
        assertThat(studies.plan(call).trials()).isNotEmpty();
    }

    static List<Path> everyExampleCanBePlanned() throws IOException {
        try (Stream<Path> files = Files.list(CHECKOUT.resolve("examples/studies"))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }
}
