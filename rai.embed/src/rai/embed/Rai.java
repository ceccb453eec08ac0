package rai.embed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * RAI in this program.
 *
 * <pre>{@code
 * try (Rai rai = Rai.start()) {
 *     Trained moons = rai.train(Request.on("moons(n=300)").network("dense(20) tanh dense").steps(500)).await();
 *     String label = moons.predict(new double[] {0.5, 0.2}).labels()[0];
 * }
 * }</pre>
 *
 * <p>All types are Java's or of this package. RAI itself has class loaders of its own, so its libraries never meet those of the program.
 * There is one platform per Java process: each {@code Rai} is a share of it, and the last one that is closed stops it. Starting it again costs
 * less than the first time. Several threads may use one {@code Rai}.
 */
public final class Rai implements AutoCloseable {
    private final Session session;
    private final Runnable release;
    private final List<Running> runs = new ArrayList<>();
    private Path kept;
    private boolean closed;

    private Rai(Session session, Runnable release) {
        this.session = session;
        this.release = release;
    }

    /**
     * Starts RAI, or takes a share of the one that is running in this process. The first start on a machine unpacks RAI into a folder
     * of the user's cache, which system property {@value Cache#PROPERTY} names in another way.
     *
     * @return a share, to be closed
     * @throws RaiException if it can't be started
     */
    public static Rai start() {
        Shared shared = Shared.take();
        return new Rai(new Session(shared.desk()), shared::release);
    }

    /**
     * Trains in the background.
     *
     * @param request what to train
     * @return the run
     * @throws RaiException if the request is wrong
     */
    public Running train(Request request) {
        return train(request, event -> {});
    }

    /**
     * Trains in the background.
     *
     * @param request what to train
     * @param listener receives each event, in the thread of the run; one that throws an exception receives no more
     * @return the run
     * @throws RaiException if the request is wrong
     */
    public synchronized Running train(Request request, Consumer<Event> listener) {
        Consumer<Map<String, Object>> documents = document -> listener.accept(Event.of(document));
        Map<String, Object> job =
                session.ask("train", Map.of("document", kept(request.document()), "listener", documents));
        Running run = new Running(session, job);
        runs.add(run);
        return run;
    }

    /** A trained network is read from the directory of its run. */
    private Map<String, Object> kept(Map<String, Object> document) {
        Map<String, Object> keeping = new LinkedHashMap<>();
        if (document.get("keeping") instanceof Map<?, ?> given) {
            given.forEach((key, value) -> keeping.put(String.valueOf(key), value));
        }
        if (keeping.get("directory") == null) {
            keeping.put(
                    "directory", temporary().resolve("run-" + (runs.size() + 1)).toString());
            document.put("keeping", keeping);
        }
        return document;
    }

    private Path temporary() {
        try {
            if (kept == null) {
                kept = Files.createTempDirectory("rai-runs-");
            }
            return kept;
        } catch (IOException e) {
            throw new RaiException("no temporary directory can be made for the runs: " + e.getMessage(), e);
        }
    }

    /**
     * Opens what a run has learnt.
     *
     * @param directory the directory of a run that has ended
     * @return the trained network
     * @throws RaiException if there is none
     */
    public Trained open(Path directory) {
        return new Trained(session, directory, Map.of());
    }

    /**
     * Takes examples with classes.
     *
     * @param features [n][d]; NaN if a value is missing
     * @param labels [n] the class of each
     * @return how a {@link Request} names them: by their SHA-256, so that a run records which numbers it was trained on
     * @throws RaiException if they do not fit each other
     */
    public String data(double[][] features, String[] labels) {
        return session.ask("data", Map.of("features", features, "labels", labels));
    }

    /**
     * Takes examples with numbers to be learnt.
     *
     * @param features [n][d]; NaN if a value is missing
     * @param targets [n][c]
     * @return how a {@link Request} names them
     * @throws RaiException if they do not fit each other
     */
    public String data(double[][] features, double[][] targets) {
        return session.ask("data", Map.of("features", features, "numbers", targets));
    }

    /**
     * Installs an extension, whose services can be used at once, also by runs in training. It stays until the last {@code Rai} of this process
     * is closed.
     *
     * @param jar a bundle
     * @return what it provides, as text
     * @throws RaiException if it is not a bundle, or needs what is not there
     */
    public String install(Path jar) {
        return command("install", jar.toString());
    }

    /**
     * Runs a command of {@code ./rai}, such as {@code list activation --json}.
     *
     * @param words the command and its arguments
     * @return what it prints on standard output
     * @throws RaiException if it fails
     */
    public String command(String... words) {
        Map<String, Object> printed = session.ask("command", Map.of("words", List.of(words)));
        return String.valueOf(printed.get("out"));
    }

    /** Ends the runs of this {@code Rai} after their current steps, and gives up its share of the platform. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        runs.forEach(Running::end);
        session.close();
        release.run();
        if (kept != null) {
            Cache.delete(kept);
        }
    }
}
