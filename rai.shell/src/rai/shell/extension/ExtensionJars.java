package rai.shell.extension;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;

/** The jars of the extensions that are installed, by their bundles. */
public final class ExtensionJars {
    private final BundleContext context;
    private final Map<Bundle, Path> files = new LinkedHashMap<>();

    /** @param context the context of any bundle */
    public ExtensionJars(BundleContext context) throws IOException {
        this.context = context;
        if (context.getProperty(ExtensionFolder.PROPERTY) != null) {
            ExtensionFolder folder = new ExtensionFolder(context);
            for (Path file : folder.files()) {
                folder.bundle(file).ifPresent(bundle -> files.put(bundle, file));
            }
        }
    }

    /** @return whether RAI itself brings a bundle of this name, in whatever version */
    public boolean isOwn(String symbolicName) {
        return Stream.of(context.getBundles())
                .anyMatch(bundle -> symbolicName.equals(bundle.getSymbolicName()) && !files.containsKey(bundle));
    }

    /** @return the installed extension of this name and version */
    public Optional<Bundle> find(String symbolicName, String version) {
        return files.keySet().stream()
                .filter(bundle -> symbolicName.equals(bundle.getSymbolicName())
                        && version.equals(bundle.getVersion().toString()))
                .findFirst();
    }

    /** @return the jar of an extension */
    public Path file(Bundle bundle) {
        return files.get(bundle);
    }

    /** @return an extension and those whose packages or services it requires */
    public Map<Bundle, Path> withWhatItNeeds(Bundle extension) {
        Map<Bundle, Path> all = new LinkedHashMap<>();
        Deque<Bundle> next = new ArrayDeque<>();
        next.add(extension);
        while (!next.isEmpty()) {
            Bundle bundle = next.remove();
            if (!files.containsKey(bundle) || all.putIfAbsent(bundle, files.get(bundle)) != null) {
                continue;
            }
            BundleWiring wiring = bundle.adapt(BundleWiring.class);
            if (wiring != null) {
                for (BundleWire wire : wiring.getRequiredWires(null)) {
                    next.add(wire.getProviderWiring().getBundle());
                }
            }
        }
        return all;
    }
}
