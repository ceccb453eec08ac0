package rai.experiments.mnist;

import java.util.List;
import rai.api.study.Outcome;
import rai.api.study.Trial;

/** With further seeds: does the last rate at which a network learns still learn, and does the next one still diverge? */
record Edges() {
    private static final String STAGE = "edges";

    /** @return the same trial, in a stage of its own */
    static Trial staged(Trial trial) {
        return new Trial(STAGE, trial.factors(), trial.request(), trial.keep());
    }

    static boolean has(Trial trial) {
        return trial.stage().equals(STAGE);
    }

    /** @return the outcomes of the grid */
    static List<Outcome> others(List<Outcome> outcomes) {
        return outcomes.stream().filter(outcome -> !has(outcome.trial())).toList();
    }
}
