package rai.launcher.isolated;

import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * RAI's framework in this process, loaded so that it sees nothing of the libraries of the program: rai.launcher.Embedded by reflection. The jars that need
 * it contain a copy of this class.
 */
public final class Isolated implements AutoCloseable {
    private final Object embedded;

    /** @param embedded what {@link #embedded} of another one, perhaps of another class loader, has given */
    public Isolated(Object embedded) {
        this.embedded = embedded;
    }

    /** @return the framework, for others to share */
    public Object embedded() {
        return embedded;
    }

    /**
     * @param dist the directory {@code dist} of the application
     * @param state a directory for the state of the framework; null for one in the cache of the application
     * @param extensions the folder of extensions; null for that of the application
     * @throws Exception if it can't be started; the message says why
     */
    public static Isolated of(Path dist, Path state, Path extensions) throws Exception {
        Path jar = dist.resolve("lib/rai.launcher.jar");
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException("there is no RAI in " + dist
                    + ": --dist names a directory dist, made by ./bndw dist, that every worker has");
        }
        // whose manifest names the framework's jar; the platform's loader knows Java and nothing else
        URLClassLoader loader =
                new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
        Class<?> type = Class.forName("rai.launcher.Embedded", true, loader);
        return new Isolated(
                call(type, null, "of", new Class<?>[] {Path.class, Path.class, Path.class}, dist, state, extensions));
    }

    public void publish(Class<?> type, Object service, Map<String, ?> properties) throws Exception {
        Class<?>[] types = {String.class, Object.class, Map.class};
        call(embedded.getClass(), embedded, "publish", types, type.getName(), service, properties);
    }

    public void start() throws Exception {
        call(embedded.getClass(), embedded, "start", new Class<?>[0]);
    }

    /** Stops the bundles; {@link #start} starts them again. */
    public void rest() throws Exception {
        call(embedded.getClass(), embedded, "rest", new Class<?>[0]);
    }

    public int run(String[] args) throws Exception {
        return (Integer) call(embedded.getClass(), embedded, "run", new Class<?>[] {String[].class}, (Object) args);
    }

    public Object service(String filter, long millis) throws Exception {
        return call(
                embedded.getClass(), embedded, "service", new Class<?>[] {String.class, long.class}, filter, millis);
    }

    @Override
    public void close() throws Exception {
        call(embedded.getClass(), embedded, "close", new Class<?>[0]);
    }

    private static Object call(Class<?> type, Object on, String name, Class<?>[] types, Object... with)
            throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(type.getClassLoader()); // where libraries look that ask the thread
        try {
            return type.getMethod(name, types).invoke(on, with);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw e;
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
