package rai.core;

import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.activation.ScalarActivation;
import rai.api.data.Dataset;
import rai.api.data.DatasetSource;
import rai.api.data.Task;
import rai.api.init.DenseStart;
import rai.api.init.Initializer;
import rai.api.loss.Loss;
import rai.api.method.GradientMethod;
import rai.api.method.Training;
import rai.api.network.Segment;
import rai.api.optimizer.ElementwiseOptimizer;
import rai.api.optimizer.Slots;
import rai.api.optimizer.Update;
import rai.api.spec.Named;
import rai.api.spec.Setting;
import rai.core.catalog.ServiceCatalog;
import rai.core.compute.FastestEngine;
import rai.core.compute.ReferenceEngine;
import rai.splits.Holdout;

/** The smallest services with which a run can be made. */
public final class Fixtures {
    private Fixtures() {}

    public static ServiceCatalog catalog() {
        return ServiceCatalog.of(
                new Bend(),
                new Spread(),
                new Squares(),
                new Logits(),
                new Descent(),
                new Down(),
                new Ring(),
                new Line(),
                new Holdout(),
                new FastestEngine(),
                new ReferenceEngine());
    }

    /** tanh. */
    @Named("bend")
    public static class Bend implements ScalarActivation {
        @Override
        public double value(double z) {
            return Math.tanh(z);
        }

        @Override
        public double derivative(double z) {
            double a = Math.tanh(z);
            return 1 - a * a;
        }
    }

    @Named("spread")
    public static class Spread implements Initializer {
        @Override
        public void initialize(DenseStart map) {
            for (INDArray array : List.of(map.weight(), map.bias())) {
                for (long i = 0; i < array.size(0); i++) {
                    for (long j = 0; j < array.size(1); j++) {
                        array.putScalar(i, j, map.random().nextGaussian() / Math.sqrt(map.fanIn()));
                    }
                }
            }
        }
    }

    @Named("mse")
    public static class Squares implements Loss {
        @Override
        public double value(INDArray output, INDArray target) {
            return output.squaredDistance(target) / output.length();
        }

        @Override
        public double gradient(INDArray output, INDArray target, INDArray gradient) {
            double loss = value(output, target);
            gradient.assign(output.sub(target).mul(2.0 / output.length()));
            return loss;
        }
    }

    /** Squares of what a sigmoid makes of the output: for classes. */
    @Named("bce-with-logits")
    public static class Logits extends Squares {
        @Override
        public Targets targets() {
            return Targets.PROBABILITIES;
        }
    }

    /** x -= rate * factor * (g + inertia * previous g). */
    @Named("descent")
    public static class Descent implements ElementwiseOptimizer {
        @Setting("Learning rate.")
        double rate = 0.1;

        /** Another default. */
        protected void setRate(double other) {
            rate = other;
        }

        @Override
        public List<String> slots() {
            return List.of("previous");
        }

        @Override
        public void update(INDArray x, INDArray gradient, Slots slots, Update update) {
            INDArray previous = slots.get("previous");
            x.subi(gradient.add(previous.mul(0.5)).mul(rate * update.factor()));
            previous.assign(gradient);
        }
    }

    @Named("down")
    public static class Down implements GradientMethod {
        @Override
        public double gradient(Training training) {
            Segment network = training.segment(0, training.network().layers().size());
            INDArray output = network.forward(training.inputs());
            INDArray upstream = training.scratch("upstream", output.shape());
            double loss = training.loss().gradient(output, training.targets(), upstream);
            network.backward(upstream, false);
            return loss;
        }
    }

    /** Points on a ring: class 1 on the right. */
    @Named("ring")
    public static class Ring implements DatasetSource {
        @Setting("Examples.")
        int n = 12;

        @Override
        public Dataset load() {
            INDArray x = Nd4j.create(DataType.DOUBLE, n, 2);
            INDArray y = Nd4j.create(DataType.DOUBLE, n, 1);
            for (int i = 0; i < n; i++) {
                x.putScalar(i, 0, Math.cos(i + 0.5));
                x.putScalar(i, 1, Math.sin(i + 0.5));
                y.putScalar(i, 0, Math.cos(i + 0.5) > 0 ? 1 : 0);
            }
            return new Dataset(Task.BINARY, x, y, List.of("x0", "x1"), List.of("left", "right"));
        }
    }

    /** y = 2x + 1. */
    @Named("line")
    public static class Line implements DatasetSource {
        @Override
        public Dataset load() {
            INDArray x = Nd4j.linspace(DataType.DOUBLE, -1, 0.1, 20).reshape(20, 1);
            return new Dataset(Task.REGRESSION, x, x.mul(2).add(1), List.of("x"), List.of());
        }
    }
}
