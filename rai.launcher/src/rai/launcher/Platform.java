package rai.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.ServiceException;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.wiring.FrameworkWiring;

/** The framework of a distribution with its bundles: from an empty slot or one that was used before, until it is stopped. */
final class Platform {
    /** A training ends after its current step and is then evaluated and saved, which may take a while. */
    private static final long STOP_MILLIS = TimeUnit.SECONDS.toMillis(60);

    private final Distribution distribution;
    private final Slot slot;
    private final Path extensions;
    private final Framework framework;

    /** @param extensions the folder of extensions, which are installed as soon as they appear */
    Platform(Distribution distribution, Slot slot, Path extensions) throws Exception {
        this.distribution = distribution;
        this.slot = slot;
        this.extensions = extensions;
        framework = framework();
    }

    /**
     * Starts the framework.
     *
     * @param before is called before the bundles are started
     * @return whether all of them were
     */
    boolean start(Consumer<BundleContext> before) throws Exception {
        boolean first = framework.getState() != Bundle.ACTIVE;
        framework.start();
        BundleContext context = framework.getBundleContext();
        before.accept(context);
        if (first) context.addFrameworkListener(Platform::tell);
        return start(context);
    }

    /**
     * Stops all bundles, those of the folder of extensions included, but not the framework. Their classes stay, and with them the native libraries, which Java gives back
     * to no second class loader.
     */
    void rest() throws Exception {
        Bundle[] bundles = context().getBundles();
        for (int i = bundles.length - 1; i > 0; i--) {
            if (!Diagnosis.isFragment(bundles[i])) bundles[i].stop(Bundle.STOP_TRANSIENT);
        }
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    void stop() {
        try {
            framework.stop();
            framework.waitForStop(STOP_MILLIS);
        } catch (BundleException e) {
            Main.say(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

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
        System.setProperty("rai.bundles.dir", extensions.toString());

        Map<String, String> configuration = new HashMap<>();
        configuration.put(Constants.FRAMEWORK_STORAGE, slot.storage().toString());
        // the framework would print on stdout, which belongs to the command: failures are reported on stderr
        configuration.put("felix.log.level", "0");
        // an exception from the constructor of a component is reported in one line by its user
        configuration.put("ds.loglevel", Main.DEBUG ? "1" : "0");
        if (Vectors.load()) configuration.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, Vectors.MODULE);
        configuration.putAll(distribution.properties());
        if (Files.isWritable(extensions.toAbsolutePath().getParent())) Files.createDirectories(extensions);
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
}
