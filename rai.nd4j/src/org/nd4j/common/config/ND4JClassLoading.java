package org.nd4j.common.config;

import java.util.Objects;
import java.util.ServiceLoader;

/**
 * How ND4J finds its classes and backends: through one class loader, which here is that of ND4J's own bundle.
 *
 * <p>Takes the place of ND4J's class of the same name and signatures. That one starts from the context class loader of
 * whichever thread touches ND4J first; in OSGi this is a loader that knows nothing of ND4J, and what is not found once is
 * never looked for again.
 */
public final class ND4JClassLoading {
    private static volatile ClassLoader loader = ND4JClassLoading.class.getClassLoader();

    private ND4JClassLoading() {}

    public static ClassLoader getNd4jClassloader() {
        return loader;
    }

    public static void setNd4jClassloaderFromClass(Class<?> type) {
        setNd4jClassloader(type.getClassLoader());
    }

    public static void setNd4jClassloader(ClassLoader replacement) {
        loader = Objects.requireNonNull(replacement, "class loader");
    }

    public static boolean classPresentOnClasspath(String name) {
        return classPresentOnClasspath(name, loader);
    }

    public static boolean classPresentOnClasspath(String name, ClassLoader from) {
        return loadClassByName(name, false, from) != null;
    }

    public static <T> Class<T> loadClassByName(String name) {
        return loadClassByName(name, true, loader);
    }

    /** The class, or null if there is none of this name: ND4J's callers rely on null. */
    @SuppressWarnings("unchecked")
    public static <T> Class<T> loadClassByName(String name, boolean initialize, ClassLoader from) {
        try {
            return (Class<T>) Class.forName(name, initialize, from);
        } catch (ClassNotFoundException e) {
            return null;
        }
    }

    public static <S> ServiceLoader<S> loadService(Class<S> service) {
        return loadService(service, loader);
    }

    public static <S> ServiceLoader<S> loadService(Class<S> service, ClassLoader from) {
        return ServiceLoader.load(service, from);
    }
}
