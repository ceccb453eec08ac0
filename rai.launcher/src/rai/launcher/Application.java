package rai.launcher;

import java.util.Dictionary;
import java.util.Hashtable;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.util.tracker.ServiceTracker;

/** One start of RAI: the framework starts, a service gets the arguments on the main thread, the framework stops. */
final class Application {
    private static final String MAIN = "(&(objectClass=" + Callable.class.getName() + ")(main.thread=true))";
    private static final long PATIENCE_MILLIS = TimeUnit.SECONDS.toMillis(10);

    private final Platform platform;

    Application(Platform platform) {
        this.platform = platform;
    }

    /** @return the exit code */
    int run(String[] args) throws Exception {
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "rai stop"));
        try {
            ServiceRegistration<?>[] arguments = new ServiceRegistration<?>[1];
            boolean allStarted = platform.start(context -> arguments[0] = publish(context, args));
            arguments[0].setProperties(properties(args, true));
            return callMain(platform.context(), allStarted);
        } finally {
            platform.stop();
        }
    }

    /** Like bnd's own launcher, so that a bundle works with both: an Object with the arguments as a property. */
    private static ServiceRegistration<?> publish(BundleContext context, String[] args) {
        return context.registerService(Object.class, args, properties(args, false));
    }

    private static Dictionary<String, Object> properties(String[] args, boolean ready) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("launcher.arguments", args);
        if (ready) properties.put("launcher.ready", "true");
        return properties;
    }

    private static int callMain(BundleContext context, boolean allStarted) throws Exception {
        ServiceTracker<Callable<Integer>, Callable<Integer>> tracker =
                new ServiceTracker<>(context, context.createFilter(MAIN), null);
        tracker.open();
        try {
            Callable<Integer> main = tracker.waitForService(allStarted ? PATIENCE_MILLIS : 500);
            if (main == null) {
                Main.say("no service has started that can run the command (set RAI_DEBUG=1 for details): "
                        + Diagnosis.whatIsMissing(context));
                return 1;
            }
            Main.called();
            Integer exit = main.call();
            return exit == null ? 0 : exit;
        } finally {
            tracker.close();
        }
    }

    private void end() {
        Main.end(); // before anything fails because the framework stops
        platform.stop();
    }
}
