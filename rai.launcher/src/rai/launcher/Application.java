package rai.launcher;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.ServiceException;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.util.tracker.ServiceTracker;

/** One start of RAI: the framework starts, a service gets the arguments on the main thread, the framework stops. */
final class Application {
    private static final String MAIN = "(&(objectClass=" + Callable.class.getName() + ")(main.thread=true))";
    private static final long PATIENCE_MILLIS = TimeUnit.SECONDS.toMillis(10);
    /** A training ends after its current step and is then evaluated and saved, which may take a while. */
    private static final long STOP_MILLIS = TimeUnit.SECONDS.toMillis(60);

    private final Distribution distribution;
    private final Slot slot;

    private Application(Distribution distribution, Slot slot) {
        this.distribution = distribution;
        this.slot = slot;
    }

    /** @return the exit code */
    static int run(Distribution distribution, Slot slot, String[] args) throws Exception {
        return new Application(distribution, slot).run(args);
    }

    private int run(String[] args) throws Exception {
        Framework framework = framework();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(framework), "rai stop"));
        try {
            framework.start();
            BundleContext context = framework.getBundleContext();
            ServiceRegistration<?> arguments = publish(context, args);
            context.addFrameworkListener(Application::tell);
            boolean allStarted = start(context);
            arguments.setProperties(properties(args, true));
            return callMain(context, allStarted);
        } finally {
            stop(framework);
        }
    }

    // ---- the framework with its bundles

    /** A framework that has exactly the bundles of the distribution installed, and none of them started. */
    private Framework framework() throws Exception {
        if (!slot.isWhole()) slot.clear();
        try {
            return filled();
        } catch (Exception e) {
            if (Main.DEBUG) e.printStackTrace();
            slot.clear(); // the stored state is unusable: start again from an empty slot
            return filled();
        }
    }

    private Framework filled() throws Exception {
        Framework framework = ServiceLoader.load(FrameworkFactory.class, Main.class.getClassLoader())
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException("no OSGi framework beside the launcher: rebuild with ./bndw dist"))
                .newFramework(configuration());
        try {
            framework.init();
            install(framework.getBundleContext());
            return framework;
        } catch (Exception e) {
            framework.stop();
            framework.waitForStop(STOP_MILLIS);
            throw e;
        }
    }

    /** This includes extensions: file install installs those that are still there, in their current version. */
    private void install(BundleContext context) throws Exception {
        List<String> wanted = distribution.locations();
        Set<String> present = new HashSet<>();
        List<Bundle> surplus = new ArrayList<>();
        for (Bundle bundle : context.getBundles())
            if (bundle.getBundleId() != Constants.SYSTEM_BUNDLE_ID)
                if (wanted.contains(bundle.getLocation())) present.add(bundle.getLocation());
                else surplus.add(bundle);
        if (surplus.isEmpty() && present.size() == wanted.size()) return;

        slot.setWhole(false);
        for (Bundle bundle : surplus) bundle.uninstall();
        for (String location : wanted) if (!present.contains(location)) install(context, location);
    }

    private static void install(BundleContext context, String location) throws BundleException {
        try {
            context.installBundle(location);
        } catch (BundleException e) {
            String file = location.substring(location.lastIndexOf('/') + 1);
            throw new BundleException(file + " cannot be installed: " + Main.message(e), e.getType(), e);
        }
    }

    private Map<String, String> configuration() throws Exception {
        System.getProperties()
                .putIfAbsent("org.bytedeco.javacpp.cachedir", slot.natives().toString());
        System.setProperty("rai.home", distribution.home().toString());
        System.setProperty("rai.bundles.dir", distribution.extensions().toString());

        Map<String, String> configuration = new HashMap<>();
        configuration.put(Constants.FRAMEWORK_STORAGE, slot.storage().toString());
        // the framework and file install would print on stdout, which belongs to the command: failures are reported on
        // stderr
        configuration.put("felix.log.level", "0");
        // an exception from the constructor of a component is reported in one line by its user
        configuration.put("ds.loglevel", Main.DEBUG ? "1" : "0");
        configuration.put("felix.fileinstall.log.level", "0");
        configuration.put("felix.fileinstall.dir", distribution.extensions().toString());
        configuration.put("felix.fileinstall.tmpdir", slot.scratch().toString());
        configuration.put("felix.fileinstall.poll", "300");
        // its watcher ends with the folder; a scan finds the folder again when somebody has deleted and made it
        configuration.put("felix.fileinstall.disableNio2", "true");
        configuration.put("felix.fileinstall.noInitialDelay", "true");
        if (Vectors.load()) configuration.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, Vectors.MODULE);
        configuration.putAll(distribution.properties());
        Files.createDirectories(slot.scratch());
        if (Files.isWritable(distribution.home())) Files.createDirectories(distribution.extensions());
        return configuration;
    }

    /** Starts all bundles except fragments, in the order of the list; reports failures and returns whether there were none. */
    private boolean start(BundleContext context) throws Exception {
        FrameworkWiring wiring =
                context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
        wiring.resolveBundles(null);
        boolean all = true;
        for (String location : distribution.locations()) all &= start(context.getBundle(location));
        slot.setWhole(all); // after a failure, the next start begins with an empty slot
        return all;
    }

    private static boolean start(Bundle bundle) {
        if (Diagnosis.isFragment(bundle)) {
            if (bundle.getState() != Bundle.INSTALLED) return true;
            Main.say(bundle.getSymbolicName() + " does not fit this machine or its host bundle");
            return false;
        }
        try {
            // for this start only: the framework must not start anything by itself
            bundle.start(Bundle.START_TRANSIENT | Bundle.START_ACTIVATION_POLICY);
            return true;
        } catch (BundleException e) {
            if (isOptional(bundle) && bundle.getState() == Bundle.INSTALLED) return true;
            Main.say(Diagnosis.notStarted(bundle, e));
            if (Main.DEBUG) e.printStackTrace();
            return false;
        }
    }

    /** Whether a bundle declares that it may stay unresolved if this Java lacks what it needs. */
    private static boolean isOptional(Bundle bundle) {
        return "true".equals(bundle.getHeaders("").get("RAI-Optional"));
    }

    private static void tell(FrameworkEvent event) {
        if (event.getType() == FrameworkEvent.ERROR
                && (Main.DEBUG || !(event.getThrowable() instanceof ServiceException))) {
            Main.say(event.getBundle().getSymbolicName() + ": " + Main.message(event.getThrowable()));
            if (Main.DEBUG) event.getThrowable().printStackTrace();
        }
    }

    // ---- arguments and main thread

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

    private static void end(Framework framework) {
        Main.end(); // before anything fails because the framework stops
        stop(framework);
    }

    private static void stop(Framework framework) {
        try {
            framework.stop();
            framework.waitForStop(STOP_MILLIS);
        } catch (BundleException e) {
            Main.say(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
