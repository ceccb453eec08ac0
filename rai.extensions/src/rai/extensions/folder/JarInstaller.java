package rai.extensions.folder;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.BundleListener;
import org.osgi.framework.startlevel.BundleStartLevel;
import rai.extensions.BundleJar;
import rai.extensions.ExtensionException;
import rai.extensions.Needs;
import rai.extensions.Refusals;

/**
 * Installs, updates and uninstalls the jars that file install finds in the folder of extensions.
 *
 * <p>File install alone uninstalls a bundle as soon as its file is no longer a bundle, and replaces a working version by one
 * that cannot work. This installer examines a jar first; if it is damaged or a requirement is missing, the bundle
 * stays as it is, and one line on stderr says so. It examines a copy and installs that same copy: the
 * file may change in the meantime.
 *
 * <p>A jar that waits for others is tried again whenever a bundle has been resolved or removed. A new extension is
 * installed even if it has to wait, so that two that need each other start together.
 */
final class JarInstaller implements ArtifactInstaller, Refusals, BundleListener, AutoCloseable {
    private static final String GOOD_JAR = "replace it by a good one, preferably with install, which checks it first";

    private final BundleContext context;
    private final Path folder;
    private final Refresh refresh;
    /** One thread, as long as there is something to try again; no tasks once it is shut down. */
    private final ExecutorService retries = new ThreadPoolExecutor(
            0,
            1,
            1,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> new Thread(task, "rai extensions"),
            new ThreadPoolExecutor.DiscardPolicy());

    private final AtomicBoolean retryAsked = new AtomicBoolean();
    /** What has been reported, by file, as long as it holds. */
    private final Map<Path, String> told = new HashMap<>();

    private final Map<Path, String> refused = new HashMap<>();
    private final Map<Path, String> notStarted = new HashMap<>();

    JarInstaller(BundleContext context, Path folder) {
        this.context = context;
        this.folder = folder;
        this.refresh = new Refresh(context);
        context.addBundleListener(this);
    }

    /** By the name alone: file install uninstalls a bundle if no installer handles its file any more. */
    @Override
    public boolean canHandle(File file) {
        return file.getName().endsWith(".jar")
                && folder.equals(file.toPath().toAbsolutePath().getParent());
    }

    @Override
    public void install(File file) {
        takeUp(file.toPath());
    }

    @Override
    public void update(File file) {
        takeUp(file.toPath());
    }

    @Override
    public synchronized void uninstall(File file) throws BundleException {
        told.remove(file.toPath());
        refused.remove(file.toPath());
        notStarted.remove(file.toPath());
        Bundle bundle = bundle(file.toPath());
        if (bundle != null) {
            bundle.uninstall();
            refresh.after(bundle);
        }
    }

    @Override
    public synchronized Optional<String> of(Path file) {
        return Optional.ofNullable(refused.get(file));
    }

    @Override
    public synchronized Optional<String> notStarted(Path file) {
        return Optional.ofNullable(notStarted.get(file));
    }

    // ---- one file

    private synchronized void takeUp(Path file) {
        Bundle bundle = bundle(file);
        boolean inUse = bundle != null && isInUse(bundle);
        String otherwise = bundle == null
                ? "not installed"
                : bundle.getSymbolicName() + " " + bundle.getVersion() + " stays " + (inUse ? "in use" : "as it is");
        refused.remove(file);
        if (!Files.exists(file)) {
            return; // file install will notice
        }
        try {
            Path copy = copy(file);
            BundleJar jar = BundleJar.readWhole(copy);
            List<String> needs = Needs.of(context, jar.manifest());
            Optional<String> twin = twin(jar, bundle);
            if (twin.isPresent()) {
                refuse(
                        file,
                        "is " + jar + ", which is already installed from " + twin.get() + ": " + otherwise
                                + "; delete one of them, or raise the version");
            } else if (inUse && !needs.isEmpty()) {
                refuse(
                        file,
                        "is " + jar + ", which needs " + String.join("; and ", needs) + ": " + otherwise
                                + "; this one is installed as soon as its requirements are met");
            } else {
                start(file, bundle == null ? install(file, copy) : update(bundle, copy));
            }
        } catch (ExtensionException e) {
            refuse(file, e.getMessage() + ": " + otherwise + "; " + GOOD_JAR);
        } catch (BundleException | IOException e) {
            refuse(file, "cannot be installed (" + rootMessage(e) + "): " + otherwise + "; " + GOOD_JAR);
        }
    }

