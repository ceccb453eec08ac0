package rai.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The two forms of the command line. */
class ArgumentsTest {
    private static Arguments of(String line) {
        return Arguments.of(line.isEmpty() ? new String[0] : line.split(" "));
    }

    @Test
    void theCommandOfRaiStaysAsItIs() {
        Arguments arguments = of("study run moons.yaml --on local[2] --verify 2% --out there");
        assertThat(String.join(" ", arguments.command()))
                .isEqualTo("study run moons.yaml --on local[2] --verify 2% --out there");
        assertThat(arguments.master()).contains("local[2]");
        assertThat(arguments.study()).isEqualTo("moons.yaml");
    }

    @Test
    void anOptionMayHaveItsValueAfterAnEqualsSign() {
        Arguments arguments =
                of("study run moons.yaml --on=spark://a:7077 --conf=spark.executor.memory=2g --dist=/opt/dist");
        assertThat(arguments.standalone()).contains("a:7077");
        assertThat(arguments.settings()).containsEntry("spark.executor.memory", "2g");
        assertThat(arguments.dist()).contains(Path.of("/opt/dist"));
    }

    @Test
    void sparkSubmitNamesTheStudyAndItsDirectory() {
        Arguments arguments = of("--study moons.yaml --journal there --verify 2%");
        assertThat(String.join(" ", arguments.command())).isEqualTo("study run moons.yaml --out there --verify 2%");
        assertThat(arguments.master()).isEmpty();
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThatThrownBy(() -> of("")).hasMessageContaining("--study FILE --journal DIRECTORY");
        assertThatThrownBy(() -> of("--study")).hasMessage("--study needs a value");
        assertThatThrownBy(() -> of("study run a --on local --conf x")).hasMessageContaining("KEY=VALUE");
    }

    @Test
    void anUnknownMasterIsRefused() {
        for (String wrong : new String[] {"nonsense", "local[x]", "local[0]", "local[", "http://a", "spark://a"}) {
            assertThatThrownBy(() -> of("study run a --on " + wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("--on '" + wrong + "' is not a master of Spark");
        }
        for (String right :
                new String[] {"local", "local[*]", "local[2,3]", "spark://a:1,b:2", "yarn", "k8s://https://a:6443"}) {
            assertThat(of("study run a --on " + right).master()).contains(right);
        }
    }

    @Test
    void theAddressOfKubernetesMayLeaveOutHttps() {
        assertThat(of("study run a --on k8s://a:6443").master()).contains("k8s://https://a:6443");
        assertThat(of("study run a --on k8s://http://a:8001").master()).contains("k8s://http://a:8001");
    }

    @Test
    void onlyAddressesOfThisMachineAreLoopback() {
        assertThat(Settings.isLoopback("127.0.0.1:7077")).isTrue();
        assertThat(Settings.isLoopback("localhost:7077")).isTrue();
        assertThat(Settings.isLoopback("10.0.0.1:7077")).isFalse();
    }
}
