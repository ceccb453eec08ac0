package build;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/**
 * The application for Apache Karaf: a file of features that names the bundles of the run file by their Maven coordinates. Libraries are
 * marked as dependencies, so that Karaf installs only those that it lacks.
 */
final class KarafFeatures {
    /** Cannot be resolved unless Karaf exports a package that Java hides: a feature of its own. */
    private static final String VECTOR = "rai.vector";

    private static final String GROUP = "io.github.rai-lab";

    /** A bundle as Maven calls it. */
    private record Artifact(String name, String group, String artifact, String version) {
        String path() {
            return String.join("/", group.replace('.', '/'), artifact, version, artifact + "-" + version);
        }

        String element(String indent) {
            return indent + "<bundle" + (group.equals(GROUP) ? "" : " dependency=\"true\"") + ">mvn:" + group + "/"
                    + artifact + "/" + version + "</bundle>\n";
        }
    }

    private final List<Artifact> artifacts = new ArrayList<>();
    private final List<File> bundles;

    /** @param bundles those of the run file */
    KarafFeatures(Home home, List<File> bundles) throws Exception {
        this.bundles = bundles;
        Path local = Path.of(home.workspace.getProperty("maven.local")).toAbsolutePath();
        for (File bundle : bundles)
            artifacts.add(artifact(local, bundle.toPath().toAbsolutePath()));
    }

    private static Artifact artifact(Path local, Path bundle) throws Exception {
        try (JarFile jar = new JarFile(bundle.toFile())) {
            Attributes headers = jar.getManifest().getMainAttributes();
            String name = headers.getValue("Bundle-SymbolicName").split(";")[0].strip();
            if (!bundle.startsWith(local))
                return new Artifact(
                        name, GROUP, name, headers.getValue("Bundle-Version").replace(".SNAPSHOT", "-SNAPSHOT"));
        }
        Path version = local.relativize(bundle).getParent();
        Path artifact = version.getParent();
        return new Artifact(
                artifact.getFileName().toString(),
                artifact.getParent().toString().replace(File.separatorChar, '.'),
                artifact.getFileName().toString(),
                version.getFileName().toString());
    }

    private String version() {
        return artifacts.stream()
                .filter(artifact -> artifact.name().equals("rai.api"))
                .findFirst()
                .orElseThrow()
                .version();
    }

    String text() {
        StringBuilder text = new StringBuilder("""
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- Made from rai.app/rai.bndrun. -->
            <features name="rai-%1$s" xmlns="http://karaf.apache.org/xmlns/features/v1.6.0">
                <feature name="rai" version="%1$s" description="A laboratory for activation functions and relaxed training">
            """.formatted(version()));
        for (Artifact artifact : artifacts)
            if (!artifact.name().equals(VECTOR)) text.append(artifact.element("        "));
        text.append("""
                </feature>
                <feature name="rai-vector" version="%s" description="The fast engine: needs the package jdk.incubator.vector">
                    <feature>rai</feature>
            """.formatted(version()));
        for (Artifact artifact : artifacts)
            if (artifact.name().equals(VECTOR)) text.append(artifact.element("        "));
        return text.append("    </feature>\n</features>\n").toString();
    }

    /** Writes the features and all bundles as a Maven repository has them, which Karaf's folder system/ is one of. */
    void write(Path repository) throws Exception {
        for (int i = 0; i < bundles.size(); i++) {
            Path target = repository.resolve(artifacts.get(i).path() + ".jar");
            Files.createDirectories(target.getParent());
            Files.copy(bundles.get(i).toPath(), target, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        Artifact features = new Artifact("rai", GROUP, "rai", version());
        Files2.write(repository.resolve(features.path() + "-features.xml"), text());
    }
}
