package rai.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osgi.framework.Bundle;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.service.ServiceExtension;
import rai.api.activation.Activation;
import rai.api.catalog.Catalog;
import rai.api.catalog.Kind;
import rai.api.run.Run;
import rai.api.run.RunResult;
import rai.api.run.Trainer;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;

/** Extensions come, change and go by files in a folder, while the system runs. */
@ExtendWith(ServiceExtension.class)
class HotDeployTest {
    private static final String JAR = "elliott.jar";

    @InjectService(timeout = 10_000)
    Catalog catalog;

    @InjectService(timeout = 10_000)
    Trainer trainer;

    @BeforeEach
    @AfterEach
    void clear() throws IOException {
        Extensions.clear();
    }

    @Test
    void aDroppedExtensionIsListedWithItsBundleAndVersion() throws IOException {
        dropAndAwait("elliott-1.0.0", "1.0.0");
        assertThat(elliott()).hasValueSatisfying(entry -> {
            assertThat(entry.bundle()).isEqualTo("extension.elliott");
            assertThat(entry.settings()).isEmpty();
        });
    }

    @Test
    void aDroppedExtensionCanBeTrainedWith() throws IOException {
        dropAndAwait("elliott-1.0.0", "1.0.0");
        try (Run run = trainer.prepare(Moons.request("elliott", 200))) {
            RunResult result = run.train(event -> {});
            assertThat(result.test().get("accuracy")).isGreaterThan(0.95);
        }
    }

    @Test
    void aNewerVersionUnderTheSameNameReplacesTheOlder() throws IOException {
        dropAndAwait("elliott-1.0.0", "1.0.0");
        assertThat(valueAtOne("elliott")).isEqualTo(1 / 2.0);
        dropAndAwait("elliott-1.1.0", "1.1.0");
        assertThat(valueAtOne("elliott")).isEqualTo(1 / 1.5);
    }

    @Test
    void settingsOfTheNewerVersionAreThere() throws IOException {
        dropAndAwait("elliott-1.0.0", "1.0.0");
        dropAndAwait("elliott-1.1.0", "1.1.0");
        assertThat(valueAtOne("elliott(width=3)")).isEqualTo(1 / 4.0);
    }

    @Test
    void anOlderVersionMayComeBack() throws IOException {
        dropAndAwait("elliott-1.1.0", "1.1.0");
        dropAndAwait("elliott-1.0.0", "1.0.0");
        assertThat(valueAtOne("elliott")).isEqualTo(1 / 2.0);
    }

    @Test
    void aDeletedExtensionIsUnknownAgain() throws IOException {
        dropAndAwait("elliott-1.0.0", "1.0.0");
        assertThatThrownBy(() -> catalog.resolve(Activation.class, Spec.named("eliott")))
                .hasMessageContaining("did you mean 'elliott'?");
        Extensions.delete(JAR);
        Eventually.until("elliott is no longer listed", () -> elliott().isEmpty());
        assertThatThrownBy(() -> trainer.prepare(Moons.request("elliott", 1)))
                .isInstanceOf(SpecException.class)
                .hasMessageStartingWith("model.network: unknown activation or layer 'elliott'")
                .hasMessageContaining("the command list prints all")
                .hasMessageNotContaining("did you mean");
    }

    @Test
    void halfAJarHarmsNothingAndTheWholeOneIsUsedWhenItIsThere() throws IOException {
        byte[] whole = Extensions.bytes("elliott-1.0.0");
        Extensions.drop(Arrays.copyOf(whole, whole.length / 2), JAR);
        Extensions.awaitScan();
        assertThat(Extensions.bundle(JAR)).isEmpty();
        dropAndAwait("elliott-1.0.0", "1.0.0");
    }

    @Test
    void aFileThatIsNotAJarHarmsNothing() throws IOException {
        Extensions.drop("no jar at all".getBytes(), "text.jar");
        Extensions.drop(new byte[0], "empty.jar");
        Extensions.awaitScan();
        dropAndAwait("elliott-1.0.0", "1.0.0");
    }

    @Test
    void anExtensionWhoseImportsAreMissingHarmsNothing() throws IOException {
        Extensions.drop("unresolvable", "unresolvable.jar");
        Eventually.until(
                "it is installed, to wait for what it needs",
                () -> Extensions.bundle("unresolvable.jar").isPresent());
        dropAndAwait("elliott-1.1.0", "1.1.0");
        assertThat(Extensions.bundle("unresolvable.jar")).map(Bundle::getState).contains(Bundle.INSTALLED);
    }

    private void dropAndAwait(String extension, String version) throws IOException {
        Extensions.drop(extension, JAR);
        awaitVersion(version);
    }

    private void awaitVersion(String version) {
        Eventually.until(
                "elliott " + version + " is listed",
                () -> elliott().map(Catalog.Entry::version).equals(Optional.of(version)));
    }

    private Optional<Catalog.Entry> elliott() {
        return catalog.list(Kind.ACTIVATION).stream()
                .filter(entry -> entry.name().equals("elliott"))
                .findFirst();
    }

    private double valueAtOne(String spec) {
        INDArray z = Nd4j.createFromArray(1.0);
        catalog.resolve(Activation.class, Spec.parse(spec)).service().value(z, z);
        return z.getDouble(0);
    }
}
