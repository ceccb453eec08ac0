package rai.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.service.ServiceExtension;
import rai.api.run.RunResult;
import rai.api.run.Trainer;

/** An extension is updated again and again under the training that uses it. {@link UpdatesSoak} does it longer. */
@ExtendWith(ServiceExtension.class)
class UpdatesTest {
    private static final int UPDATES = 50;

    @InjectService(timeout = 10_000)
    Trainer trainer;

    @TempDir
    Path temp;

    @Test
    void fiftyUpdatesChangeNoResultAndLeakNoClassLoader() throws Exception {
        Updates updates = new Updates(UPDATES);
        RunResult undisturbed = updates.undisturbed(trainer);
        Path directory = temp.resolve("run");
        RunResult disturbed = updates.disturbed(trainer, directory, taken -> {
            if (taken == UPDATES) {
                Eventually.until("all class loaders but the one in use are freed", () -> {
                    System.gc();
                    return updates.loadersHeld() == 1;
                });
            }
        });
        assertThat(disturbed.stateHash()).isEqualTo(undisturbed.stateHash());
        assertThat(Updates.swaps(directory)).hasSize(UPDATES);
        for (int i = 0; i < UPDATES; i++) {
            assertThat(Updates.swaps(directory).get(i)).isEqualTo(i % 2 == 0 ? "1.0.0 -> 1.0.1" : "1.0.1 -> 1.0.0");
        }
    }
}
