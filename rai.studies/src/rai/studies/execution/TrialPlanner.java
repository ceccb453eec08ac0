package rai.studies.execution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import rai.api.run.PlannedRun;
import rai.api.run.Planning;
import rai.api.run.Trainer;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;
import rai.api.study.Study;
import rai.api.study.Trial;
import rai.studies.journal.Basis;
import rai.studies.journal.Pool;

/** Finds the services and data of all trials before any is trained. */
final class TrialPlanner implements AutoCloseable {
    private final Planning planning;
    private final Pool pool = new Pool();
    private final Study study;
    private final Set<String> metrics = new HashSet<>();
    private final Map<Trial, PlannedTrial> planned = new HashMap<>();

    TrialPlanner(Trainer trainer, Study study) {
        this.study = study;
        planning = trainer.planning();
    }

    /**
     * @param trials what a study plans
     * @return the same, in the same order
     * @throws SpecException if one can't be trained, two have the same stage and factors, or a metric is missing
     */
    List<PlannedTrial> plan(List<Trial> trials) {
        Set<List<Object>> names = new HashSet<>();
        List<PlannedTrial> all = new ArrayList<>();
        for (Trial trial : trials) {
            if (!names.add(List.of(trial.stage(), trial.factors()))) {
                throw new SpecException("the study plans two trials " + PlannedTrial.name(trial)
                        + ": give them a factor in which they differ");
            }
            all.add(planned.computeIfAbsent(pool.of(trial), this::planned));
        }
        study.requireMetrics(metrics);
        return all;
    }

    private PlannedTrial planned(Trial trial) {
        PlannedRun run;
        try {
            run = planning.plan(trial.request());
        } catch (OutOfMemoryError e) {
            throw new SpecException(
                    "the trial " + PlannedTrial.name(trial) + " can't be trained: its data need more memory than this"
                            + " process has: use fewer rows, or give Java more memory",
                    e);
        } catch (SpecException e) {
            SpecException explained = study.explain(trial, e);
            throw explained != e
                    ? explained
                    : new SpecException(
                            "the trial " + PlannedTrial.name(trial) + " can't be trained: " + e.getMessage(), e);
        }
        metrics.addAll(run.metrics());
        Basis basis = Identity.basis(run, pool);
        return new PlannedTrial(
                Identity.of(run, basis),
                trial,
                basis,
                pool.of(run.examples()),
                run.steps(),
                run.bytes(),
                run.diskBytes(),
                pool.of(kind(run)));
    }

    /** What the time of a step depends on; settings, such as a rate, do not matter. */
    private static List<Object> kind(PlannedRun run) {
        List<Object> kind = new ArrayList<>(List.of(
                run.spec().get("network"),
                run.spec().get("engine"),
                run.spec().get("precision"),
                run.examples(),
                run.request().evaluation()));
        run.request().phases().forEach(phase -> {
            kind.add(Spec.parse(phase.method()).name());
            kind.add(Spec.parse(phase.optimizer()).name());
            kind.add(phase.batch());
        });
        return kind;
    }

    @Override
    public void close() {
        planning.close();
        planned.clear();
    }
}
