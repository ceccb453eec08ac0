package rai.shell.extension;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import rai.extensions.BundleJar;
import rai.extensions.ExtensionException;
import rai.extensions.Needs;
import rai.shell.console.ExitCode;
import rai.shell.console.Failure;

/** Puts checked jars into the folder of extensions: all of them work then, or nothing has changed. */
public final class Installation {
    private final BundleContext context;
    private final ExtensionFolder folder;
    private final List<Part> parts = new ArrayList<>();

    /** One jar: how messages call it, and where it goes. */
    private record Part(String source, IncomingFile incoming, BundleJar jar, Path target, List<Path> older) {}

    /** A jar that has been installed, and what it has replaced. */
    public record Installed(Path file, Bundle bundle, List<String> replaced) {}

    /**
     * Installs one extension.
     *
     * @param context the context of any bundle
     * @param source the path of a jar, or its URL
     * @return what has been installed
     * @throws Failure if it can't work here; nothing has changed then
     */
    public static List<Installed> one(BundleContext context, String source) throws IOException {
        ExtensionFolder folder = new ExtensionFolder(context);
        Installation installation = new Installation(context, folder);
        try (IncomingFile incoming = IncomingFile.copy(source, folder.path())) {
            installation.add(source, incoming, Optional.empty(), true);
            List<Installed> all = installation.run();
            String shown = IncomingFile.isUrl(source)
                    ? source
                    : Path.of(source).toAbsolutePath().normalize().toString();
            Origins.of(folder.path()).add(all.get(0).file(), shown);
            return all;
        }
    }

    Installation(BundleContext context, ExtensionFolder folder) {
        this.context = context;
        this.folder = folder;
    }

    /**
     * Checks a jar that will be installed.
     *
     * @param source how messages call it
     * @param incoming its copy
     * @param name the name that its file gets
     * @param alone whether it must work without the others
     * @throws Failure if it cannot be installed
     */
    void add(String source, IncomingFile incoming, Optional<String> name, boolean alone) throws IOException {
        BundleJar jar = check(source, incoming, alone);
        Path target = folder.path().resolve(name.orElseGet(() -> fileName(incoming, jar)));
        requireOwnPlace(source, jar, target);
        parts.add(new Part(source, incoming, jar, target, olderFiles(jar, target)));
    }

    private BundleJar check(String source, IncomingFile incoming, boolean alone) throws IOException {
        try {
            BundleJar jar = BundleJar.readWhole(incoming.path());
            List<String> missing = alone ? Needs.of(context, jar.manifest()) : List.of();
            if (!missing.isEmpty()) {
                throw new Failure(ExitCode.FAILED, "cannot work here: it needs " + String.join("; and ", missing));
            }
            return jar;
        } catch (Failure | ExtensionException e) {
            throw new Failure(ExitCode.FAILED, source + " " + e.getMessage() + "; nothing was installed");
        }
    }

    private static String fileName(IncomingFile incoming, BundleJar jar) {
        return ExtensionFolder.isJar(incoming.name()) ? incoming.name() : jar.symbolicName() + ".jar";
    }

    /** A framework takes one bundle of a name and version, a folder one file of a name. */
    private void requireOwnPlace(String source, BundleJar jar, Path target) throws IOException {
        if (Files.exists(target)) {
            if (isSame(source, target)) {
                throw new Failure(source + " lies in the folder of extensions already: see its state with extensions");
            }
            ExtensionFolder.jar(target).filter(there -> !there.isNamedAs(jar)).ifPresent(there -> {
                throw new Failure(folder.shown(target) + " is another extension, " + there + ": rename " + source);
            });
        }
        Optional<Bundle> same = folder.installed(jar.symbolicName(), jar.version());
        if (same.isPresent() && !same.get().getLocation().equals(ExtensionFolder.location(target))) {
            for (Path file : folder.files()) {
                if (same.get().getLocation().equals(ExtensionFolder.location(file))) {
                    throw new Failure(jar + " is installed already, from " + folder.shown(file)
                            + ": uninstall that first, or raise the version");
                }
            }
            throw new Failure(jar + " is a bundle of RAI itself: an extension needs a name of its own");
        }
    }

    private static boolean isSame(String source, Path target) throws IOException {
        try {
            return Files.exists(Path.of(source)) && Files.isSameFile(Path.of(source), target);
        } catch (java.nio.file.InvalidPathException e) {
            return false; // a URL
        }
    }

    /** Files that hold other versions of the same extension, which the new one replaces. */
    private List<Path> olderFiles(BundleJar jar, Path target) throws IOException {
        return folder.files().stream()
                .filter(file -> !file.equals(target))
                .filter(file -> ExtensionFolder.jar(file).filter(jar::isNamedAs).isPresent())
                .toList();
    }

    /**
     * Installs what has been added, in that order.
     *
     * @return what has been installed
     * @throws Failure if one does not work; everything is as before then
     */
    List<Installed> run() throws IOException {
        Deque<Placement> placed = new ArrayDeque<>();
        List<Installed> all = new ArrayList<>();
        try {
            for (Part part : parts) {
                Optional<BundleJar> before =
                        Files.exists(part.target()) ? ExtensionFolder.jar(part.target()) : Optional.empty();
                Placement placement = new Placement(context, folder, part.target());
                placed.push(placement);
                placement.put(part.incoming());
                all.add(new Installed(
                        part.target(),
                        null,
                        new ArrayList<>(before.map(BundleJar::toString).stream().toList())));
            }
            int i = 0;
            for (Placement placement : (Iterable<Placement>) placed::descendingIterator) {
                Installed one = all.get(i);
                all.set(i++, new Installed(one.file(), placement.await(), one.replaced()));
            }
        } catch (Failure e) {
            throw new Failure(ExitCode.FAILED, e.getMessage() + "; " + undo(placed));
        } catch (IOException e) {
            undo(placed);
            throw e;
        } finally {
            for (Placement placement : placed) {
                placement.close();
            }
        }
        for (int i = 0; i < parts.size(); i++) {
            for (Path file : parts.get(i).older()) {
                all.get(i)
                        .replaced()
                        .add(ExtensionFolder.jar(file).map(BundleJar::toString).orElse("") + " of "
                                + folder.shown(file));
                folder.delete(file);
            }
        }
        return all;
    }

    private static String undo(Deque<Placement> placed) throws IOException {
        String undone = "";
        while (!placed.isEmpty()) {
            try (Placement placement = placed.pop()) { // the last first: the others may need those before them
                String one = placement.undo();
                undone = undone.isEmpty() || !one.equals(Placement.NOTHING) ? one : undone;
            }
        }
        return undone;
    }
}
