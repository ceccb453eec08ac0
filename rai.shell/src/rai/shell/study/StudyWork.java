package rai.shell.study;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import rai.api.study.Studies;
import rai.api.study.StudyCall;
import rai.api.study.StudySource;
import rai.shell.command.DataDirectory;
import rai.shell.command.DataInvocation;
import rai.shell.command.Labels;
import rai.shell.console.Failure;

/** The options of a study that is planned or run. */
abstract class StudyWork extends DataInvocation {
    static final int FAILURES = 10;

    final Studies studies;

    @Mixin
    final StudyChanges changes = new StudyChanges();

    @Mixin
    final DataDirectory data = new DataDirectory();

    @Option(
            names = "--out",
            paramLabel = Labels.DIRECTORY,
            description =
                    "The directory of the study (default: studies/NAME). If it holds the study already, it continues.")
    Path out;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Train at most N trials at once (default: one per processor, as far as the memory allows).")
    Integer workers;

    @Option(
            names = "--failures",
            paramLabel = "N",
            description = "End the study after N failures in succession; 0 is never (default: ${DEFAULT-VALUE}).")
    int failures = FAILURES;

    @Option(
            names = "--shuffle",
            paramLabel = "SEED",
            description = "Train the trials in a random order. No result depends on the order.")
    Long shuffle;

    StudyWork(Studies studies) {
        this.studies = studies;
    }

    /** The share of trials that a cluster trains twice. */
    double verify() {
        return 0;
    }

    /** The study that is meant: a name, or the path of a file. */
    abstract String study();

    /** Where it is kept, unless the user says otherwise. */
    Path usualPlace(StudySource source) {
        return StudyPlaces.of(source);
    }

    final StudyCall call() {
        if (workers != null && workers < 1) {
            throw new Failure("--workers must be at least 1, not " + workers);
        }
        if (failures < 0) {
            throw new Failure("--failures must be at least 0, not " + failures);
        }
        StudyPlaces.requireDirectory(out);
        StudySource source = studies.find(study());
        return new StudyCall(
                source,
                changes.request(source).withDataDirectory(data.directory),
                out != null ? out : usualPlace(source),
                workers == null ? 0 : workers,
                Optional.ofNullable(shuffle),
                failures,
                verify());
    }
}
