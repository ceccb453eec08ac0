package rai.methods;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import rai.api.method.Training;
import rai.api.method.TrainingMethod;
import rai.api.network.Network;
import rai.api.spec.Named;

/** A method that does not train, but looks at a run of another one from inside, once it has started. */
@Named("inside")
final class Inside implements TrainingMethod {
    private final TrainingMethod method;
    private final Consumer<Training> look;
    private Throwable failure;

    private Inside(TrainingMethod method, Consumer<Training> look) {
        this.method = method;
        this.look = look;
    }

    /** Looks at the first step of a run. */
    static void look(Lab lab, TrainingMethod method, Consumer<Training> look) {
        Inside inside = new Inside(method, look);
        lab.with(inside).train(1, "inside");
        if (inside.failure instanceof Error error) {
            throw error;
        }
        if (inside.failure instanceof RuntimeException exception) {
            throw exception;
        }
    }

    @Override
    public Set<Batching> batching() {
        return method.batching();
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

    @Override
    public void step(Training training) {
        try {
            look.accept(training);
        } catch (Throwable e) { // a run would report it as the failure of a service
            failure = e;
        }
        training.completed(0);
    }
}
