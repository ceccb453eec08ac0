package rai.studies;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import rai.api.run.Run;
import rai.api.run.RunEvent;
import rai.api.run.Trainer;
import rai.api.study.Experiment.Progress;
import rai.api.study.ExperimentRequest;

/** Trains every variant of a problem with every seed. */
final class Comparison {
    private final Trainer trainer;
    private final Problem problem;

    Comparison(Trainer trainer, Problem problem) {
        this.trainer = trainer;
        this.problem = problem;
    }

    /**
     * @param variants what is compared
     * @param request seeds, threads, and when to end early
     * @param grid the cells of the landscapes
     * @param progress called before each training
     * @return one outcome per variant; those not reached are empty
     */
    List<Outcome> run(List<Variant> variants, ExperimentRequest request, Grid grid, Consumer<Progress> progress) {
        int total = variants.size() * request.seeds();
        List<Outcome> outcomes = new ArrayList<>();
        int done = 0;
        for (Variant variant : variants) {
            Outcome outcome = new Outcome(variant);
            outcomes.add(outcome);
            for (long seed = request.firstSeed(); seed < request.firstSeed() + request.seeds(); seed++) {
                if (request.cancelled().getAsBoolean()) {
                    return outcomes;
                }
                String now = variant.name() + ", seed " + seed;
                progress.accept(new Progress(done, total, now));
                train(outcome, seed, request, grid);
                progress.accept(new Progress(++done, total, now));
            }
        }
        return outcomes;
    }

    private void train(Outcome outcome, long seed, ExperimentRequest request, Grid grid) {
        try (Run run = trainer.prepare(problem.request(outcome.variant(), seed, request.threads()))) {
            outcome.add(run.train(event -> {
                if (event instanceof RunEvent.Stepped && request.cancelled().getAsBoolean()) {
                    run.stop();
                }
            }));
            if (outcome.landscape() == null) {
                outcome.landscape(grid.probability(run.model()));
            }
        }
    }
}
