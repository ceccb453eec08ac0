package rai.methods;

import java.util.function.Consumer;
import rai.api.method.Training;
import rai.api.method.TrainingMethod;
import rai.api.spec.Named;

/** A method that does not train, but looks at a run of another one from inside, once it has started. */
@Named("inside")
final class Inside extends Disguise<TrainingMethod> {
    private final Consumer<Training> look;
    private Throwable failure;

    private Inside(TrainingMethod method, Consumer<Training> look) {
        super(method);
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
    public void step(Training training) {
        try {
            look.accept(training);
        } catch (Throwable e) { // a run would report it as the failure of a service
            failure = e;
        }
        training.completed(0);
    }
}
