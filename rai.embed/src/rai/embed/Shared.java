package rai.embed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import rai.launcher.isolated.Isolated;

/**
 * The platform of this process. It is one for all class loaders, since a process can load the native libraries once; so it is kept in the
 * system properties, in types of Java. When nobody uses it, its bundles are stopped; its framework, which holds the libraries, ends with the process.
 */
final class Shared {
    private static final String KEY = "rai.embed";
    private static final String DIST = "dist";
    private static final String EMBEDDED = "embedded";
    private static final String DESK = "desk";
    private static final String USERS = "users";
    private static final String EXTENSIONS = "extensions";
    private static final String FILTER = "(rai.embedded=desk)";
    private static final long PATIENCE_MILLIS = 60_000;

    /** For the program in which it is, none of this is said while it starts and nothing of it stays afterwards. */
    private static final Map<String, String> WHILE_STARTING = Map.of(
            "org.slf4j.simpleLogger.defaultLogLevel", "warn",
            "org.bytedeco.javacpp.maxbytes", "0", // RAI checks memory itself
            "org.bytedeco.javacpp.maxphysicalbytes", "0");

    private final Map<String, Object> state;

    private Shared(Map<String, Object> state) {
        this.state = state;
    }

    /** Starts the platform if nobody uses it. */
    @SuppressWarnings("unchecked")
    static Shared take() {
        Map<Object, Object> properties = System.getProperties();
        synchronized (lock()) {
            Map<String, Object> state = (Map<String, Object>) properties.get(KEY);
            try {
                Path dist = Cache.dist();
                if (state == null) {
                    state = prepared(dist);
                    properties.put(KEY, state);
                } else if (!dist.equals(state.get(DIST))) {
                    throw new RaiException("this process has already started another RAI, that in " + state.get(DIST)
                            + ": a process can load the native libraries once");
                }
                if ((Integer) state.get(USERS) == 0) {
                    Map<String, Object> all = state;
                    inDaemon(() -> start(all));
                }
                state.merge(USERS, 1, (a, b) -> (Integer) a + (Integer) b);
                return new Shared(state);
            } catch (Exception e) {
                throw RaiException.of(e);
            }
        }
    }

    private static Map<String, Object> prepared(Path dist) throws Exception {
        Map<String, Object> state = new HashMap<>();
        Path extensions = Files.createTempDirectory("rai-extensions-");
        state.put(DIST, dist);
        state.put(USERS, 0);
        state.put(EXTENSIONS, extensions);
        inDaemon(() -> {
            state.put(EMBEDDED, Isolated.of(dist, null, extensions).embedded());
            return null;
        });
        Isolated embedded = embedded(state);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(embedded, extensions), "rai end"));
        return state;
    }

    private static Isolated embedded(Map<String, Object> state) {
        return new Isolated(state.get(EMBEDDED));
    }

    /** One for all class loaders. */
    private static Object lock() {
        return System.getProperties().computeIfAbsent(KEY + ".lock", key -> new Object());
    }

    private static Void start(Map<String, Object> state) throws Exception {
        Map<String, String> before = new HashMap<>();
        WHILE_STARTING.forEach((key, value) -> {
            if (System.getProperties().putIfAbsent(key, value) == null) {
                before.put(key, value);
            }
        });
        try {
            Isolated embedded = embedded(state);
            embedded.start();
            state.put(DESK, embedded.service(FILTER, PATIENCE_MILLIS));
        } finally {
            before.forEach(System.getProperties()::remove);
        }
        return null;
    }

    @SuppressWarnings("unchecked")
    BiFunction<String, Map<String, Object>, Object> desk() {
        return (BiFunction<String, Map<String, Object>, Object>) state.get(DESK);
    }

    /** The last user stops the bundles. */
    void release() {
        synchronized (lock()) {
            state.merge(USERS, -1, (a, b) -> (Integer) a + (Integer) b);
            if ((Integer) state.get(USERS) > 0) {
                return;
            }
            state.remove(DESK);
            Isolated embedded = embedded(state);
            try {
                inDaemon(() -> {
                    embedded.rest();
                    return null;
                });
                empty((Path) state.get(EXTENSIONS));
            } catch (Exception e) {
                throw RaiException.of(e);
            }
        }
    }

    private static void empty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.delete(file);
            }
        }
    }

    private static void end(Isolated embedded, Path extensions) {
        try {
            embedded.close();
        } catch (Exception e) {
            System.err.println("rai: " + e.getMessage());
        }
        Cache.delete(extensions);
    }

    /** Threads that RAI starts become daemons too, so that a program ends that does not close its {@code Rai}. */
    private static <T> T inDaemon(java.util.concurrent.Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "rai start");
        thread.setDaemon(true);
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader()); // not the program's, which it would hold
        thread.start();
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
