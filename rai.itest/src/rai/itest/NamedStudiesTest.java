package rai.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.service.ServiceExtension;
import rai.api.data.DataException;
import rai.api.spec.SpecException;
import rai.api.study.Studies;
import rai.api.study.Study;
import rai.api.study.StudyCall;
import rai.api.study.StudyRequest;
import rai.api.study.StudySource;

/** The named studies can be planned, and their pages show what their stored results say. */
@ExtendWith(ServiceExtension.class)
class NamedStudiesTest {
    private static final Path CHECKOUT = Path.of(System.getProperty("rai.checkout"));
    private static final Path PAGES = CHECKOUT.resolve("docs/studies");
    private static final Path DATA = CHECKOUT.resolveSibling("shared").resolve("data");
    private static final StudyRequest QUICK = new StudyRequest(Optional.empty(), Optional.empty(), true, Map.of())
            .withDataDirectory(Files.isDirectory(DATA) ? DATA.toString() : null);

    @InjectService(timeout = 10_000)
    Studies studies;

    @TempDir
    Path directory;

    private List<StudySource> named() {
        return studies.list().stream()
                .filter(study -> study.origin().startsWith("rai.experiments "))
                .toList();
    }

    /** A larger form of a study may share the page of that study, which then shows its command. */
    @Test
    void everyNamedStudyHasAPageWithAPlaceForItsResult() throws IOException {
        StringBuilder pages = new StringBuilder();
        List<String> without = new ArrayList<>();
        try (Stream<Path> files = Files.list(PAGES)) {
            for (Path page :
                    files.filter(file -> file.toString().endsWith(".md")).toList()) {
                pages.append(Files.readString(page)).append('\n');
            }
        }
        for (StudySource study : named()) {
            Path page = PAGES.resolve(study.name() + ".md");
            boolean own = Files.exists(page) && Files.readString(page).contains("<!-- /result -->");
            String command = "(?ms).*^ +\\./rai study run " + Pattern.quote(study.name()) + "(?![\\w-]).*";
            if (!own && !pages.toString().matches(command)) {
                without.add(study.name());
            }
        }
        assertThat(named()).isNotEmpty();
        assertThat(without)
                .as("studies without docs/studies/NAME.md, or without a block in it")
                .isEmpty();
    }

    /** If this fails: ./rai study pages --into README.md --into docs/studies.md */
    @Test
    void allPagesAndTablesShowTheStoredResults() throws Exception {
        try (Shell shell = new Shell()) {
            shell.run(
                    "study",
                    "pages",
                    PAGES.toString(),
                    "--into",
                    CHECKOUT.resolve("README.md").toString(),
                    "--into",
                    CHECKOUT.resolve("docs/studies.md").toString(),
                    "--check");
            assertThat(shell.out()).endsWith("of studies, all current\n");
        }
    }

    @ParameterizedTest
    @MethodSource
    void everyShippedFileMakesTrials(Path file) {
        Study study = studies.find(file.toString()).study();
        StudyRequest full =
                StudyRequest.AS_IT_IS.withDataDirectory(QUICK.dataDirectory().orElse(null));
        try {
            assertThat(study.plan(full, List.of())).isNotEmpty();
            assertThat(study.plan(QUICK, List.of())).isNotEmpty();
        } catch (SpecException e) { // the folds of published data are counted
            Assumptions.assumeFalse(isAboutData(e), e.getMessage());
            throw e;
        }
    }

    static List<Path> everyShippedFileMakesTrials() throws IOException {
        List<Path> all = new ArrayList<>();
        for (String folder : List.of("studies", "designs")) {
            try (Stream<Path> files =
                    Files.list(CHECKOUT.resolve("rai.experiments").resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".yaml")).sorted().forEach(all::add);
            }
        }
        return all;
    }

    @TestFactory
    Stream<DynamicTest> everyNamedStudyCanBePlannedInItsQuickForm() {
        return named().stream()
                .map(study -> DynamicTest.dynamicTest(study.name(), () -> {
                    StudyCall call =
                            new StudyCall(study, QUICK, directory.resolve(study.name()), 0, Optional.empty(), 1);
                    try {
                        assertThat(studies.plan(call).trials().isEmpty())
                                .isNotEqualTo(study.study().trains());
                    } catch (SpecException e) {
                        Assumptions.assumeFalse(isAboutData(e), () -> "data are missing: " + e.getMessage());
                        throw e;
                    }
                }));
    }

    private static boolean isAboutData(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof DataException) {
                return true;
            }
        }
        return false;
    }
}
