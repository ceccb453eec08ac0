package rai.studies.execution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import rai.api.run.RunExecutor;
import rai.api.run.Runs;
import rai.api.run.Trainer;
import rai.api.spec.SpecException;
import rai.api.study.StudyCall;
import rai.api.study.StudyControl;
import rai.api.study.StudyEvent;
import rai.api.study.StudyPlan;
import rai.studies.journal.Journal;
import rai.studies.journal.Row;
import rai.studies.journal.Session;
import rai.studies.journal.StudyDirectory;
import rai.studies.journal.StudyDocument;

/** Plans a study, and runs it. */
public final class StudyRun {
    /** A line of the journal takes about so much. */
    private static final double ROW_BYTES = 6000;

    private final Trainer trainer;
    private final RunExecutor executor;
    private final Runs runs;
    private final Optional<Elsewhere> elsewhere;

    /**
     * @param trainer plans runs
     * @param executor trains them, unless others do
     * @param runs reads and deletes those that are kept
     * @param elsewhere trains them in other processes, if there are any
     */
    public StudyRun(Trainer trainer, RunExecutor executor, Runs runs, Optional<Elsewhere> elsewhere) {
        this.trainer = trainer;
        this.executor = executor;
        this.runs = runs;
        this.elsewhere = elsewhere;
    }

    /** A study whose trials are trained in this process. */
    StudyRun(Trainer trainer, RunExecutor executor, Runs runs) {
        this(trainer, executor, runs, Optional.empty());
    }

    private Workplace place(StudyCall call) {
        return elsewhere
                .<Workplace>map(
                        workers -> new RemoteWorkplace(workers, call.directory(), call.workers(), call.verify()))
                .orElseGet(() -> new LocalWorkplace(executor, runs, call.directory(), call.workers()));
    }

    /**
     * Plans a study. Nothing is written.
     *
     * @param call what to plan
     * @return the plan
     * @throws SpecException if a trial can't be trained
     */
    public StudyPlan plan(StudyCall call) {
        try (TrialPlanner planner = new TrialPlanner(trainer, call.study().study())) {
            Journal journal = new StudyDirectory(call.directory()).journal();
            Stages stages = new Stages(call, planner, journal, new Untouched());
            stages.settle();
            stages.advance(fresh -> {});
            Times times = new Estimator(trainer, new StudyControl()).measure(stages.missing(), Estimator.CAREFULLY);
            return summary(call, place(call), stages, journal, times);
        }
    }

