package rai.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.service.ServiceExtension;
import rai.api.run.RunResult;
import rai.api.run.Trainer;

/** A thousand updates of an extension under the training that uses it: nothing may change, and nothing may grow. */
@ExtendWith(ServiceExtension.class)
class UpdatesSoak {
    private static final int UPDATES = 1_000;
    /** Until so many updates are done, caches fill and the compiler works. */
    private static final int WARM = 100;

    private static final double GROWTH = 1.05;

    @InjectService(timeout = 10_000)
    Trainer trainer;

    @TempDir
    Path temp;

    @Test
    void aThousandUpdatesLeaveTheResultAsItIsAndNothingGrows() throws Exception {
        Updates updates = new Updates(UPDATES);
        RunResult undisturbed = updates.undisturbed(trainer);
        Path directory = temp.resolve("run");
        Map<Integer, Vitals> vitals = new TreeMap<>();
        Figures.title("%,d updates of a bundle while %,d steps use its activation", UPDATES, undisturbed.steps());
        Figures.row(
                "%8s %10s %14s %12s %13s %8s %8s %8s",
                "updates", "heap MB", "resident MB", "arrays KB", "metaspace MB", "classes", "threads", "loaders");
        RunResult disturbed = updates.disturbed(trainer, directory, taken -> {
            if (taken % WARM == 0) {
                Vitals now = Vitals.now();
                vitals.put(taken, now);
                Figures.row(
                        "%8d %10.2f %14.1f %12.1f %13.2f %8d %8d %8d",
                        taken,
                        now.heap() / 1e6,
                        now.resident() / 1e6,
                        now.arrays() / 1e3,
                        now.metaspace() / 1e6,
                        now.classes(),
                        now.threads(),
                        updates.loadersHeld());
            }
        });
        boolean same = disturbed.stateHash().equals(undisturbed.stateHash());
        Figures.row(
                "state %s: %s as without updates", disturbed.stateHash().substring(0, 12), same ? "the same" : "not");
        Figures.row("swaps in events.jsonl: %d", Updates.swaps(directory).size());

        assertThat(same).as("the state is that of the run without updates").isTrue();
        assertThat(Updates.swaps(directory)).hasSize(UPDATES);
        requireFlat("heap", vitals, Vitals::heap);
        requireNotGrown("resident", vitals, Vitals::resident);
        requireFlat("arrays", vitals, Vitals::arrays);
        requireFlat("metaspace", vitals, Vitals::metaspace);
        requireFlat("classes", vitals, Vitals::classes);
        requireFlat("threads", vitals, Vitals::threads);
        assertThat(updates.loadersHeld()).isLessThanOrEqualTo(1);
    }

    /**
     * What the system counts goes up and down by tens of megabytes, as compiler and allocator take memory and give it back;
     * what leaks does not come down again.
     */
    private static void requireNotGrown(String what, Map<Integer, Vitals> vitals, ToLongFunction<Vitals> figure) {
        long first = figure.applyAsLong(vitals.get(WARM));
        long last = vitals.entrySet().stream()
                .filter(entry -> entry.getKey() > UPDATES - 3 * WARM)
                .mapToLong(entry -> figure.applyAsLong(entry.getValue()))
                .min()
                .orElseThrow();
        assertThat((double) last)
                .as("%s, the least after the last updates", what)
                .isLessThanOrEqualTo(first * GROWTH);
    }

    private static void requireFlat(String what, Map<Integer, Vitals> vitals, ToLongFunction<Vitals> figure) {
        long first = figure.applyAsLong(vitals.get(WARM));
        vitals.forEach((taken, now) -> assertThat((double) figure.applyAsLong(now))
                .as("%s after %d updates", what, taken)
                .isLessThanOrEqualTo(first * GROWTH));
    }
}
