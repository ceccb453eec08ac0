package rai.layers;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.activation.Activation;
import rai.api.layer.Pass;

/** An {@link ActivationNetwork} as it is in evaluation: with fixed parameters and averages, an activation like any other. */
final class FixedActivationNetwork implements Activation {
    private final ActivationNetwork network;
    private final Map<String, INDArray> parameters;
    private final Map<String, INDArray> state;

    FixedActivationNetwork(ActivationNetwork network, Map<String, INDArray> parameters, Map<String, INDArray> state) {
        this.network = network;
        this.parameters = copies(parameters);
        this.state = copies(state);
    }

    private static Map<String, INDArray> copies(Map<String, INDArray> arrays) {
        Map<String, INDArray> copies = new HashMap<>();
        arrays.forEach((name, array) -> copies.put(name, array.dup('c')));
        return copies;
    }

    @Override
    public void value(INDArray z, INDArray out) {
        new ActivationNetworkPass(network, new Evaluation(z, out, null, null)).forward();
    }

    @Override
    public void backward(INDArray z, INDArray a, INDArray upstream, INDArray out) {
        new ActivationNetworkPass(network, new Evaluation(z, a, upstream, out)).backwardInEvaluation();
    }

    private final class Evaluation implements Pass {
        private final INDArray input;
        private final INDArray output;
        private final INDArray upstream;
        private final INDArray downstream;

        Evaluation(INDArray input, INDArray output, INDArray upstream, INDArray downstream) {
            this.input = input;
            this.output = output;
            this.upstream = upstream;
            this.downstream = downstream;
        }

        @Override
        public boolean training() {
            return false;
        }

        @Override
        public INDArray input() {
            return input;
        }

        @Override
        public INDArray output() {
            return output;
        }

        @Override
        public INDArray upstream() {
            return upstream;
        }

        @Override
        public INDArray downstream() {
            return downstream;
        }

        @Override
        public INDArray parameter(String name) {
            return parameters.get(name);
        }

        @Override
        public INDArray gradient(String name) {
            throw new UnsupportedOperationException("what is fixed has no gradient");
        }

        @Override
        public INDArray state(String name) {
            return state.get(name);
        }

        @Override
        public INDArray scratch(String name, long... shape) {
            throw new UnsupportedOperationException("in evaluation nothing is kept");
        }

        @Override
        public RandomGenerator random() {
            throw new IllegalStateException("evaluation knows no chance");
        }

        @Override
        public void share(int tasks, IntConsumer task) {
            for (int i = 0; i < tasks; i++) {
                task.accept(i);
            }
        }
    }
}
