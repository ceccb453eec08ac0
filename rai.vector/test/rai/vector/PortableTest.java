package rai.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rai.api.run.Precision;
import rai.api.run.RunRequestBuilder;
import rai.api.run.RunResult;
import rai.api.spec.SpecException;

/** The engine portable on other processors, which other vectors and another code of the library stand for. */
class PortableTest {
    private static final String MODULE = "--add-modules=jdk.incubator.vector";

    /** From an EPYC with AVX-512 and Java 17. A change of the mathematics changes it; another machine does not. */
    private static final String KNOWN = "774f3680605cde886d38ab596a9c61d7698c8858e05e4cabfe8389fe6015eabd";

    /** As this processor is. */
    private static List<String> here;

    private static List<String> here() throws IOException, InterruptedException {
        if (here == null) {
            here = trainings("portable", List.of(MODULE), Map.of());
            assertThat(here).hasSize(6).first().isEqualTo("vectors true");
        }
        return here.subList(1, here.size());
    }

    /** The lines that another Java prints. */
    private static List<String> trainings(String engine, List<String> options, Map<String, String> environment)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                System.getProperty("java.class.path"),
                PortableTrainings.class.getName(),
                engine));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(Map.of("OPENBLAS_NUM_THREADS", "1", "OMP_NUM_THREADS", "1"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("vectors ") || line.startsWith("trained "))
                .toList();
        assertThat(process.waitFor()).as("exit of %s", command).isZero();
        return lines;
    }

    @ParameterizedTest
    @ValueSource(strings = {"-XX:MaxVectorSize=16", "-XX:MaxVectorSize=32", "-XX:UseAVX=2"})
    void vectorsOfAnotherLengthGiveTheSameBits(String option) throws IOException, InterruptedException {
        assumeTrue(System.getProperty("os.arch").equals("amd64"), "the option is one of x86");
        List<String> lines = trainings("portable", List.of(MODULE, option), Map.of());
        assertThat(lines.subList(1, lines.size())).isEqualTo(here());
    }

    @Test
    void aJavaWithoutTheVectorApiGivesTheSameBits() throws IOException, InterruptedException {
        List<String> lines = trainings("portable", List.of(), Map.of());
        assertThat(lines).first().isEqualTo("vectors false");
        assertThat(lines.subList(1, lines.size())).isEqualTo(here());
    }

    /** With another number of threads of the library, and with the kernels for processors of 2008. */
    @Test
    void anotherProcessorOfTheLibraryGivesTheSameBits() throws IOException, InterruptedException {
        Map<String, String> old = Map.of("OPENBLAS_CORETYPE", "Nehalem", "OMP_NUM_THREADS", "2");
        List<String> lines = trainings("portable", List.of(MODULE), old);
        assertThat(lines.subList(1, lines.size())).isEqualTo(here());
    }

    /** Else the tests above would show nothing: each of these trainings has products that the processor decides on. */
    @Test
    void theReferenceEngineGivesOtherBitsOnAnotherProcessor() throws IOException, InterruptedException {
        assumeTrue(System.getProperty("os.arch").equals("amd64"), "the library knows Nehalem on x86 alone");
        List<String> one = trainings("reference", List.of(), Map.of("OPENBLAS_CORETYPE", "Haswell"));
        List<String> other = trainings("reference", List.of(), Map.of("OPENBLAS_CORETYPE", "Nehalem"));
        assertThat(one).hasSize(6);
        for (int i = 1; i < one.size(); i++) {
            assertThat(other.get(i)).isNotEqualTo(one.get(i));
        }
    }

    @Test
    void trainingsAgreeWithTheReferenceEngineUpToRounding() {
        for (int i = 0; i < PortableTrainings.requests().size(); i++) {
            RunResult portable =
                    PortableTrainings.train(PortableTrainings.requests().get(i).engine("portable"));
            RunResult reference =
                    PortableTrainings.train(PortableTrainings.requests().get(i).engine("reference"));
            assertThat(portable.stateHash()).isNotEqualTo(reference.stateHash()); // so it was used
            double loss = reference.train().get("loss");
            assertThat(portable.train().get("loss")).isCloseTo(loss, within(0.06 * loss + 1e-3));
        }
    }

    @Test
    void theNumberOfThreadsDoesNotChangeABit() {
        for (int i = 0; i < PortableTrainings.requests().size(); i++) {
            RunRequestBuilder request = PortableTrainings.requests().get(i).engine("portable");
            assertThat(PortableTrainings.train(request.threads(1)).stateHash())
                    .isEqualTo(PortableTrainings.train(request.threads(3)).stateHash());
        }
    }

    @Test
    void doublePrecisionIsRefused() {
        RunRequestBuilder request = PortableTrainings.requests().get(0).engine("portable");
        assertThatThrownBy(() -> PortableTrainings.train(request.precision(Precision.FLOAT64)))
                .isInstanceOf(SpecException.class)
                .hasMessageStartingWith("the engine portable computes in float32 alone");
    }

    @Test
    void aServiceThatIsNotPortableIsRefusedByName() {
        RunRequestBuilder request =
                PortableTrainings.requests().get(0).engine("portable").network("dense(8) sine dense");
        assertThatThrownBy(() -> PortableTrainings.train(request))
                .isInstanceOf(SpecException.class)
                .hasMessage("with a portable engine, the activation sine is not portable: its numbers may differ in the"
                        + " last bits on another processor or Java: choose another, or leave out --portable (or"
                        + " --engine portable)");
    }

    @Test
    void theBitsAreThoseOfTheMachineThatThisTestWasWrittenOn() {
        RunRequestBuilder request = PortableTrainings.requests().get(1).engine("portable");
        assertThat(PortableTrainings.train(request).stateHash()).isEqualTo(KNOWN);
    }
}
