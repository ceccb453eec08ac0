package rai.core.run;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rai.api.run.RunEvent;
import rai.api.spec.SpecException;
import rai.core.data.ClassWeights;
import rai.core.data.ExampleParts;
import rai.core.data.Examples;
import rai.core.evaluate.EarlyStopping;
import rai.core.evaluate.Evaluation;
import rai.core.evaluate.Evaluator;
import rai.core.evaluate.Figures;
import rai.core.guard.Watchdog;
import rai.core.plan.Planned;

/** Evaluates the true forward pass, and passes the metrics to early stopping and schedules. */
final class Evaluations {
    private final RunContext run;
    private final Steps steps;
    private final FaultReport faults;
    private final ExampleParts examples;
    private final Set<String> failedMetrics = new HashSet<>();
    private final WatchedMetrics watched;
    private Evaluation last;

    Evaluations(RunContext run, Steps steps, FaultReport faults, ExampleParts examples) {
        this.run = run;
        this.steps = steps;
        this.faults = faults;
        this.examples = examples;
        watched = new WatchedMetrics(examples);
    }

    Evaluation now() {
        Map<String, Double> onTrain = metrics(examples.train());
        Map<String, Double> onValid = metrics(examples.valid());
        Map<String, Double> onTest = metrics(examples.test());
        if (run.failure() == null) {
            steps.inServices(() -> run.services().method(run.phase().method()).report(run.state()));
            endOnFailure("in the report of " + run.phase().method().name());
        }
        Map<String, Object> reports = run.state().takeReports();
        run.tell(new RunEvent.Evaluated(run.completed(), onTrain, onValid, onTest, reports));
        return new Evaluation(onTrain, onValid, onTest, reports);
    }

    /** @return an evaluation that could not be made */
    Evaluation unknown() {
        return new Evaluation(unknown(examples.train()), unknown(examples.valid()), unknown(examples.test()), Map.of());
    }

    private Map<String, Double> unknown(Examples part) {
        return part == null
                ? Map.of()
                : Evaluator.unknown(part.task(), run.plan().metrics().names());
    }

    private Map<String, Double> metrics(Examples part) {
        if (part == null) {
            return Map.of();
        }
        Throwable before = run.failure(); // the service that failed may be one that the forward pass needs
        Map<String, Double> metrics = new LinkedHashMap<>(unknown(part));
        if (run.isDataAltered() || before instanceof Watchdog.Hang) {
            return metrics; // they would be those of other data, or never come
        }
        steps.inServices(() -> metrics.putAll(Evaluator.metrics(
                run.setup().network(),
                run.state().pass(),
                ClassWeights.without(run.state().loss()),
                part,
                run.plan().metrics().now(run.services()),
                this::metricFailed)));
        if (before != null) {
            run.failed(before);
        } else {
            endOnFailure("in the evaluation");
        }
        return metrics;
    }

    /** What was trained is kept; the run ends, since it can't do all that was asked for. */
    private void endOnFailure(String what) {
        if (run.failure() != null) {
            run.addReason("after step " + run.completed() + " " + what + " " + faults.sentence(run.failure()));
            run.fail();
        }
    }

    private void metricFailed(String name, Throwable e) {
        if (failedMetrics.add(name)) {
            run.addReason("after step " + run.completed() + " " + faults.sentence(e));
        }
        run.fail();
    }

    /** Passes the metrics to schedule and early stopping. */
    void observe(Evaluation evaluation) {
        Map<String, Double> figures = Figures.of(evaluation.train(), evaluation.valid(), evaluation.test());
        watched.observe(run, figures);
        if (run.best() != null) {
            run.best()
                    .observe(
                            figures.getOrDefault(run.best().metric(), Double.NaN),
                            run.vector(),
                            run.state().slots(),
                            run.state().done());
        }
        if (run.state().schedule() != null) {
            run.state().observe(figures);
            run.state().requestSnapshot(); // steps done again after a fall must find what the schedule has seen
        }
        last = evaluation;
    }

    /** @return the last evaluation that was observed */
    Evaluation last() {
        return last;
    }

    /** @return whether the present phase stops early */
    boolean stopsEarly() {
        return run.phase().asked().stopEarly().isPresent();
    }

    /** @return room for the best state of the present phase; null without early stopping */
    BestState best() {
        if (!stopsEarly()) {
            return null;
        }
        EarlyStopping rule = EarlyStopping.parse(run.phase().asked().stopEarly().orElseThrow());
        return new BestState(
                rule,
                rule.larger(run.plan().metrics().now(run.services())),
                run.vector(),
                run.state().slots(),
                run.state().layers());
    }

    /**
     * Goes back to the state in which the watched metric was best.
     *
     * @param early whether the phase ends because of it
     * @return false if that is the present one
     */
    boolean goBackToBest(boolean early) {
        BestState best = run.best();
        long phaseStart = run.completed() - run.state().done();
        boolean back =
                best.restore(run.vector(), run.state().slots(), run.state().done());
        if (!back && !early && !(Double.isNaN(best.best()) && best.waited() > 0)) {
            return false;
        }
        String sentence = sentence(best, phaseStart, early) + (back ? "; that state was kept" : "");
        if (back) {
            run.state().goBackTo(best.at());
            run.tell(new RunEvent.WentBack(run.completed(), phaseStart + best.at(), sentence));
        }
        run.addReason(sentence);
        run.keepBest(null); // what is evaluated from now on is the best state
        return back;
    }

    private String sentence(BestState best, long phaseStart, boolean early) {
        String evaluations = best.waited() + (best.waited() == 1 ? " evaluation" : " evaluations");
        String stopped = early ? ": stopped after step " + run.completed() : "";
        if (Double.isNaN(best.best())) {
            return best.metric() + " was NaN in " + evaluations + stopped
                    + "; no state was best, so the last one was kept";
        }
        return best.metric() + " was best after step " + (phaseStart + best.at()) + " ("
                + String.format(Locale.ROOT, "%.4g", best.best()) + ")"
                + (early ? " and has not improved in " + evaluations + " since" + stopped : "");
    }

    /**
     * Checks that evaluations give the metrics that early stopping and schedules watch.
     *
     * @throws SpecException if they do not, or if one is not defined for the data
     */
    void requireWatched(Planned planned) {
        watched.require(planned);
    }

    /** @return a sentence on what would better be watched */
    Optional<String> watchedHint() {
        return watched.hint();
    }
}
