package rai.core.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.method.GradientMethod;
import rai.api.method.Training;
import rai.api.network.Network;
import rai.api.optimizer.ElementwiseOptimizer;
import rai.api.optimizer.ObjectiveOptimizer;
import rai.api.optimizer.Slots;
import rai.api.optimizer.Update;
import rai.api.schedule.Progress;
import rai.api.schedule.Schedule;
import rai.api.spec.Named;
import rai.api.spec.Setting;
import rai.api.spec.SpecException;
import rai.api.state.Numbers;
import rai.core.Fixtures;

/** Services that control a run: optimizers, schedules and methods, small enough to know what they must do. */
final class ControlServices {
    /** x -= rate * factor * g. */
    @Named("plain")
    public static class Plain implements ElementwiseOptimizer {
        @Setting("Learning rate.")
        double rate = 0.1;

        @Override
        public List<String> slots() {
            return List.of();
        }

        @Override
        public void update(INDArray x, INDArray gradient, Slots slots, Update update) {
            x.subi(gradient.mul(rate * update.factor()));
        }
    }

    @Named("fixed")
    public static class Fixed implements Schedule {
        @Setting("The factor.")
        double factor = 1;

        @Override
        public double factor(Progress at, Numbers state) {
            if (factor < 0) {
                throw new SpecException("fixed must not be negative");
            }
            return factor;
        }
    }

    @Named("halving")
    public static class Halving implements Schedule {
        static final List<String> SEEN = new ArrayList<>();

        @Override
        public double factor(Progress at, Numbers state) {
            SEEN.add(at.step() + "/" + at.steps());
            return 0.5;
        }
    }

    /** Counts the figures that it receives. */
    @Named("watcher")
    public static class Watcher implements Schedule {
        @Setting("What is watched.")
        String metric = "objective";

        @Override
        public List<String> numbers() {
            return List.of("seen");
        }

        @Override
        public Optional<String> watches() {
            return Optional.of(metric);
        }

        @Override
        public void observe(double value, Numbers state) {
            state.set("seen", state.get("seen") + 1);
        }

        @Override
        public double factor(Progress at, Numbers state) {
            return 1;
        }
    }

    /** Evaluates again where it is, then moves. */
    @Named("searcher")
    public static class Searcher implements ObjectiveOptimizer {
        static double DIFFERENCE;

        @Override
        public List<String> slots() {
            return List.of("last");
        }

        @Override
        public List<String> numbers() {
            return List.of("evaluations");
        }

        @Override
        public void step(
                INDArray x,
                INDArray gradient,
                double objective,
                DoubleSupplier evaluate,
                Slots slots,
                Numbers numbers,
                Update update) {
            INDArray before = gradient.dup();
            DIFFERENCE = Math.abs(evaluate.getAsDouble() - objective) + gradient.distance1(before);
            numbers.set("evaluations", numbers.get("evaluations") + 2);
            slots.get("last").assign(gradient);
            x.subi(gradient.mul(0.1));
        }
    }

    /** Trains a variable of one element, ½ goal², and leaves the network alone. */
    @Named("towards")
    public static class Towards implements GradientMethod {
        @Override
        public List<Variable> variables(Network network, int examples) {
            return List.of(new Variable("goal", 1));
        }

        @Override
        public void start(Training training) {
            training.variable("goal").assign(1);
        }

        @Override
        public double gradient(Training training) {
            double x = training.variable("goal").getDouble(0);
            training.parameterGradient().assign(0);
            training.gradient("goal").assign(x);
            return x * x / 2;
        }
    }

    /** Down for twenty steps, then up. */
    @Named("pits")
    public static class Pits extends Fixtures.Down {
        @Override
        public double gradient(Training training) {
            double objective = super.gradient(training);
            if (training.step() >= 20) {
                training.parameterGradient().negi();
            }
            return objective;
        }
    }

    private ControlServices() {}
}
