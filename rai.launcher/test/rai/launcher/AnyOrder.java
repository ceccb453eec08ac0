package rai.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/**
 * A program: starts the bundles of the application in some order, without the launcher, writes which services there are then, and has
 * the shell run a command.
 */
final class AnyOrder {
    private static final long PATIENCE_MILLIS = 60_000;

    private AnyOrder() {}

    /**
     * @param order {@code list} as the distribution has it; {@code ours-first} and {@code ours-last} before and after the libraries,
     *     SCR included; a number, the seed of a random one
     * @param one whether each bundle is started as soon as it is installed, and again when others have come, as file install does
     */
    record Order(String order, boolean one) {
        List<String> of(List<String> locations) {
            List<String> sorted = new ArrayList<>(locations);
            switch (order) {
                case "list" -> {}
                case "ours-first" -> sorted.sort((a, b) -> Boolean.compare(isOurs(b), isOurs(a)));
                case "ours-last" -> sorted.sort((a, b) -> Boolean.compare(isOurs(a), isOurs(b)));
                default -> Collections.shuffle(sorted, new Random(Long.parseLong(order)));
            }
            return sorted;
        }

        private static boolean isOurs(String location) {
            return location.contains("/rai.");
        }
    }

    /** @param args the distribution, a directory for the framework, the order, {@code all} or {@code one}, a file, and a command */
    public static void main(String[] args) throws Exception {
        Distribution distribution = Distribution.of(Path.of(args[0]));
        Order order = new Order(args[2], args[3].equals("one"));
        Framework framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(new HashMap<>(
                        Map.of(Constants.FRAMEWORK_STORAGE, args[1], "felix.log.level", "0", "ds.loglevel", "1")));
        framework.start();
        start(framework.getBundleContext(), order.of(distribution.locations()), order.one());
        String[] command = Arrays.copyOfRange(args, 5, args.length);
        framework
                .getBundleContext()
                .registerService(Object.class, command, new Hashtable<>(Map.of("launcher.arguments", command)));
        Callable<?> main = main(framework.getBundleContext());
        Files.write(Path.of(args[4]), services(framework.getBundleContext()));
        int exit = main == null ? 99 : (Integer) main.call();
        framework.stop();
        framework.waitForStop(0);
        System.exit(exit);
    }

    private static void start(BundleContext context, List<String> locations, boolean one) throws BundleException {
        List<Bundle> waiting = new ArrayList<>();
        for (String location : locations) {
            waiting.add(context.installBundle(location));
            if (one) {
                waiting.removeIf(AnyOrder::isStarted);
            }
        }
        int before;
        do {
            before = waiting.size();
            waiting.removeIf(AnyOrder::isStarted);
        } while (waiting.size() < before);
        waiting.forEach(bundle -> System.err.println("not started: " + bundle.getSymbolicName()));
    }

    private static boolean isStarted(Bundle bundle) {
        try {
            if (Diagnosis.isFragment(bundle)) {
                return bundle.getState() == Bundle.RESOLVED;
            }
            bundle.start(Bundle.START_ACTIVATION_POLICY);
            return true;
        } catch (BundleException e) {
            return false; // what it needs is not there yet
        }
    }

    private static Callable<?> main(BundleContext context) throws Exception {
        long end = System.currentTimeMillis() + PATIENCE_MILLIS;
        while (System.currentTimeMillis() < end) {
            var found = context.getServiceReferences(Callable.class, "(main.thread=true)");
            if (!found.isEmpty()) {
                return context.getService(found.iterator().next());
            }
            Thread.sleep(20);
        }
        return null;
    }

    /** Each as a line: its types, and what it is called. */
    private static List<String> services(BundleContext context) throws Exception {
        ServiceReference<?>[] all = context.getAllServiceReferences(null, "(component.name=*)");
        return Stream.of(all == null ? new ServiceReference<?>[0] : all)
                .map(service -> Stream.of("component.name", Constants.OBJECTCLASS, "rai.named", "osgi.command.function")
                        .map(service::getProperty)
                        .map(value -> value instanceof Object[] many ? Arrays.toString(many) : String.valueOf(value))
                        .collect(Collectors.joining(" ")))
                .sorted()
                .toList();
    }
}
