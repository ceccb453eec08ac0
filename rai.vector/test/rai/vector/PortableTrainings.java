package rai.vector;

import java.util.ArrayList;
import java.util.List;
import rai.activations.Gelu;
import rai.activations.Relu;
import rai.activations.Sigmoid;
import rai.activations.Sine;
import rai.activations.Tanh;
import rai.api.array.VectorApi;
import rai.api.run.Run;
import rai.api.run.RunRequest;
import rai.api.run.RunRequestBuilder;
import rai.api.run.RunResult;
import rai.core.catalog.ServiceCatalog;
import rai.core.compute.FastestEngine;
import rai.core.compute.PortableEngine;
import rai.core.compute.ReferenceEngine;
import rai.core.trainer.DefaultTrainer;
import rai.datasets.Blobs;
import rai.datasets.Moons;
import rai.init.Isometric;
import rai.init.Orthogonal;
import rai.init.UniformFanIn;
import rai.init.Xavier;
import rai.layers.BatchNorm;
import rai.layers.Dropout;
import rai.losses.BceWithLogits;
import rai.losses.Mse;
import rai.losses.SoftmaxCrossEntropy;
import rai.methods.Alt;
import rai.methods.Backprop;
import rai.methods.Rai;
import rai.methods.Refit;
import rai.optimizers.Adam;
import rai.optimizers.Rprop;
import rai.optimizers.Sgd;

/** Trainings of several methods, as a program: prints a line of hash and figures for each. */
final class PortableTrainings {
    private PortableTrainings() {}

    /** @param arguments the engine */
    public static void main(String[] arguments) {
        System.out.println("vectors " + VectorApi.available());
        all(arguments[0]).forEach(System.out::println);
    }

    static List<String> all(String engine) {
        List<String> lines = new ArrayList<>();
        for (RunRequestBuilder request : requests()) {
            RunResult result = train(request.engine(engine));
            lines.add("trained " + result.stateHash() + " " + result.train() + " " + result.test() + " "
                    + result.method());
        }
        return lines;
    }

    static List<RunRequestBuilder> requests() {
        String moons = "moons(n=150, noise=0.2, seed=3)";
        String blobs = "blobs(n=90, centers=3, seed=5)";
        return List.of(
                request(moons, "dense(37) tanh dense(20) tanh dense", "orthogonal", "sgd(rate=0.1, momentum=0.9)")
                        .phase("backprop", 30),
                request(blobs, "dense(24) gelu dense(17) relu dense", "isometric", "adam(rate=0.01)")
                        .phase("backprop", 30),
                request(
                                blobs,
                                "dense(20) batch-norm sigmoid dropout(p=0.2) residual(dense(20) tanh dense) dense",
                                "xavier",
                                "rprop(step=0.01)")
                        .phase("backprop", 20),
                request(moons, "8x(dense(30) sigmoid) dense", "uniform-fan-in", "rprop(step=0.1)")
                        .phase("rai", 30)
                        .phase("refit", 1),
                request(moons, "3x(dense(20) sigmoid) dense", "isometric", "sgd")
                        .phase("alt", 5));
    }

    private static RunRequestBuilder request(String data, String network, String init, String optimizer) {
        return RunRequest.builder()
                .train(data)
                .test(data.replace("seed=", "seed=1"))
                .network(network)
                .init(init)
                .optimizer(optimizer)
                .seed(3)
                .threads(2);
    }

    static RunResult train(RunRequestBuilder request) {
        List<Object> services = new ArrayList<>(List.of(
                new PortableEngine(),
                new ReferenceEngine(),
                new FastestEngine(),
                new Sigmoid(),
                new Tanh(),
                new Relu(),
                new Gelu(),
                new Sine(),
                new Moons(),
                new Blobs(),
                new UniformFanIn(),
                new Xavier(),
                new Orthogonal(),
                new Isometric(),
                new BceWithLogits(),
                new SoftmaxCrossEntropy(),
                new Mse(),
                new BatchNorm(),
                new Dropout(),
                new Backprop(),
                new Rai(),
                new Refit(),
                new Alt(),
                new Adam(),
                new Rprop(),
                new Sgd()));
        if (VectorApi.available()) {
            services.add(0, new PortableVectorEngine());
        }
        try (Run run = new DefaultTrainer(ServiceCatalog.of(services.toArray())).prepare(request.build())) {
            return run.train(event -> {});
        }
    }
}