    private Path copy(Path file) throws IOException {
        Path copy = context.getDataFile("incoming.jar").toPath();
        return Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The file from which a bundle of this name and version was installed; a framework accepts only one. */
    private Optional<String> twin(BundleJar jar, Bundle bundle) {
        return Stream.of(context.getBundles())
                .filter(other -> !other.equals(bundle))
                .filter(other -> jar.symbolicName().equals(other.getSymbolicName())
                        && jar.version().equals(other.getVersion()))
                .map(other -> isHere(other) ? shown(file(other)) : other.getLocation())
                .findFirst();
    }

    private Bundle install(Path file, Path copy) throws BundleException, IOException {
        try (InputStream in = Files.newInputStream(copy)) {
            Bundle bundle = context.installBundle(location(file), in);
            refresh.after(bundle);
            return bundle;
        }
    }

    private Bundle update(Bundle bundle, Path copy) throws BundleException, IOException {
        boolean running = isRunning(bundle);
        try (InputStream in = Files.newInputStream(copy)) {
            if (running) {
                bundle.stop(Bundle.STOP_TRANSIENT); // otherwise update and refresh would each start it
            }
            bundle.update(in);
        } catch (BundleException e) {
            if (running) {
                bundle.start(Bundle.START_ACTIVATION_POLICY); // as it was
            }
            throw e;
        }
        refresh.after(bundle);
        return bundle;
    }

    private void start(Path file, Bundle bundle) {
        notStarted.remove(file);
        if (!Refresh.isFragment(bundle)) {
            try {
                bundle.start(Bundle.START_ACTIVATION_POLICY);
            } catch (BundleException e) {
                List<String> needs = bundle.getState() == Bundle.INSTALLED ? Needs.of(context, bundle) : List.of();
                String name = bundle.getSymbolicName() + " " + bundle.getVersion();
                String sentence = needs.isEmpty()
                        ? "cannot be started: " + rootMessage(e)
                        : "is " + name + ", which needs " + String.join("; and ", needs) + ": it waits for it";
                notStarted.put(file, sentence);
                tell(file, sentence);
                return;
            }
        }
        told.remove(file);
    }

    // ---- trying again

    @Override
    public void bundleChanged(BundleEvent event) {
        boolean came = event.getType() == BundleEvent.RESOLVED;
        boolean went = event.getType() == BundleEvent.UNINSTALLED && !Needs.isProbe(event.getBundle());
        if ((came || went) && !retryAsked.getAndSet(true)) {
            retries.execute(this::tryAgain);
        }
    }

    private synchronized void tryAgain() {
        retryAsked.set(false);
        List.copyOf(refused.keySet()).forEach(this::takeUp);
        for (Bundle bundle : context.getBundles()) {
            boolean stopped = bundle.getState() == Bundle.INSTALLED || bundle.getState() == Bundle.RESOLVED;
            if (stopped
                    && isHere(bundle)
                    && bundle.adapt(BundleStartLevel.class).isPersistentlyStarted()) {
                start(file(bundle), bundle);
            }
        }
    }

    @Override
    public void close() {
        context.removeBundleListener(this);
        retries.shutdownNow();
    }

    // ---- messages and paths

    private void refuse(Path file, String sentence) {
        refused.put(file, sentence);
        tell(file, sentence);
    }

    /** Reports once, however often it is tried. */
    private void tell(Path file, String sentence) {
        if (!sentence.equals(told.put(file, sentence))) {
            System.err.println("rai: " + shown(file) + " " + sentence.strip().replaceAll("\\s*\\R\\s*", " "));
        }
    }

    private String shown(Path file) {
        return folder.getFileName() + "/" + file.getFileName();
    }

    private Bundle bundle(Path file) {
        return context.getBundle(location(file));
    }

    private static String location(Path file) {
        return file.toFile().toURI().toString();
    }

    private static Path file(Bundle bundle) {
        return Path.of(URI.create(bundle.getLocation()));
    }

    private boolean isHere(Bundle bundle) {
        return bundle.getLocation().startsWith("file:")
                && folder.equals(file(bundle).getParent());
    }

    private static boolean isInUse(Bundle bundle) {
        return isRunning(bundle) || Refresh.isFragment(bundle) && bundle.getState() == Bundle.RESOLVED;
    }

    private static boolean isRunning(Bundle bundle) {
        return bundle.getState() == Bundle.ACTIVE || bundle.getState() == Bundle.STARTING;
    }

    private static String rootMessage(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}
