package rai.methods;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.activations.Relu;
import rai.activations.Sigmoid;
import rai.activations.Tanh;
import rai.api.data.Dataset;
import rai.api.data.DatasetSource;
import rai.api.data.Task;
import rai.api.run.PhaseBuilder;
import rai.api.run.Precision;
import rai.api.run.Run;
import rai.api.run.RunRequest;
import rai.api.run.RunResult;
import rai.api.spec.Named;
import rai.api.spec.Setting;
import rai.core.catalog.ServiceCatalog;
import rai.core.compute.FastestEngine;
import rai.core.trainer.DefaultTrainer;
import rai.datasets.Moons;
import rai.init.Isometric;
import rai.init.UniformFanIn;
import rai.layers.BatchNorm;
import rai.layers.Dropout;
import rai.layers.LayerNorm;
import rai.layers.LearnableSwish;
import rai.layers.Maxout;
import rai.losses.Bce;
import rai.losses.BceWithLogits;
import rai.losses.Huber;
import rai.losses.Mse;
import rai.optimizers.Adam;
import rai.optimizers.Rprop;
import rai.optimizers.Sgd;

/** Small trainings without a framework. */
final class Lab {
    /** A regression with two numbers to be learnt of three. */
    @Named("waves")
    static class Waves implements DatasetSource {
        @Setting("Examples.")
        int n = 7;

        @Setting("Whether the examples come in reverse order.")
        boolean reverse = false;

        @Override
        public Dataset load() {
            INDArray x = Nd4j.create(DataType.DOUBLE, n, 3);
            INDArray y = Nd4j.create(DataType.DOUBLE, n, 2);
            for (int row = 0; row < n; row++) {
                int i = reverse ? n - 1 - row : row;
                for (int j = 0; j < 3; j++) {
                    x.putScalar(row, j, Math.sin(1 + i * 3 + j));
                }
                y.putScalar(row, 0, Math.cos(i));
                y.putScalar(row, 1, i / 3.0);
            }
            return new Dataset(Task.REGRESSION, x, y, List.of("a", "b", "c"), List.of());
        }
    }

    private final List<Object> services = new ArrayList<>(List.of(
            new Relu(),
            new Sigmoid(),
            new Tanh(),
            new Mse(),
            new Huber(),
            new Bce(),
            new BceWithLogits(),
            new Rprop(),
            new Adam(),
            new Sgd(),
            new UniformFanIn(),
            new Isometric(),
            new Moons(),
            new Waves(),
            new Backprop(),
            new Rai(),
            new RaiRemade(),
            new Refit(),
            new Alt(),
            new Bcd(),
            new Admm(),
            new Mac(),
            new AltN(),
            new Lift(),
            new Readout(),
            new GaussNewton(),
            new LocalLoss(),
            new ForwardForward(),
            new DifferenceTargetPropagation(),
            new FastestEngine(),
            new BatchNorm(),
            new LayerNorm(),
            new Dropout(),
            new LearnableSwish(),
            new Maxout()));
    private String data = "waves";
    private String network = "dense(4) sigmoid dense(4) sigmoid dense(4) tanh dense(5) sigmoid dense";
    private String init = "uniform-fan-in";
    private String optimizer = "sgd(rate=0.01)";
    private Optional<String> test = Optional.empty();
    private Precision precision = Precision.FLOAT64;
    private Optional<String> schedule = Optional.empty();
    private String loss;
    private int batch = 0;
    private int threads = 1;
    private long seed = 0;

    Lab with(Object service) {
        services.add(service);
        return this;
    }

    Lab data(String spec) {
        data = spec;
        return this;
    }

    Lab test(String spec) {
        test = Optional.of(spec);
        return this;
    }

    Lab network(String layers) {
        network = layers;
        return this;
    }

    Lab init(String spec) {
        init = spec;
        return this;
    }

    Lab optimizer(String spec) {
        optimizer = spec;
        return this;
    }

    /** Of the first method. */
    Lab schedule(String spec) {
        schedule = Optional.of(spec);
        return this;
    }

    Lab loss(String spec) {
        loss = spec;
        return this;
    }

    Lab float32() {
        precision = Precision.FLOAT32;
        return this;
    }

    Lab batch(int examples) {
        batch = examples;
        return this;
    }

    Lab threads(int count) {
        threads = count;
        return this;
    }

    Lab seed(long number) {
        seed = number;
        return this;
    }

    RunResult train(long steps, String method, String... then) {
        List<PhaseBuilder> phases = new ArrayList<>(List.of(PhaseBuilder.of(method, steps)));
        schedule.ifPresent(phases.get(0)::schedule);
        for (String phase : then) {
            phases.add(PhaseBuilder.parse(phase));
        }
        try (Run run = new DefaultTrainer(ServiceCatalog.of(services.toArray()))
                .prepare(RunRequest.builder()
                        .train(data)
                        .test(test.orElse(null))
                        .network(network)
                        .init(init)
                        .optimizer(optimizer)
                        .loss(loss)
                        .phases(phases)
                        .seed(seed)
                        .batch(batch)
                        .threads(threads)
                        .precision(precision)
                        .build())) {
            return run.train(event -> {});
        }
    }

    static double number(Map<String, Object> report, String name) {
        return (Double) report.get(name);
    }
}
