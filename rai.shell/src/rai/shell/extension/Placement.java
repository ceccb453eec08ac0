package rai.shell.extension;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import rai.shell.console.ExitCode;
import rai.shell.console.Failure;

/** A jar put in its place in the folder of extensions; taken back if it does not work, so that a failed install leaves nothing. */
final class Placement implements AutoCloseable {
    static final String NOTHING = "nothing was installed";

    private final BundleContext context;
    private final ExtensionFolder folder;
    private final Path target;
    /** A copy of what the jar replaces; null if there was nothing. */
    private final Path before;

    private BundleEvents events;

    /** @param target where the jar will be */
    Placement(BundleContext context, ExtensionFolder folder, Path target) throws IOException {
        this.context = context;
        this.folder = folder;
        this.target = target;
        before = Files.exists(target)
                ? Files.copy(
                        target,
                        folder.path().resolve("." + UUID.randomUUID() + ".before.txt"),
                        StandardCopyOption.COPY_ATTRIBUTES)
                : null;
    }

    /** Moves the jar into its place. */
    void put(IncomingFile incoming) throws IOException {
        events = new BundleEvents(context, ExtensionFolder.location(target));
        incoming.moveTo(target);
    }

    /**
     * Waits until its bundle runs and provides what its headers promise.
     *
     * @throws Failure if it does not
     */
    Bundle await() {
        try {
            Bundle bundle = events.awaitStart();
            List<String> missing = Provided.missing(bundle);
            if (!missing.isEmpty()) {
                throw new Failure(
                        ExitCode.FAILED,
                        "runs, but " + String.join(", ", missing)
                                + " is not available: its component waits for a missing service, or cannot be read"
                                + " (set RAI_DEBUG=1 for details)");
            }
            return bundle;
        } catch (Failure e) {
            throw new Failure(ExitCode.FAILED, folder.shown(target) + " " + e.getMessage());
        }
    }

    /** @return what was undone, as the end of a sentence */
    String undo() throws IOException {
        if (before == null) {
            if (Files.exists(target)) {
                folder.delete(target);
            }
            return NOTHING;
        }
        try (BundleEvents back = new BundleEvents(context, ExtensionFolder.location(target))) {
            Files.move(before, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            back.awaitStart();
        } catch (Failure e) {
            return "the jar that it replaced was put back, but it " + e.getMessage();
        }
        return "the jar that it replaced was put back";
    }

    /** Deletes the copy of what was there. */
    @Override
    public void close() throws IOException {
        if (events != null) {
            events.close();
        }
        if (before != null) {
            Files.deleteIfExists(before);
        }
    }
}
