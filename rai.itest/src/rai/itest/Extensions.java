package rai.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.wiring.BundleWiring;

/** The folder that file install watches, as it does {@code bundles/} of the application; and the jars that tests put there. */
final class Extensions {
    private static final BundleContext CONTEXT =
            FrameworkUtil.getBundle(Extensions.class).getBundleContext();
    private static final Path FOLDER = Path.of(CONTEXT.getProperty("rai.bundles.dir"));
    private static final String MARKER = "marker.jar";

    private Extensions() {}

    /** A jar that this bundle carries, such as {@code elliott-1.0.0}. */
    static InputStream open(String extension) throws IOException {
        return Extensions.class.getResource("/" + extension + ".jar").openStream();
    }

    static byte[] bytes(String extension) throws IOException {
        try (InputStream in = open(extension)) {
            return in.readAllBytes();
        }
    }

    /** Installs and starts a jar that this bundle carries, at once and not by the folder. */
    static Bundle install(String extension) throws IOException, BundleException {
        try (InputStream in = open(extension)) {
            Bundle bundle = CONTEXT.installBundle("test:" + extension, in);
            bundle.start();
            return bundle;
        }
    }

    /** Puts a jar into the folder under a name, as {@code mv} does: at once, over what stood there. */
    static void drop(String extension, String name) throws IOException {
        drop(bytes(extension), name);
    }

    static void drop(byte[] content, String name) throws IOException {
        Files.createDirectories(FOLDER);
        Path beside = FOLDER.resolveSibling(name + ".part");
        Files.write(beside, content);
        Files.move(beside, FOLDER.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static void delete(String name) throws IOException {
        Files.delete(FOLDER.resolve(name));
    }

    /** Deletes the folder with all that is in it. */
    static void deleteFolder() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(FOLDER);
    }

    /** Waits until file install has dealt with all files: what comes now comes with them or later, and goes in a later scan. */
    static void awaitScan() throws IOException {
        drop("brier-1.0.0", MARKER);
        Eventually.until("the marker is installed", () -> bundle(MARKER).isPresent());
        delete(MARKER);
        Eventually.until("the marker is gone", () -> bundle(MARKER).isEmpty());
    }

    /** The bundle that came from a file, while it is installed. */
    static Optional<Bundle> bundle(String name) {
        return Optional.ofNullable(
                CONTEXT.getBundle(FOLDER.resolve(name).toFile().toURI().toString()));
    }

    /** Deletes what tests have left, and waits until file install has noticed. */
    static void clear() throws IOException {
        if (Files.isDirectory(FOLDER)) {
            try (Stream<Path> files = Files.list(FOLDER)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
        }
        String prefix = FOLDER.toFile().toURI().toString();
        Eventually.until(
                "no bundle from " + FOLDER + " is left",
                () -> Stream.of(CONTEXT.getBundles())
                        .noneMatch(bundle -> bundle.getLocation().startsWith(prefix)));
    }

    /** A bundle by its symbolic name. */
    static Bundle provider(String symbolicName) {
        Bundle[] found = Stream.of(CONTEXT.getBundles())
                .filter(bundle -> bundle.getSymbolicName().equals(symbolicName))
                .toArray(Bundle[]::new);
        assertThat(found).as("bundles named " + symbolicName).hasSize(1);
        return found[0];
    }

    /** The class loader of a bundle, as it is now. */
    static WeakReference<ClassLoader> loader(Bundle bundle) {
        return new WeakReference<>(bundle.adapt(BundleWiring.class).getClassLoader());
    }

    /** Fails if a class loader is held by something. */
    static void requireFreed(WeakReference<ClassLoader> loader) {
        Eventually.until("the class loader is freed", () -> {
            System.gc();
            return loader.get() == null;
        });
    }
}
