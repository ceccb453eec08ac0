package rai.shell.extension;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.BundleListener;
import org.osgi.framework.wiring.BundleRevision;
import rai.shell.console.ExitCode;
import rai.shell.console.Failure;

/**
 * What happens to the bundle of a location, from the making of this object on.
 *
 * <p>The framework calls listeners such as this one after the synchronous ones, by which components are made: where this one
 * hears that a bundle is started, the services of its components are there.
 */
final class BundleEvents implements BundleListener, AutoCloseable {
    private static final long PATIENCE_MILLIS = 10_000;
    /** Between being installed and being started, which file install does in one go. */
    private static final long START_MILLIS = 2_000;

    private final BundleContext context;
    private final String location;
    private final BlockingQueue<BundleEvent> events = new LinkedBlockingQueue<>();

    BundleEvents(BundleContext context, String location) {
        this.context = context;
        this.location = location;
        context.addBundleListener(this);
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        if (event.getBundle().getLocation().equals(location)) {
            events.add(event);
        }
    }

    /**
     * Waits until the bundle is new and started.
     *
     * @return the bundle
     * @throws Failure if it does not come or does not start; the message begins with a verb
     */
    Bundle awaitStart() {
        Bundle arrived = null;
        long deadline = deadline(PATIENCE_MILLIS);
        for (BundleEvent event = next(deadline); event != null; event = next(deadline)) {
            if (event.getType() == BundleEvent.INSTALLED || event.getType() == BundleEvent.UPDATED) {
                arrived = event.getBundle();
                deadline = deadline(START_MILLIS);
                if (isFragment(arrived)) {
                    return arrived;
                }
            } else if (event.getType() == BundleEvent.STARTED && arrived != null) {
                return arrived;
            }
        }
        if (arrived == null) {
            throw new Failure(ExitCode.FAILED, "was not installed within " + PATIENCE_MILLIS / 1000 + " s");
        }
        return start(arrived);
    }

    /** @return whether the bundle is gone within some time */
    boolean awaitUninstall() {
        long deadline = deadline(PATIENCE_MILLIS);
        for (BundleEvent event = next(deadline); event != null; event = next(deadline)) {
            if (event.getType() == BundleEvent.UNINSTALLED) {
                return true;
            }
        }
        return false;
    }

    /** File install has not started it, and does not say why: so once more, to hear it. */
    private static Bundle start(Bundle bundle) {
        try {
            bundle.start(Bundle.START_TRANSIENT | Bundle.START_ACTIVATION_POLICY);
            return bundle;
        } catch (BundleException e) {
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            throw new Failure(
                    ExitCode.FAILED,
                    "cannot be started: " + (cause.getMessage() == null ? cause.toString() : cause.getMessage()));
        }
    }

    static boolean isFragment(Bundle bundle) {
        return (bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
    }

    private static long deadline(long millis) {
        return System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    }

    /** @return the next event; null if there is none until the deadline */
    private BundleEvent next(long deadline) {
        try {
            return events.poll(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(ExitCode.FAILED, "was not waited for to the end");
        }
    }

    @Override
    public void close() {
        context.removeBundleListener(this);
    }
}
