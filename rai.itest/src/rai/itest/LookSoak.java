package rai.itest;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.service.ServiceExtension;
import rai.api.run.Phase;
import rai.api.run.Run;
import rai.api.run.RunEvent;
import rai.api.run.RunRequest;
import rai.api.run.Trainer;

/**
 * What it costs to look at the catalog before each step: the same run with and without, in turns of some steps each. Measured,
 * not judged.
 */
@ExtendWith(ServiceExtension.class)
class LookSoak {
    private static final int TURNS = 400;

    @InjectService(timeout = 10_000)
    Trainer trainer;

    @Test
    void thePriceOfTheLook() throws Exception {
        Figures.title("a step that looks for services in the catalog, beside one that does not");
        measure(
                "12 examples, dense(4) tanh dense, backprop with sgd",
                "moons(n=12)",
                "dense(4) tanh dense",
                "backprop",
                "sgd",
                200);
        measure(
                "100 examples, 100x(dense(100) sigmoid), rai with rprop",
                "moons(n=100)",
                "100x(dense(100) sigmoid) dense",
                "rai",
                "rprop(step=0.1)",
                3);
    }

    private void measure(String what, String data, String network, String method, String optimizer, int steps)
            throws Exception {
        RunRequest request = new RunRequest(
                data,
                Optional.empty(),
                network,
                "xavier",
                Optional.empty(),
                optimizer,
                List.of(Phase.steps(method, (long) steps * TURNS * 2)),
                0,
                0,
                1,
                RunRequest.Precision.FLOAT32,
                false,
                0,
                Optional.empty());
        List<Double> with = new ArrayList<>();
        List<Double> without = new ArrayList<>();
        Field held =
                Extensions.provider("rai.core").loadClass("rai.core.run.Steps").getDeclaredField("held");
        held.setAccessible(true);
        long[] began = {0};
        try (Run run = trainer.prepare(request)) {
            run.train(event -> {
                if (event instanceof RunEvent.Stepped && event.step() % steps == 0) {
                    long turn = event.step() / steps;
                    if (turn > TURNS) { // the first half warms up
                        (turn % 2 == 0 ? with : without).add((System.nanoTime() - began[0]) / 1e3 / steps);
                    }
                    set(held, turn % 2 == 0); // that of the next turn
                    began[0] = System.nanoTime();
                }
            });
        } finally {
            set(held, false);
        }
        Collections.sort(with);
        Collections.sort(without);
        double looks = with.get(with.size() / 2);
        double keeps = without.get(without.size() / 2);
        Figures.row("%-58s %9.2f us, %9.2f us without: %+.2f %%", what, looks, keeps, 100 * (looks / keeps - 1));
    }

    private static void set(Field field, boolean value) {
        try {
            field.setBoolean(null, value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
