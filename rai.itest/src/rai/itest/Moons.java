package rai.itest;

import rai.api.run.Precision;
import rai.api.run.RunRequest;

/** Small trainings on the moons. */
final class Moons {
    private Moons() {}

    /** A network with one hidden layer, trained in float64 on 100 examples. */
    static RunRequest request(String activation, String method, String optimizer, long steps) {
        return RunRequest.builder()
                .train("moons(n=100, noise=0.1, seed=42)")
                .test("moons(n=200, noise=0.1, seed=7)")
                .network("dense(20) " + activation + " dense")
                .init("xavier")
                .optimizer(optimizer)
                .phase(method, steps)
                .seed(0)
                .threads(1)
                .precision(Precision.FLOAT64)
                .build();
    }

    static RunRequest request(String activation, long steps) {
        return request(activation, "backprop", "rprop(step=0.01)", steps);
    }
}
