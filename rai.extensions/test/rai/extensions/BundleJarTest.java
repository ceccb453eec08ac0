package rai.extensions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Version;

class BundleJarTest {
    private static final byte[] CONTENT = "what is in it".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private Path jar(Map<String, String> headers) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.forEach(manifest.getMainAttributes()::putValue);
        Path file = folder.resolve("a.jar");
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            ZipEntry entry = new ZipEntry("content");
            CRC32 sum = new CRC32();
            sum.update(CONTENT);
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(CONTENT.length);
            entry.setCrc(sum.getValue());
            jar.putNextEntry(entry);
            jar.write(CONTENT);
        }
        return file;
    }

    private Path bundle(String version) throws IOException {
        return jar(Map.of(
                "Bundle-ManifestVersion",
                "2",
                "Bundle-SymbolicName",
                "a.bundle; singleton:=true",
                "Bundle-Version",
                version));
    }

    @Test
    void nameAndVersionAreRead() throws IOException {
        BundleJar bundle = BundleJar.readWhole(bundle("1.2.3"));
        assertThat(bundle.symbolicName()).isEqualTo("a.bundle");
        assertThat(bundle.version()).isEqualTo(new Version("1.2.3"));
    }

    @Test
    void withoutAVersionItIsZero() throws IOException {
        Path jar = jar(Map.of("Bundle-ManifestVersion", "2", "Bundle-SymbolicName", "a.bundle"));
        assertThat(BundleJar.read(jar)).hasToString("a.bundle 0.0.0");
    }

    @Test
    void whatHasNoBundleHeadersIsRefused() throws IOException {
        Path jar = jar(Map.of("Built-By", "somebody"));
        assertThatThrownBy(() -> BundleJar.read(jar))
                .isInstanceOf(ExtensionException.class)
                .hasMessageStartingWith("is a jar but not a bundle");
    }

    @Test
    void anInvalidVersionIsRefused() throws IOException {
        Path jar = bundle("1.0-SNAPSHOT");
        assertThatThrownBy(() -> BundleJar.read(jar))
                .isInstanceOf(ExtensionException.class)
                .hasMessage("has the version '1.0-SNAPSHOT', which is not a valid version: write major.minor.micro");
    }

    @Test
    void halfAJarIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(bundle("1.2.3"));
        Path half = Files.write(folder.resolve("half.jar"), Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> BundleJar.read(half))
                .isInstanceOf(ExtensionException.class)
                .hasMessageStartingWith("is not a jar, or is incomplete");
    }

    @Test
    void contentThatHasChangedOnTheWayIsNoticed() throws IOException {
        byte[] bytes = Files.readAllBytes(bundle("1.2.3"));
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("what is in it");
        bytes[at]++;
        Path changed = Files.write(folder.resolve("changed.jar"), bytes);
        assertThat(BundleJar.read(changed)).hasToString("a.bundle 1.2.3");
        assertThatThrownBy(() -> BundleJar.readWhole(changed))
                .isInstanceOf(ExtensionException.class)
                .hasMessage("is damaged (the checksum of content is wrong)");
    }
}
