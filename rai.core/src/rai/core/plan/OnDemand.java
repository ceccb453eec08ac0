package rai.core.plan;

import java.util.List;
import rai.api.method.TrainingMethod;
import rai.api.run.RefusalException;
import rai.core.network.FlatNetwork;
import rai.core.service.Services;

/** What can't be trained on examples that are read whenever they are needed, since they may be larger than memory. */
final class OnDemand {
    private OnDemand() {}

    /** @throws RefusalException if a phase needs all examples at once, or keeps something for each of them */
    static void require(int examples, List<PlannedPhase> stages, Services services, FlatNetwork network) {
        for (int i = 0; i < stages.size(); i++) {
            PlannedPhase stage = stages.get(i);
            String where = PlannedPhase.inPhase(i, stages.size());
            if (!stage.asked().isMiniBatch(examples)) {
                throw new RefusalException(
                        where + "the training data are read on demand, in mini-batches, but the phase trains on all "
                                + examples + " examples in every step",
                        "give --batch",
                        "set phases[" + i + "].batch");
            }
            Planner.arrays(services.method(stage.method()), network, examples).stream()
                    .filter(TrainingMethod.Variable::perExample)
                    .findFirst()
                    .ifPresent(kept -> {
                        String fact = where + "the training data are read on demand, but the method "
                                + stage.method().name() + " keeps " + kept.name() + " for each of the " + examples
                                + " examples in memory";
                        throw new RefusalException(
                                fact,
                                "give a --method that keeps nothing for each example, such as backprop",
                                "set a method that keeps nothing for each example, such as backprop");
                    });
        }
    }
}
