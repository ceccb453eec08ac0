package rai.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/**
 * Says what is wrong with an extension in the user's folder. Installing, updating and removing them is file install's
 * work; but when it cannot, it tells so on stdout or not at all.
 *
 * <p>Each file is looked at once, when it has not changed for a while: file install may still be at it, or the one who copies.
 */
final class Extensions {
    private static final long PAUSE_MILLIS = 1000;

    private final BundleContext context;
    private final Path folder;
    private final Set<String> looked = new HashSet<>();
    private Map<Path, String> seen = Map.of();

    Extensions(BundleContext context, Path folder) {
        this.context = context;
        this.folder = folder;
    }

    /** Looks at what is there, and from now on at what comes. */
    void watch() {
        seen = files();
        look(seen);
        Thread watcher = new Thread(this::keepWatching, "rai extensions");
        watcher.setDaemon(true);
        watcher.start();
    }

    private void keepWatching() {
        try {
            while (true) {
                Thread.sleep(PAUSE_MILLIS);
                Map<Path, String> now = files();
                Map<Path, String> settled = new HashMap<>(now);
                settled.entrySet().retainAll(seen.entrySet());
                look(settled);
                seen = now;
            }
        } catch (InterruptedException | IllegalStateException e) {
            // the framework stops
        }
    }

    private void look(Map<Path, String> files) {
        files.forEach((file, state) -> {
            if (looked.add(file + " " + state))
                lookAt(file);
        });
    }

    private void lookAt(Path file) {
        Bundle bundle = context.getBundle(file.toFile().toURI().toString());
        if (bundle == null) {
            Main.say("bundles/" + file.getFileName() + " " + whyNot(file) + ": not installed");
        } else if (bundle.getState() == Bundle.INSTALLED || bundle.getState() == Bundle.RESOLVED && !Diagnosis.isFragment(bundle)) {
            try {
                bundle.start(Bundle.START_TRANSIENT | Bundle.START_ACTIVATION_POLICY); // to hear why not
            } catch (BundleException e) {
                Main.say("bundles/" + file.getFileName() + ": " + Diagnosis.notStarted(bundle, e));
            }
        }
    }

    /** A framework takes one bundle of a name and version only. */
    private String whyNot(Path file) {
        try (JarFile jar = new JarFile(file.toFile())) {
            Manifest manifest = jar.getManifest();
            String name = manifest == null ? null : manifest.getMainAttributes().getValue(Constants.BUNDLE_SYMBOLICNAME);
            String version = name == null ? null : manifest.getMainAttributes().getValue(Constants.BUNDLE_VERSION);
            for (Bundle other : context.getBundles())
                if (name != null
                        && other.getSymbolicName().equals(name.split(";")[0].trim())
                        && other.getVersion().equals(Version.parseVersion(version)))
                    return "is " + other.getSymbolicName() + " " + version + ", which " + other.getLocation() + " is already";
        } catch (IOException | IllegalArgumentException e) {
            // no jar, or no version
        }
        return "is not a bundle";
    }

    /** The jars in the folder, each with what changes when the file does. */
    private Map<Path, String> files() {
        Map<Path, String> files = new HashMap<>();
        for (Path file : list())
            try {
                files.put(file, Files.getLastModifiedTime(file) + " " + Files.size(file));
            } catch (IOException e) {
                // gone in the meantime
            }
        return files;
    }

    private List<Path> list() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar")).toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
