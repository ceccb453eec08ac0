package rai.publish.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osgi.framework.Version;
import org.w3c.dom.Element;
import rai.api.catalog.Catalog;
import rai.api.layer.LayerFunction;
import rai.published.PublishedActivation;

class PublishedBundleTest {
    @TempDir
    Path temp;

    private static PublishedBundle bundle() {
        return new PublishedBundle(
                "my-wave",
                new Version("1.2.0"),
                false,
                Map.of(PublishedActivation.SPEC, "wave(text=\"a < b & c\")", PublishedActivation.ABOUT, "A wave."),
                Map.of("height", Nd4j.createFromArray(0.1f)),
                Map.of("seen", Nd4j.createFromArray(0.1)),
                Nd4j.create(2, 3),
                Set.of(new PublishedBundle.Need(
                        LayerFunction.class,
                        "wave",
                        "rai.api.layer.LearnableActivation",
                        new Catalog.Provider("a.bundle", "1.0.0", ""))),
                Map.of("Published-Run", "a-run"));
    }

    private static InputStream template() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", "published");
        manifest.getMainAttributes().putValue("Require-Capability", "osgi.ee");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            jar.putNextEntry(new ZipEntry("a.class"));
            jar.write(7);
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    private JarFile written() throws IOException {
        Path file = temp.resolve("a.jar");
        bundle().write(template(), file, false);
        return new JarFile(file.toFile());
    }

    @Test
    void theHeadersAreThoseOfTheTemplateWithNameVersionOriginAndNeeds() throws IOException {
        try (JarFile jar = written()) {
            Attributes headers = jar.getManifest().getMainAttributes();
            assertThat(headers.getValue("Bundle-SymbolicName")).isEqualTo("published.my-wave");
            assertThat(headers.getValue("Bundle-Version")).isEqualTo("1.2.0");
            assertThat(headers.getValue("Published-Run")).isEqualTo("a-run");
            assertThat(headers.getValue("Require-Capability"))
                    .isEqualTo("osgi.ee,osgi.service;filter:=\"(&(objectClass=rai.api.layer.LearnableActivation)"
                            + "(rai.named=wave))\";effective:=active");
            assertThat(jar.getInputStream(jar.getEntry("a.class")).read()).isEqualTo(7);
            assertThat(jar.getEntry(headers.getValue("Service-Component"))).isNotNull();
        }
    }

    @Test
    void numbersAreWrittenToTheBit() throws IOException {
        try (JarFile jar = written()) {
            INDArray height = Nd4j.createNpyFromInputStream(
                    jar.getInputStream(jar.getEntry("published/published.parameters/height.npy")));
            assertThat(height.getFloat(0)).isEqualTo(0.1f);
            INDArray seen = Nd4j.createNpyFromInputStream(
                    jar.getInputStream(jar.getEntry("published/published.state/seen.npy")));
            assertThat(seen.getDouble(0)).isEqualTo(0.1);
        }
    }

    @Test
    void theComponentHasItsSpecAndRefersToItsParts() throws Exception {
        try (JarFile jar = written()) {
            Element component = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(jar.getInputStream(jar.getEntry("OSGI-INF/published.my-wave.xml")))
                    .getDocumentElement();
            Element reference =
                    (Element) component.getElementsByTagName("reference").item(0);
            assertThat(reference.getAttribute("name")).isEqualTo("LayerFunction-wave");
            assertThat(reference.getAttribute("interface")).isEqualTo("rai.api.layer.LearnableActivation");
            assertThat(reference.getAttribute("target")).isEqualTo("(rai.named=wave)");
            assertThat(properties(component))
                    .contains(
                            "rai.named=my-wave",
                            "published.spec=wave(text=\"a < b & c\")",
                            "published.parameters=height");
        }
    }

    private static Stream<String> properties(Element component) {
        var all = component.getElementsByTagName("property");
        return Stream.iterate(0, i -> i < all.getLength(), i -> i + 1)
                .map(i -> (Element) all.item(i))
                .map(p -> p.getAttribute("name") + "="
                        + (p.hasAttribute("value")
                                ? p.getAttribute("value")
                                : p.getTextContent().strip()));
    }

    @Test
    void aFileThatIsThereStaysUnlessItIsToBeReplaced() throws IOException {
        Path file = Files.writeString(temp.resolve("a.jar"), "mine");
        assertThatThrownBy(() -> bundle().write(template(), file, false))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file).hasContent("mine");
        bundle().write(template(), file, true);
        new JarFile(file.toFile()).close();
        assertThat(Files.list(temp)).containsExactly(file);
    }

    @Test
    void whatCannotBeWrittenWholeIsNotThere() throws IOException {
        InputStream torn = new InputStream() {
            private final InputStream whole = template();

            @Override
            public int read() throws IOException {
                if (whole.available() < 60) {
                    throw new IOException("the disk is full");
                }
                return whole.read();
            }
        };
        assertThatThrownBy(() -> bundle().write(torn, temp.resolve("a.jar"), false))
                .hasMessage("the disk is full");
        assertThat(temp).isEmptyDirectory();
    }
}
