package rai.launcher;

import java.nio.file.Path;
import java.util.Hashtable;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.util.tracker.ServiceTracker;

/**
 * RAI inside a program: the framework of a distribution in this process. {@code ./rai} runs its commands in it; another program may start
 * it without a command, and use its services.
 *
 * <p>All types in its signatures are Java's own, so a program whose libraries must not meet those of RAI loads this class by a class
 * loader of its own, with the platform's as the parent, and calls it by reflection. One per process: it sets system properties, and ND4J
 * loads its native libraries once.
 *
 * <pre>{@code
 * try (Embedded rai = Embedded.of(Path.of("dist"), null, null)) {
 *     rai.start();
 *     var trains = (Function<String, String>) rai.service("(rai.trials=station)", 10_000);
 * }
 * }</pre>
 */
public final class Embedded implements AutoCloseable {
    private final Slot slot;
    private final Platform platform;

    private Embedded(Slot slot, Platform platform) {
        this.slot = slot;
        this.platform = platform;
    }

    /**
     * Prepares a framework: its bundles are installed, and not yet started.
     *
     * @param dist the directory {@code dist} of the distribution
     * @param state a directory for the state of the framework, of this process alone, which is deleted at the end; null for one in the
     *     cache of the distribution
     * @param extensions the folder of extensions; null for that of the distribution
     * @return the framework
     * @throws Exception if the distribution is not whole; the message says what is wrong
     */
    public static Embedded of(Path dist, Path state, Path extensions) throws Exception {
        Distribution distribution = Distribution.of(dist);
        Slot slot = state == null ? Slot.take(distribution) : Slot.at(state);
        try {
            Path folder = extensions == null ? distribution.extensions() : extensions;
            return new Embedded(slot, new Platform(distribution, slot, folder));
        } catch (Exception e) {
            slot.close();
            throw e;
        }
    }

    /**
     * Registers a service; also before the bundles are started.
     *
     * @param type its type
     * @param service the service
     * @param properties its properties
     */
    public void publish(String type, Object service, Map<String, ?> properties) {
        platform.context().registerService(type, service, new Hashtable<>(properties));
    }

    /**
     * Starts all bundles, those of the folder of extensions included.
     *
     * @throws Exception if one can't be started; the message says what is missing
     */
    public void start() throws Exception {
        if (!platform.start(context -> {})) {
            throw new IllegalStateException("RAI can't be started: " + Diagnosis.whatIsMissing(platform.context()));
        }
    }

    /**
     * Starts all bundles, runs one command as {@code ./rai} does, and stops them.
     *
     * @param args the command; none is the shell
     * @return the exit code
     * @throws Exception if the framework can't be started; the message says why
     */
    public int run(String[] args) throws Exception {
        return new Application(platform).run(args);
    }

    /**
     * Waits for a service.
     *
     * @param filter an OSGi filter
     * @param millis how long to wait
     * @return the service, which may be used until the framework stops
     * @throws Exception if there is none by then; the message says what is missing
     */
    public Object service(String filter, long millis) throws Exception {
        BundleContext context = platform.context();
        ServiceTracker<Object, Object> tracker = new ServiceTracker<>(context, context.createFilter(filter), null);
        tracker.open();
        Object service = tracker.waitForService(Math.max(1, millis));
        if (service == null) {
            tracker.close();
            throw new IllegalStateException("RAI has no service " + filter + ": " + Diagnosis.whatIsMissing(context));
        }
        return service;
    }

    /**
     * Stops all bundles; {@link #start} starts them again in the same framework. What can't be had twice in a process, the native libraries, stays.
     *
     * @throws Exception if one can't be stopped
     */
    public void rest() throws Exception {
        platform.rest();
    }

    /** Stops the framework, and gives up its state. */
    @Override
    public void close() throws Exception {
        platform.stop();
        slot.close();
    }
}
