package rai.shell.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rai.api.activation.Properties;
import rai.api.activation.ScalarActivation;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;
import rai.shell.testing.Captured;
import rai.shell.testing.FakeCatalog;

class CatalogueCommandTest {
    @Named("third")
    @About(value = "A third | of it.", formula = "z / 3", source = "Nobody, 1900")
    static class Third implements ScalarActivation {
        enum Mode {
            FAST,
            SLOW
        }

        @Setting("How; <none> is fast.")
        Mode mode = Mode.FAST;

        @Override
        public double value(double z) {
            return z / 3;
        }

        @Override
        public double derivative(double z) {
            return 1 / 3.0;
        }

        @Override
        public Optional<Properties> properties() {
            return Optional.of(new Properties(
                    Double.NEGATIVE_INFINITY,
                    Double.POSITIVE_INFINITY,
                    true,
                    Properties.Symmetry.ODD,
                    1 / 3.0,
                    Properties.Saturation.NONE));
        }
    }

    private final CatalogueCommand command =
            new CatalogueCommand(new FakeCatalog(new Third(), new FakeCatalog.Cloud(), new FakeCatalog.TwinData()));

    @Test
    void aPageIsNotWrittenAsAFileOfAnotherKind() {
        assertThatThrownBy(() -> Captured.of(command, "--out", "services.html"))
                .hasMessageContaining("let it end in .md, .markdown or .txt");
    }

    @Test
    void everyServiceIsListedWithItsDescription() {
        String page = Captured.of(command).out();
        assertThat(page).contains("- [Activations](#activations): third\n- [Datasets](#datasets): cloud, twin\n");
        assertThat(page).contains("""
            ## Activations

            ### third

            A third \\| of it.

                z / 3

            | setting | default | range | meaning |
            |---|---|---|---|
            | mode | fast | fast\\|slow | How; \\<none> is fast. |

            Values between -∞ and ∞; monotone; odd; slope at most 0.333333; saturates nowhere.

            Source: Nobody, 1900
            """);
    }

    @Test
    void aSettingWithoutADefaultMustBeGiven() {
        assertThat(Captured.of(command).out()).contains("| file | must be given | text | Which file. |");
    }

    @Test
    void aMethodIsListedWithTheBatchesThatItTrainsWith() {
        CatalogueCommand methods = new CatalogueCommand(new FakeCatalog(new FakeCatalog.Whole()));
        assertThat(Captured.of(methods).out()).contains("""
            ### whole

            A method.

            Trains with the full batch only.
            """);
    }

    @Test
    void aKindOfWhichThereIsNoneIsLeftOut() {
        assertThat(Captured.of(command).out()).doesNotContain("Losses").doesNotContain("Studies");
    }

    @Test
    void thePageIsWrittenIntoAFile(@TempDir Path dir) throws IOException {
        Path file = dir.resolve("a/b.md");
        assertThat(Captured.of(command, "--out", file.toString()).out()).isEmpty();
        assertThat(Files.readString(file)).isEqualTo(Captured.of(command).out());
    }
}
