package rai.methods;

import java.util.List;
import java.util.Set;
import rai.api.loss.Loss;
import rai.api.method.Training;
import rai.api.method.TrainingMethod;
import rai.api.network.Network;

/** A method that asks the run for what another one needs, and does something else in its steps. */
abstract class Disguise<M extends TrainingMethod> implements TrainingMethod {
    final M method;

    Disguise(M method) {
        this.method = method;
    }

    @Override
    public Set<Batching> batching() {
        return method.batching();
    }

    @Override
    public void require(Network network, Loss loss, int rows) {
        method.require(network, loss, rows);
    }

    @Override
    public List<Variable> variables(Network network, int examples) {
        return method.variables(network, examples);
    }

    @Override
    public List<Variable> state(Network network, int examples) {
        return method.state(network, examples);
    }

    @Override
    public List<String> numbers() {
        return method.numbers();
    }

    @Override
    public void start(Training training) {
        method.start(training);
    }
}
