package rai.studies.service;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import rai.api.report.Report;
import rai.api.run.RunExecutor;
import rai.api.run.Runs;
import rai.api.run.Trainer;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.SpecException;
import rai.api.spec.Words;
import rai.api.study.Outcome;
import rai.api.study.Outcome.State;
import rai.api.study.Studies;
import rai.api.study.Study;
import rai.api.study.StudyCall;
import rai.api.study.StudyControl;
import rai.api.study.StudyEvent;
import rai.api.study.StudyPlan;
import rai.api.study.StudySource;
import rai.api.study.StudyStatus;
import rai.studies.execution.Elsewhere;
import rai.studies.execution.Standing;
import rai.studies.execution.StudyRun;
import rai.studies.journal.Placements;
import rai.studies.journal.StudyDirectory;
import rai.studies.journal.StudyDocument;
import rai.studies.judge.ClusterSection;
import rai.studies.judge.TrialsSection;
import rai.studies.source.BundledStudies;
import rai.studies.source.RunsJudge;
import rai.studies.source.StudyFiles;

/** Studies from services, bundles and files, run in directories. */
@Component
public final class DefaultStudies implements Studies {
    private final Trainer trainer;
    private final RunExecutor executor;
    private final Runs runs;
    private final StudyFiles files;
    private final RunsJudge judge;
    /** Service property of workers elsewhere. */
    private static final String ELSEWHERE = "rai.trials";

    private final List<BundledStudies> bundled = new CopyOnWriteArrayList<>();
    private final Map<ServiceReference<Study>, StudySource> services = new ConcurrentHashMap<>();
    private volatile BiConsumer<String, Consumer<String>> elsewhere;
    /** What this process is running, by directory. */
    private final Map<Path, StudyControl> running = new HashMap<>();

