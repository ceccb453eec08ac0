package rai.itest;

import java.util.List;
import java.util.Optional;
import rai.api.run.Phase;
import rai.api.run.RunRequest;

/** Small trainings on the moons. */
final class Moons {
    private Moons() {}

    /** A network with one hidden layer, trained in float64 on 100 examples. */
    static RunRequest request(String activation, String method, String optimizer, long steps) {
        return new RunRequest(
                "moons(n=100, noise=0.1, seed=42)",
                Optional.of("moons(n=200, noise=0.1, seed=7)"),
                "dense(20) " + activation + " dense",
                "xavier",
                Optional.empty(),
                optimizer,
                List.of(Phase.steps(method, steps)),
                0,
                0,
                1,
                RunRequest.Precision.FLOAT64,
                false,
                0,
                Optional.empty());
    }

    static RunRequest request(String activation, long steps) {
        return request(activation, "backprop", "rprop(step=0.01)", steps);
    }
}
