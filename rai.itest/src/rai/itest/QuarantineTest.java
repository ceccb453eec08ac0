package rai.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.service.ServiceExtension;
import rai.api.activation.Activation;
import rai.api.catalog.Catalog;
import rai.api.catalog.Catalog.Found;
import rai.api.catalog.Catalog.Quarantined;
import rai.api.catalog.Kind;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;

/** Services that can't be made, and services in quarantine, until their bundle is replaced. */
@ExtendWith(ServiceExtension.class)
class QuarantineTest {
    private static final String JAR = "quarantine.jar";

    @InjectService(timeout = 10_000)
    Catalog catalog;

    @BeforeEach
    @AfterEach
    void clear() throws IOException {
        Extensions.clear();
    }

    /** It waits ten seconds for the one that hangs. */
    @Test
    void servicesThatCannotBeCreatedSayWhyAndHarmNoOthers() throws IOException {
        dropFaulty("1.0.0", 6);
        assertThat(reason("sound")).isEmpty();
        assertThat(reason("throwing")).isEqualTo("it cannot be created (java.lang.IllegalStateException: no table)");
        assertThat(reason("hanging")).isEqualTo("it cannot be created within 10 s");
        assertThat(reason("broken"))
                .startsWith("it cannot be created (java.lang.NumberFormatException: For input string: \"none\"");
        assertThat(reason("misdeclared"))
                .isEqualTo(
                        "it cannot be created (the setting 'slope' of rai.itest.faulty.Misdeclared has the default -1,"
                                + " which is not in its range >= 0)");
        assertThat(catalog.quarantined())
                .extracting(each -> each.spec().toString())
                .containsExactly("broken", "hanging", "misdeclared", "sigmoid", "throwing");
        assertThatThrownBy(() -> find("hanging"))
                .isInstanceOf(SpecException.class)
                .hasMessage("the activation 'hanging' of extension.faulty 1.0.0 is in quarantine: it cannot be"
                        + " created within 10 s; replace its bundle");
        assertThat(find("sigmoid").provider().bundle()).isEqualTo("rai.activations");
        assertThat(catalog.list(Kind.ACTIVATION))
                .filteredOn(entry -> entry.name().equals("sigmoid"))
                .extracting(Catalog.Entry::bundle)
                .containsExactly("rai.activations", "extension.faulty");
        dropFaulty("1.0.1", 2);
        assertThat(catalog.quarantined()).isEmpty();
        assertThat(find("hanging").provider().version()).isEqualTo("1.0.1");
        assertThat(find("throwing").provider().version()).isEqualTo("1.0.1");
    }

    @Test
    void quarantineIsLiftedWhenTheBundleIsUpdated() throws IOException {
        drop("elliott-1.0.0", "1.0.0");
        Found<Activation> bad = find("elliott");
        catalog.quarantine(Activation.class, bad.spec(), bad.provider(), "it lies");
        assertThat(catalog.quarantined())
                .containsExactly(new Quarantined(Kind.ACTIVATION, bad.spec(), bad.provider(), "it lies"));
        assertThatThrownBy(() -> find("elliott")).hasMessageContaining("is in quarantine: it lies");
        drop("elliott-1.0.1", "1.0.1");
        assertThat(catalog.quarantined()).isEmpty();
        assertThat(find("elliott").provider().version()).isEqualTo("1.0.1");
    }

    @Test
    void aProviderIsShownWithTheSha256OfTheContentOfItsBundle() throws Exception {
        drop("elliott-1.0.0", "1.0.0");
        assertThat(find("elliott").provider().sha256()).isEqualTo(sha256("elliott-1.0.0"));
        drop("elliott-1.0.1", "1.0.1");
        assertThat(find("elliott").provider().sha256()).isEqualTo(sha256("elliott-1.0.1"));
        assertThat(find("sigmoid").provider().sha256()).matches("[0-9a-f]{64}");
    }

    /** As the documentation says how, from the jar. */
    private static String sha256(String extension) throws Exception {
        Map<String, byte[]> files = new TreeMap<>();
        try (ZipInputStream jar = new ZipInputStream(Extensions.open(extension))) {
            for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
                if (!entry.isDirectory()) {
                    files.put(entry.getName(), jar.readAllBytes());
                }
            }
        }
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        files.forEach((path, content) -> {
            digest.update(path.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(ByteBuffer.allocate(8).putLong(content.length).array());
            digest.update(content);
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    private Found<Activation> find(String name) {
        return catalog.find(Activation.class, Spec.named(name));
    }

    private String reason(String name) {
        return catalog.list(Kind.ACTIVATION).stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .orElseThrow()
                .quarantine();
    }

    /** Its services come one after the other. */
    private void dropFaulty(String version, int services) throws IOException {
        Extensions.drop("faulty-" + version, JAR);
        awaitListed(services, "extension.faulty", version);
    }

    private void drop(String extension, String version) throws IOException {
        Extensions.drop(extension, JAR);
        awaitListed(1, "extension.elliott", version);
    }

    private void awaitListed(int services, String bundle, String version) {
        Eventually.until(
                services + " of " + bundle + " " + version + " are listed",
                () -> services
                        == catalog.list(Kind.ACTIVATION).stream()
                                .filter(entry -> entry.bundle().equals(bundle)
                                        && entry.version().equals(version))
                                .count());
    }
}