    /**
     * @param trainer plans runs
     * @param executor trains them
     * @param runs reads and deletes those that are kept
     * @param files reads study files
     * @param judge judges runs without a study
     */
    @Activate
    public DefaultStudies(
            @Reference Trainer trainer,
            @Reference RunExecutor executor,
            @Reference Runs runs,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
                    StudyFiles files,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
                    RunsJudge judge) {
        this.trainer = trainer;
        this.executor = executor;
        this.runs = runs;
        this.files = files;
        this.judge = judge;
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addStudy(ServiceReference<Study> reference, Study study) {
        Bundle bundle = reference.getBundle();
        String name = String.valueOf(reference.getProperty(Named.PROPERTY));
        About about = study.getClass().getAnnotation(About.class);
        String title = about == null ? name : about.value();
        services.put(
                reference, new StudySource(name, title, bundle.getSymbolicName() + " " + bundle.getVersion(), study));
    }

    void removeStudy(ServiceReference<Study> reference) {
        services.remove(reference);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addBundled(BundledStudies studies) {
        bundled.add(studies);
    }

    void removeBundled(BundledStudies studies) {
        bundled.remove(studies);
    }

    /** Whoever has started this process may offer workers; only text crosses the border, as types of Java itself. */
    @Reference(
            target = "(" + ELSEWHERE + "=*)",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setElsewhere(BiConsumer<String, Consumer<String>> workers) {
        elsewhere = workers;
    }

    void unsetElsewhere(BiConsumer<String, Consumer<String>> workers) {
        if (elsewhere == workers) {
            elsewhere = null;
        }
    }

    private Optional<Elsewhere> elsewhere() {
        return Optional.ofNullable(elsewhere).map(OrdersOut::new);
    }

    /** Ends what is running: the services that it needs are about to go. */
    @Deactivate
    void stop() {
        synchronized (running) {
            running.values().forEach(StudyControl::stopNow);
        }
    }

    @Override
    public List<StudySource> list() {
        List<StudySource> all = new ArrayList<>(services.values());
        bundled.forEach(studies -> all.addAll(studies.list()));
        all.sort(Comparator.comparing(StudySource::name));
        return all;
    }

    @Override
    public StudySource find(String study) {
        List<StudySource> all = list();
        Optional<StudySource> named =
                all.stream().filter(source -> source.name().equals(study)).findFirst();
        if (named.isPresent()) {
            return named.get();
        }
        Path file = Path.of(study);
        if (!study.isEmpty() && Files.isDirectory(file)) {
            throw directory(file);
        }
        if (files != null && (Files.exists(file) || looksLikeAFile(study))) {
            return files.read(file);
        }
        String yaml = study + ".yaml";
        if (files != null && Files.isRegularFile(Path.of(yaml))) {
            throw new SpecException("no bundle has a study '" + study + "': for the study file, write " + yaml);
        }
        throw Words.unknown("study", study, all.stream().map(StudySource::name).toList());
    }

    private static SpecException directory(Path directory) {
        StudyDirectory study = new StudyDirectory(directory);
        return new SpecException(
                study.exists()
                        ? directory
                                + " is the directory of a study that was run: to continue it, name the study itself, "
                                + origin(study.document())
                        : directory + " is a directory: a study is a name or a file");
    }

    /** The file of a study, or its name if it was none. */
    private static String origin(StudyDocument document) {
        return looksLikeAFile(document.origin()) ? document.origin() : document.study();
    }

    private static boolean looksLikeAFile(String study) {
        return study.matches(".*\\.(yaml|yml|json)") || study.contains("/");
    }

    @Override
    public StudyPlan plan(StudyCall call) {
        return new StudyRun(trainer, executor, runs, elsewhere()).plan(call);
    }

    @Override
    public StudyStatus run(StudyCall call, Consumer<StudyEvent> listener, StudyControl control) {
        Path here = call.directory().toAbsolutePath().normalize();
        synchronized (running) {
            if (running.putIfAbsent(here, control) != null) {
                throw new SpecException("this process is running the study in " + call.directory() + " already");
            }
        }
        try {
            new StudyRun(trainer, executor, runs, elsewhere()).run(call, listener, control);
        } finally {
            synchronized (running) {
                running.remove(here);
            }
        }
        return status(call.directory());
    }

    @Override
    public boolean isElsewhere() {
        return elsewhere != null;
    }

    @Override
    public StudyStatus status(Path directory) {
        return Standing.of(new StudyDirectory(directory));
    }

    @Override
    public List<Outcome> outcomes(Path directory) {
        return Standing.outcomes(new StudyDirectory(directory));
    }

    @Override
    public int retry(Path directory, List<String> ids) {
        StudyDirectory study = new StudyDirectory(directory);
        study.document(); // there is a study
        int count = study.journal()
                .remove(ended -> ended.getValue() == State.FAILED
                        && (ids.isEmpty() || ids.stream().anyMatch(ended.getKey()::startsWith)));
        if (count == 0 && !ids.isEmpty()) {
            throw new SpecException("the study in " + directory + " has no failed trial " + String.join(", ", ids));
        }
        return count;
    }

    @Override
    public Report report(Path directory) {
        StudyDirectory study = new StudyDirectory(directory);
        StudyDocument document = study.document();
        List<Outcome> outcomes = outcomes(directory);
        if (outcomes.isEmpty() && status(directory).planned() > 0) {
            throw new SpecException("no trial of the study in " + directory + " has ended: run it first");
        }
        StudySource source = files == null
                ? find(document.study())
                : study.file().map(files::read).orElseGet(() -> find(document.study()));
        Report report = named(document, source.study().report(document.request(), outcomes, new KeptModels(trainer)));
        Set<String> ids = outcomes.stream().map(Outcome::id).collect(Collectors.toSet());
        return TrialsSection.added(
                ClusterSection.added(report, new Placements(directory), ids), outcomes, status(directory), directory);
    }

    /** The copy of a study file is called otherwise than the file; only here is known what was asked for. */
    private static Report named(StudyDocument document, Report report) {
        Map<String, Object> about = new LinkedHashMap<>(report.about());
        about.replace("study", document.origin());
        about.put("command", document.command());
        return new Report(
                document.study(), report.title(), report.question(), report.answer(), report.sections(), about);
    }

    @Override
    public Report compare(List<Path> directories) {
        if (judge == null) {
            throw new SpecException("nothing judges runs here: install the bundle that does");
        }
        return judge.judge(new ComparedRuns(runs).outcomes(directories), new KeptModels(trainer));
    }
}
