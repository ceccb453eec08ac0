package rai.shell.extension;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;
import rai.extensions.BundleJar;
import rai.extensions.ExtensionException;
import rai.shell.console.ExitCode;
import rai.shell.console.Failure;

/** The folder of extensions, {@code bundles/}. File install watches it, and installs, updates and uninstalls what is there. */
public final class ExtensionFolder {
    /** Framework property: where the folder is. */
    static final String PROPERTY = "rai.bundles.dir";

    private static final String JAR = ".jar";

    private final BundleContext context;
    private final Path path;

    public ExtensionFolder(BundleContext context) {
        this.context = context;
        String property = context.getProperty(PROPERTY);
        if (property == null) {
            throw new Failure(
                    ExitCode.FAILED,
                    "this framework has no folder for extensions: install the bundle with its own commands, or set the"
                            + " framework property " + PROPERTY + " to the path of a folder");
        }
        path = Path.of(property);
    }

    Path path() {
        return path;
    }

    static boolean isJar(String name) {
        return name.endsWith(JAR);
    }

    /** @return a file as messages call it, such as bundles/softsign.jar */
    String shown(Path file) {
        return path.getFileName() + "/" + file.getFileName();
    }

    /** @return the jars in the folder, by name */
    public List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> isJar(file.toString())).sorted().toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    /** @return where file install says that the bundle of a file comes from */
    static String location(Path file) {
        return file.toFile().toURI().toString();
    }

    /** @return the bundle that came from a file, while it is installed */
    Optional<Bundle> bundle(Path file) {
        return Optional.ofNullable(context.getBundle(location(file)));
    }

    /** Deletes a file, and waits until the bundle that came from it is uninstalled. */
    void delete(Path file) throws IOException {
        boolean installed = bundle(file).isPresent();
        try (BundleEvents events = new BundleEvents(context, location(file))) {
            Files.delete(file);
            if (installed && !events.awaitUninstall()) {
                throw new Failure(ExitCode.FAILED, shown(file) + " was deleted, but its bundle is still installed");
            }
        }
    }

    /** @return what a file in the folder is; nothing if it is not a bundle */
    static Optional<BundleJar> jar(Path file) {
        try {
            return Optional.of(BundleJar.read(file));
        } catch (ExtensionException e) {
            return Optional.empty();
        }
    }

    /** @return the installed bundle of a name and version; a framework takes one only */
    Optional<Bundle> installed(String symbolicName, Version version) {
        return Stream.of(context.getBundles())
                .filter(bundle -> symbolicName.equals(bundle.getSymbolicName()) && version.equals(bundle.getVersion()))
                .findFirst();
    }
}