    /**
     * Runs a study, or continues it.
     *
     * @param call what to run
     * @param listener receives what happens
     * @param control lets the caller stop it
     * @throws SpecException if a trial can't be trained, before any is; or if the directory can't be written
     */
    public void run(StudyCall call, Consumer<StudyEvent> listener, StudyControl control) {
        Teller teller = new Teller(listener);
        StudyDirectory directory = new StudyDirectory(call.directory());
        Workplace place = place(call);
        try (TrialPlanner planner = new TrialPlanner(trainer, call.study().study())) {
            Journal journal = directory.journal();
            Stages stages = new Stages(call, planner, journal, new Written(directory));
            requireSameStudy(directory, call);
            requireSamePlan(directory, stages);
            directory.begin(
                    new StudyDocument(
                            call.study().name(),
                            call.study().title(),
                            call.study().origin(),
                            call.request(),
                            ""),
                    file(call));
            try (Session session = directory.join()) {
                stages.settle();
                stages.advance(fresh -> {});
                Times times = new Estimator(trainer, control).measure(stages.missing(), Estimator.QUICKLY);
                directory.write(stages.plan(times));
                teller.tell(new StudyEvent.Began(summary(call, place, stages, journal, times)));
                train(place, call, control, teller, directory, session, stages, times);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void train(
            Workplace place,
            StudyCall call,
            StudyControl control,
            Teller teller,
            StudyDirectory directory,
            Session session,
            Stages stages,
            Times times)
            throws InterruptedException {
        try (Training training = new Training(place, call, control, teller, session)) {
            while (!stages.isWhole() && !control.isFinishing()) {
                training.train(stages.trials(), stages.missing(), times);
                if (!training.gaveUp().isEmpty()) {
                    directory.giveUp(training.gaveUp());
                    return;
                }
                stages.advance(fresh -> teller.tell(
                        new StudyEvent.NextStage(fresh.get(0).trial().stage(), fresh.size())));
                directory.write(stages.plan(times));
            }
        }
    }

    /** A directory holds one study: another would take it for its own, and drop what it has. */
    private static void requireSameStudy(StudyDirectory directory, StudyCall call) {
        if (!directory.exists() || directory.isDamaged()) {
            return;
        }
        StudyDocument theirs = directory.document();
        Path file = file(call);
        Path other = file(theirs.origin());
        if (isIn(directory.path(), file) || isIn(directory.path(), other)) {
            return; // run from the copy of its file
        }
        if (!theirs.study().equals(call.study().name()) || file != null && other != null && !isSame(file, other)) {
            String from = other == null ? "" : " of " + other;
            throw new SpecException(directory.path() + " holds another study, " + theirs.study() + from
                    + ": choose another directory with --out");
        }
    }

    private static boolean isIn(Path directory, Path file) {
        return file != null && isSame(directory, file.toAbsolutePath().getParent());
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException e) {
            return false;
        }
    }

    /** Two processes that plan otherwise would each drop what the other trains. */
    private static void requireSamePlan(StudyDirectory directory, Stages stages) {
        if (!directory.exists() || directory.processes() == 0) {
            return;
        }
        Set<String> theirs = new HashSet<>();
        directory.plan().trials().forEach(trial -> theirs.add(trial.id()));
        boolean same = theirs.isEmpty() || stages.trials().stream().allMatch(trial -> theirs.contains(trial.id()));
        if (!same) {
            throw new SpecException("another process is running " + directory.path()
                    + " with another plan: wait until it has ended, or choose another directory");
        }
    }

    private static Path file(StudyCall call) {
        return file(call.study().origin());
    }

    private static Path file(String origin) {
        try {
            Path file = Path.of(origin);
            return Files.isRegularFile(file) ? file : null;
        } catch (InvalidPathException e) {
            return null;
        }
    }

    private StudyPlan summary(StudyCall call, Workplace place, Stages stages, Journal journal, Times times) {
        List<PlannedTrial> missing = stages.missing();
        Map<String, Integer> done = new LinkedHashMap<>();
        for (PlannedTrial trial : stages.trials()) {
            done.merge(trial.trial().stage(), stages.hasEnded(trial) ? 1 : 0, Integer::sum);
        }
        int window = place.atOnce();
        List<Double> bytes =
                new ArrayList<>(missing.stream().map(PlannedTrial::bytes).toList());
        bytes.sort(Comparator.reverseOrder());
        double disk = missing.stream()
                .mapToDouble(trial -> trial.trial().keep() ? trial.diskBytes() : 0)
                .sum();
        return new StudyPlan(
                stages.trials().stream().map(PlannedTrial::trial).toList(),
                call.study()
                        .study()
                        .later(
                                call.request(),
                                stages.trials().stream()
                                        .map(PlannedTrial::trial)
                                        .toList()),
                done,
                stages.reused(),
                Dropped.of(journal, stages.trials(), stages.isWhole()),
                missing.isEmpty() ? 0 : times.estimate(missing, window),
                Math.min(
                        bytes.stream()
                                .limit(window)
                                .mapToDouble(Double::doubleValue)
                                .sum(),
                        place.bytes()),
                disk + ROW_BYTES * stages.trials().size(),
                Warnings.of(call.directory(), missing, place.bytes(), disk + ROW_BYTES * missing.size()));
    }

    /** A study that is only planned. */
    private static final class Untouched implements Stages.Store {
        @Override
        public boolean takeOver(List<Row> rows) {
            return false;
        }

        @Override
        public boolean repeat(Set<String> ids) {
            return false;
        }
    }

    /** A study that is run. */
    private static final class Written implements Stages.Store {
        private final StudyDirectory directory;

        Written(StudyDirectory directory) {
            this.directory = directory;
        }

        @Override
        public boolean takeOver(List<Row> rows) {
            directory.journal().append(rows);
            return true;
        }

        @Override
        public boolean repeat(Set<String> ids) {
            directory.journal().remove(ended -> ids.contains(ended.getKey()));
            return true;
        }
    }
}
