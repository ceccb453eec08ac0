package rai.shell.console;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.spi.SystemStream;
import org.jline.utils.Signals;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.SynchronousBundleListener;

/**
 * Lets long work end early and well. The first Ctrl-C asks the work to stop and the second ends the process at once, unless
 * there is a prompt to come back to. When the framework is stopped (the process was asked to end), the work is asked to
 * stop as well, and all bundles stay until it has.
 */
public final class Interrupts implements AutoCloseable {
    private static final String SIGNAL = "INT";
    private static final long PATIENCE_SECONDS = 60;

    private final Runnable stop;
    private final String doing;
    private final Console console;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final SynchronousBundleListener listener = this::frameworkChanged;
    private final boolean watching;
    private final Object previous;
    /** Whether Ctrl-C has been pressed while anything of this process watched for it. */
    private static volatile boolean ever;

    private boolean asked;
    private volatile boolean ending;

    private Interrupts(Runnable stop, String doing, Console console) {
        this.stop = stop;
        this.doing = doing;
        this.console = console;
        watching = !Console.behind(); // Ctrl-C at the prompt is not meant for what works in the background
        previous = watching ? Signals.register(SIGNAL, this::interrupted) : null;
        BundleContext context = context();
        if (context != null) {
            context.addBundleListener(listener);
        }
    }

    /**
     * Watches until it is closed.
     *
     * @param stop asks the work to stop; called in any thread
     * @param console where to say so
     */
    public static Interrupts during(Runnable stop, Console console) {
        return during(stop, "stopping after this step", console);
    }

    /**
     * Watches until it is closed.
     *
     * @param stop asks the work to stop; called in any thread
     * @param doing what is said of that
     * @param console where to say so
     */
    public static Interrupts during(Runnable stop, String doing, Console console) {
        return new Interrupts(stop, doing, console);
    }

    private synchronized void interrupted() {
        if (asked && !console.interactive()) {
            Runtime.getRuntime().halt(ExitCode.INTERRUPTED.code());
        }
        asked = true;
        ever = true;
        if (Terminals.isTerminal(SystemStream.Error)) {
            console.err().println(); // the terminal has written ^C into the line of the progress bar
        }
        console.say(doing + (console.interactive() ? "" : "; Ctrl-C again ends at once"));
        stop.run();
    }

    /**
     * @param message what there is of the work
     * @param results the same, for a document in JSON that has not been printed yet
     * @throws Failure if Ctrl-C has been pressed
     */
    public synchronized void requireNone(String message, Map<String, Object> results) {
        if (asked) {
            throw new Failure(ExitCode.INTERRUPTED, message).with(results);
        }
    }

    /** @return whether Ctrl-C has been pressed */
    public synchronized boolean asked() {
        return asked;
    }

    /** @return whether the process is about to end: its services go as soon as this is closed */
    public boolean ending() {
        return ending;
    }

    /** @return whether Ctrl-C has ended any work of this process early */
    public static boolean any() {
        return ever;
    }

    private void frameworkChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.STOPPING && event.getBundle().getBundleId() == 0) {
            ending = true;
            stop.run();
            try {
                ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** No context outside a framework, or in one that is already stopping. */
    private static BundleContext context() {
        Bundle bundle = FrameworkUtil.getBundle(Interrupts.class);
        return bundle == null ? null : bundle.getBundleContext();
    }

    @Override
    public void close() {
        if (watching) {
            Signals.unregister(SIGNAL, previous);
        }
        ended.countDown();
        BundleContext context = context();
        if (context != null) {
            context.removeBundleListener(listener);
        }
    }
}
