package rai.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.method.GradientMethod;
import rai.api.method.Training;
import rai.api.spec.Named;

/**
 * A method that does not train, but compares the gradient of another one, at every parameter and variable, with central
 * differences of that method's own objective.
 */
@Named("check")
final class GradientCheck extends Disguise<GradientMethod> implements GradientMethod {
    private static final double STEP = 1e-5;

    private int compared;

    GradientCheck(GradientMethod method) {
        super(method);
    }

    int compared() {
        return compared;
    }

    @Override
    public void start(Training training) {
        super.start(training);
        // off the start, where all hidden losses are 0
        method.variables(training.network(), (int) training.inputs().size(0))
                .forEach(v -> disturb(training.variable(v.name())));
        disturb(training.parameters());
    }

    private static void disturb(INDArray values) {
        for (long i = 0; i < values.length(); i++) {
            values.putScalar(i, values.getDouble(i) + 0.1 * Math.sin(37 * i));
        }
    }

    @Override
    public double gradient(Training training) {
        double objective = method.gradient(training);
        INDArray ofParameters = training.parameterGradient().dup();
        List<INDArray> ofVariables = method
                .variables(training.network(), (int) training.inputs().size(0))
                .stream()
                .map(v -> training.gradient(v.name()).dup())
                .toList();
        compare(training, training.parameters(), ofParameters, "parameter");
        int i = 0;
        for (Variable v :
                method.variables(training.network(), (int) training.inputs().size(0))) {
            compare(training, training.variable(v.name()), ofVariables.get(i++), v.name());
        }
        return objective;
    }

    private void compare(Training training, INDArray values, INDArray gradient, String what) {
        for (long i = 0; i < values.length(); i++) {
            double at = values.getDouble(i);
            values.putScalar(i, at + STEP);
            double above = method.gradient(training);
            values.putScalar(i, at - STEP);
            double below = method.gradient(training);
            values.putScalar(i, at);
            double expected = (above - below) / (2 * STEP);
            assertThat(gradient.getDouble(i))
                    .as("gradient of %s %d of %d", what, i, values.length())
                    .isCloseTo(expected, within(1e-8 + 1e-6 * Math.abs(expected)));
            compared++;
        }
    }
}
