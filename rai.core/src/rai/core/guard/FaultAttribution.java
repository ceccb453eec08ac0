package rai.core.guard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whose fault it is that something was thrown, or that threads hang: found in their stack traces. It is the service whose code
 * was being executed, innermost first. A method that has called the core, and a service that has called another one, stand
 * farther out on the same stack: they count only if nothing of a service is before them.
 */
public final class FaultAttribution {
    private static final String API = "rai.api.";
    private static final String CORE = "rai.core.";
    /** What Java says of a class that lacks a method of its interface, or its interface altogether: it never comes to a frame. */
    private static final Pattern UNFIT = Pattern.compile("(?:Receiver class|Class|class) ([\\w.$]+)");

    private FaultAttribution() {}

    /**
     * The service at fault. Of several with the same class it is the first.
     *
     * @param <T> what stands for a service
     * @param traces stack traces, the most telling first
     * @param used what is in use
     * @param service gives its service
     * @return that one; empty if no service is to be seen
     */
    public static <T> Optional<T> of(
            List<StackTraceElement[]> traces, Collection<T> used, Function<T, Object> service) {
        List<List<String>> whole =
                traces.stream().map(FaultAttribution::classes).toList();
        return executing(traces, used, service)
                .or(() -> first(whole, used, service, FaultAttribution::isOwn))
                .or(() -> first(whole, used, service, FaultAttribution::isOfItsBundle));
    }

    /**
     * The service whose own code was being executed: it cannot be the core, called by it, that is at fault.
     *
     * @param <T> what stands for a service
     * @param traces stack traces, the most telling first
     * @param used what is in use
     * @param service gives its service
     * @return that one; empty if no service was executing
     */
    public static <T> Optional<T> executing(
            List<StackTraceElement[]> traces, Collection<T> used, Function<T, Object> service) {
        Predicate<String> core = name -> name.startsWith(CORE)
                && used.stream().noneMatch(one -> isOwn(service.apply(one).getClass(), name));
        List<List<String>> executing =
                traces.stream().map(trace -> executing(trace, core)).toList();
        return first(executing, used, service, FaultAttribution::isOwn)
                .or(() -> first(executing, used, service, FaultAttribution::isOfItsBundle));
    }

    /**
     * The stack traces of what was thrown and of its causes.
     *
     * @param thrown what was thrown
     * @return that of the innermost cause first; if a class does not fit its interface, it stands for the frame in which
     *     that was found out
     */
    public static List<StackTraceElement[]> traces(Throwable thrown) {
        List<StackTraceElement[]> traces = new ArrayList<>();
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable cause = thrown; cause != null && seen.add(cause); cause = cause.getCause()) {
            traces.add(0, trace(cause));
        }
        return traces;
    }

    private static StackTraceElement[] trace(Throwable thrown) {
        List<StackTraceElement> frames = new ArrayList<>();
        if (thrown.getClass() == AbstractMethodError.class || thrown.getClass() == IncompatibleClassChangeError.class) {
            Matcher unfit = UNFIT.matcher(String.valueOf(thrown.getMessage()));
            while (unfit.find()) {
                frames.add(new StackTraceElement(unfit.group(1), "?", null, -1));
            }
        }
        frames.addAll(Arrays.asList(thrown.getStackTrace()));
        return frames.toArray(StackTraceElement[]::new);
    }

    private static List<String> classes(StackTraceElement[] trace) {
        return Arrays.stream(trace).map(StackTraceElement::getClassName).toList();
    }

    /** Up to where the core was called: what has called it waits for it. */
    private static List<String> executing(StackTraceElement[] trace, Predicate<String> core) {
        return classes(trace).stream().takeWhile(core.negate()).toList();
    }

    private static <T> Optional<T> first(
            List<List<String>> traces,
            Collection<T> used,
            Function<T, Object> service,
            BiPredicate<Class<?>, String> is) {
        return traces.stream()
                .flatMap(List::stream)
                .flatMap(name ->
                        used.stream().filter(one -> is.test(service.apply(one).getClass(), name)))
                .findFirst();
    }

    /** The class of a service, one within it, or one that it extends. */
    private static boolean isOwn(Class<?> type, String name) {
        for (Class<?> c = type; c != null && c != Object.class && !c.getName().startsWith(API); c = c.getSuperclass()) {
            if (name.equals(c.getName()) || name.startsWith(c.getName() + "$")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfItsBundle(Class<?> type, String name) {
        ClassLoader loader = type.getClassLoader();
        if (loader == null || loader == FaultAttribution.class.getClassLoader()) {
            return false;
        }
        try {
            return Class.forName(name, false, loader).getClassLoader() == loader;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
