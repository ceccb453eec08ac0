package rai.studies.journal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rai.api.spec.SpecException;

/** The directory of a study, as those see it who run nothing in it. */
public final class StudyDirectory {
    private static final String COPY = "study.yaml";
    /** So many characters of an identity are unlike all others in one study. */
    private static final int SHORT = 16;

    private final Path directory;
    private final Workers workers;

    /** @param directory the directory of a study, which need not exist */
    public StudyDirectory(Path directory) {
        this.directory = directory;
        workers = new Workers(directory);
    }

    /** @return where it is */
    public Path path() {
        return directory;
    }

    /** @return whether it holds a study */
    public boolean exists() {
        return Files.isRegularFile(directory.resolve(StudyDocument.FILE));
    }

    /** @return whether what was asked for can't be read, and is to be written again */
    public boolean isDamaged() {
        Path file = directory.resolve(StudyDocument.FILE);
        return exists()
                && Durable.in(
                        directory, () -> Json.parse(Files.readString(file)).isEmpty());
    }

    /**
     * @return what was asked for
     * @throws SpecException if it holds no study
     */
    public StudyDocument document() {
        return Durable.in(directory, () -> StudyDocument.read(directory));
    }

    /**
     * @return the study file as it was run last, if the study was a file
     */
    public Optional<Path> file() {
        return Optional.of(directory.resolve(COPY)).filter(Files::isRegularFile);
    }

    /** @return the plan; without trials if there is none yet */
    public Plan plan() {
        return Durable.in(directory, () -> Plan.read(directory));
    }

    /** @return what has ended; read it first */
    public Journal journal() {
        return new Journal(directory);
    }

    /** @return how many processes are running it */
    public int processes() {
        return Durable.in(directory, () -> workers.alive().size());
    }

    /** @return the identity of each trial in training, with its name */
    public Map<String, String> training() {
        return Durable.in(directory, () -> new Claims(directory, workers).held());
    }

    /**
     * @param id the identity of a trial
     * @return where its run is, or would be
     */
    public Path trial(String id) {
        return directory.resolve("trials").resolve(id.substring(0, Math.min(SHORT, id.length())));
    }

    /**
     * Writes down what is asked for.
     *
     * @param document what is asked for
     * @param file the study file, to be copied beside it; null if there is none
     */
    public void begin(StudyDocument document, Path file) {
        Durable.in(directory, () -> {
            Files.createDirectories(directory);
            return FolderLock.holding(directory.resolve("lock"), () -> {
                Path copy = directory.resolve(COPY);
                if (file == null) {
                    Files.deleteIfExists(copy);
                } else if (!Files.exists(copy) || !Files.isSameFile(file, copy)) {
                    Path partial = directory.resolve(COPY + ".partial");
                    Files.copy(file, partial, StandardCopyOption.REPLACE_EXISTING);
                    Durable.replace(partial, copy);
                }
                document.write(directory);
                return null;
            });
        });
    }

    /**
     * Writes down what is planned, unless it is there already.
     *
     * @param plan the plan
     * @throws SpecException if a process that lives runs another plan here
     */
    public void write(Plan plan) {
        Durable.in(
                directory,
                () -> FolderLock.holding(directory.resolve("lock"), () -> {
                    Plan now = Plan.read(directory);
                    if (ids(now).equals(ids(plan)) && now.isWhole() == plan.isWhole()) {
                        return null;
                    }
                    plan.write(directory);
                    return null;
                }));
    }

    private static List<String> ids(Plan plan) {
        return plan.trials().stream()
                .map(trial -> trial.stage() + trial.id() + trial.factors())
                .toList();
    }

    /** Writes down that the study was ended early, and why. */
    public void giveUp(String reason) {
        Durable.in(
                directory,
                () -> FolderLock.holding(directory.resolve("lock"), () -> {
                    StudyDocument.read(directory).givenUp(reason).write(directory);
                    return null;
                }));
    }

    /**
     * Joins those who run the study.
     *
     * @return the session of this process, until it is closed
     */
    public Session join() {
        return Durable.in(directory, () -> new Session(this, workers));
    }
}
