package rai.itest;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import rai.api.run.Run;
import rai.api.run.RunEvent;
import rai.api.run.RunRequest;
import rai.api.run.RunResult;
import rai.api.run.Trainer;

/** A training whose activation is updated again and again, between two versions that compute the same. */
final class Updates {
    private static final int STEPS_BETWEEN = 3;

    /** Notified when so many updates have been used. */
    interface Watch {
        void after(int updates);
    }

    private final int updates;
    private final List<WeakReference<ClassLoader>> loaders = new ArrayList<>();

    Updates(int updates) {
        this.updates = updates;
    }

    /** Trains without any update. */
    RunResult undisturbed(Trainer trainer) throws IOException, BundleException {
        return train(trainer, Optional.empty(), (run, extension) -> run.train(event -> {}));
    }

    /** Trains with an update after every third step, kept in a directory. */
    RunResult disturbed(Trainer trainer, Path directory, Watch watch) throws IOException, BundleException {
        byte[][] versions = {Extensions.bytes("elliott-1.0.1"), Extensions.bytes("elliott-1.0.0")};
        return train(trainer, Optional.of(directory), (run, extension) -> {
            loaders.add(Extensions.loader(extension));
            return run.train(event -> {
                if (event instanceof RunEvent.Stepped && event.step() % STEPS_BETWEEN == 1) {
                    update(extension, versions[(int) (event.step() / STEPS_BETWEEN % 2)]);
                    loaders.add(Extensions.loader(extension));
                } else if (event instanceof RunEvent.Stepped && event.step() % STEPS_BETWEEN == 2) {
                    watch.after((int) (event.step() / STEPS_BETWEEN) + 1);
                }
            });
        });
    }

    private interface Training {
        RunResult of(Run run, Bundle extension);
    }

    private RunResult train(Trainer trainer, Optional<Path> directory, Training training)
            throws IOException, BundleException {
        Bundle extension = Extensions.install("elliott-1.0.0");
        try (Run run = trainer.prepare(request(directory))) {
            return training.of(run, extension);
        } finally {
            extension.uninstall();
        }
    }

    private RunRequest request(Optional<Path> directory) {
        return RunRequest.builder()
                .train("moons(n=100, noise=0.1, seed=42)")
                .test("moons(n=100, noise=0.1, seed=7)")
                .network("dense(20) elliott dense(20) elliott dense")
                .init("xavier")
                .optimizer("adam")
                .phase("backprop", (long) updates * STEPS_BETWEEN)
                .seed(0)
                .batch(32)
                .threads(2)
                .evaluateEvery(100)
                .directory(directory.orElse(null))
                .build();
    }

    private static void update(Bundle extension, byte[] jar) {
        try (InputStream in = new ByteArrayInputStream(jar)) {
            extension.update(in);
        } catch (IOException | BundleException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many of the class loaders that the extension has had are still there. */
    int loadersHeld() {
        loaders.removeIf(loader -> loader.get() == null);
        return loaders.size();
    }

    /** The swaps in the history of a run, such as {@code 1.0.0 -> 1.0.1}. */
    static List<String> swaps(Path directory) throws IOException {
        return Files.readAllLines(directory.resolve("events.jsonl")).stream()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .filter(event -> event.get("event").getAsString().equals("swapped"))
                .map(event -> version(event, "from") + " -> " + version(event, "to"))
                .toList();
    }

    private static String version(JsonObject event, String which) {
        return event.getAsJsonObject(which).get("version").getAsString();
    }
}
