package rai.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.context.BundleContextExtension;
import org.osgi.test.junit5.service.ServiceExtension;
import rai.api.spec.SpecException;
import rai.api.study.Studies;
import rai.api.study.StudyRequest;
import rai.api.study.StudySource;

/** Bundles with nothing but study files. */
@ExtendWith(ServiceExtension.class)
@ExtendWith(BundleContextExtension.class)
class StudyBundlesTest {
    private static final String STUDY = "{study: 1, title: Which start?, base: {data: {train: moons(n=20)}},"
            + " axes: {model.init: [xavier, kaiming]}, seeds: 3}";

    @InjectBundleContext
    BundleContext context;

    @InjectService(timeout = 10_000)
    Studies studies;

    private final List<Bundle> installed = new ArrayList<>();

    @AfterEach
    void uninstall() throws BundleException {
        for (Bundle bundle : installed) {
            bundle.uninstall();
        }
    }

    @Test
    void theStudiesOfABundleAreListedWhileItIsActive() throws Exception {
        Bundle bundle = install("starts.bundle", "studies/*.yaml", Map.of("studies/starts.yaml", STUDY));
        assertThat(find("starts")).isEmpty();
        bundle.start();
        assertThat(find("starts")).hasValueSatisfying(study -> {
            assertThat(study.title()).isEqualTo("Which start?");
            assertThat(study.origin()).isEqualTo("starts.bundle 1.2.0");
            assertThat(study.study().plan(StudyRequest.AS_IT_IS, List.of())).hasSize(6);
        });
        bundle.stop();
        assertThat(find("starts")).isEmpty();
    }

    @Test
    void aHeaderNamesSeveralFilesAndFolders() throws Exception {
        Map<String, String> files =
                Map.of("a/one.yaml", STUDY, "a/two.json", STUDY, "b/three.yaml", STUDY, "b/four.yaml", STUDY);
        install("several.bundle", "a/*, b/three.yaml", files).start();
        assertThat(studies.list())
                .filteredOn(study -> study.origin().startsWith("several.bundle"))
                .extracting(StudySource::name)
                .containsExactly("one", "three", "two");
    }

    @Test
    void aBrokenFileIsListedWithWhatIsWrong() throws Exception {
        install("broken.bundle", "studies/*", Map.of("studies/broken.yaml", "study: 1\nbase: {}\naxs: {}\n"))
                .start();
        String sentence = "broken.bundle/studies/broken.yaml, line 3: axs is unknown: did you mean axes?";
        assertThat(find("broken"))
                .hasValueSatisfying(study -> assertThat(study.title()).isEqualTo("can't be used: " + sentence));
        assertThatThrownBy(() -> studies.find("broken").study().plan(StudyRequest.AS_IT_IS, List.of()))
                .isInstanceOf(SpecException.class)
                .hasMessage(sentence);
    }

    @Test
    void aFileThatIsMissingIsListedAsWell() throws Exception {
        install("missing.bundle", "studies/gone.yaml", Map.of()).start();
        assertThat(find("gone"))
                .hasValueSatisfying(study -> assertThat(study.title())
                        .isEqualTo("can't be used: the header RAI-Studies of the bundle missing.bundle names"
                                + " studies/gone.yaml, but the bundle contains no such file"));
    }

    private Optional<StudySource> find(String name) {
        return studies.list().stream()
                .filter(study -> study.name().equals(name))
                .findFirst();
    }

    private Bundle install(String name, String header, Map<String, String> files) throws Exception {
        Bundle bundle = context.installBundle("test:" + name, new ByteArrayInputStream(jar(name, header, files)));
        installed.add(bundle);
        return bundle;
    }

    private static byte[] jar(String name, String header, Map<String, String> files) throws IOException {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue("Bundle-SymbolicName", name);
        headers.putValue("Bundle-Version", "1.2.0");
        headers.putValue("RAI-Studies", header);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream out = new JarOutputStream(bytes, manifest)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                out.putNextEntry(new ZipEntry(file.getKey()));
                out.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }
}
