package rai.itest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.service.ServiceExtension;
import rai.api.run.Run;
import rai.api.run.RunEvent;
import rai.api.run.RunRequest;
import rai.api.run.RunResult;
import rai.api.run.Trainer;

/**
 * What it costs to look at the catalog before each step, and to report the step after it: the time of a run from its start to
 * its last step, beside the time that it spent in steps. Measured, not judged.
 */
@ExtendWith(ServiceExtension.class)
class LookSoak {
    private static final int TURNS = 10;

    @InjectService(timeout = 10_000)
    Trainer trainer;

    @Test
    void theCostOfTheCheck() {
        Figures.title("a step with the look for changed services before it, beside the step alone");
        measure(
                "12 examples, dense(4) tanh dense, backprop with sgd",
                "moons(n=12)",
                "dense(4) tanh dense",
                "backprop",
                "sgd",
                10_000);
        measure(
                "100 examples, 100x(dense(100) sigmoid), rai with rprop",
                "moons(n=100)",
                "100x(dense(100) sigmoid) dense",
                "rai",
                "rprop(step=0.1)",
                100);
    }

    private void measure(String what, String data, String network, String method, String optimizer, int steps) {
        RunRequest request = RunRequest.builder()
                .train(data)
                .network(network)
                .init("xavier")
                .optimizer(optimizer)
                .phase(method, steps)
                .seed(0)
                .threads(1)
                .build();
        List<Double> all = new ArrayList<>();
        List<Double> inSteps = new ArrayList<>();
        for (int turn = 0; turn < 2 * TURNS; turn++) {
            long[] at = new long[2];
            try (Run run = trainer.prepare(request)) {
                RunResult result = run.train(event -> {
                    if (event instanceof RunEvent.Started) {
                        at[0] = System.nanoTime();
                    } else if (event instanceof RunEvent.Stepped) {
                        at[1] = System.nanoTime();
                    }
                });
                if (turn >= TURNS) { // the first half warms up
                    all.add((at[1] - at[0]) / 1e3 / result.steps());
                    inSteps.add(result.seconds() * 1e6 / result.steps());
                }
            }
        }
        Collections.sort(all);
        Collections.sort(inSteps);
        double whole = all.get(all.size() / 2);
        double step = inSteps.get(inSteps.size() / 2);
        Figures.row("%-58s %9.2f us, %9.2f us in the step: %+.2f %%", what, whole, step, 100 * (whole / step - 1));
    }
}
