package rai.shell.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import rai.api.catalog.Catalog;
import rai.api.spec.Spec;
import rai.api.study.Experiment;
import rai.api.study.ExperimentRequest;
import rai.api.study.ExperimentResult;
import rai.shell.command.DataInvocation;
import rai.shell.command.Labels;
import rai.shell.console.Console;
import rai.shell.console.Failure;
import rai.shell.console.Interrupts;
import rai.shell.console.Progress;
import rai.shell.picture.OutFiles;
import rai.shell.picture.PictureOptions;
import rai.shell.text.Json;

/** The options of a study, and its run. */
abstract class StudyOptions extends DataInvocation {
    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "Repeat everything with N seeds (default: ${DEFAULT-VALUE}).")
    int seeds = 3;

    @Option(names = "--first-seed", paramLabel = "N", description = "The first seed (default: ${DEFAULT-VALUE}).")
    long firstSeed = 0;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads that compute (default: one per processor, here ${DEFAULT-VALUE}).")
    int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--out",
            paramLabel = Labels.DIRECTORY,
            description = OutFiles.DESCRIPTION + " (default: the study's name).")
    Path out;

    @Mixin
    private final PictureOptions picture = new PictureOptions();

    final void run(Console console, Catalog catalog, String text) throws IOException {
        requirePositive("--seeds", seeds);
        requirePositive("--threads", threads);
        var study = catalog.resolve(Experiment.class, Spec.parse(text));
        String name = study.spec().name();
        OutFiles names = OutFiles.of(out != null ? out : Path.of(name), name);
        picture.check(names.picture());
        AtomicBoolean cancelled = new AtomicBoolean();
        try (Interrupts interrupts = Interrupts.during(() -> cancelled.set(true), console)) {
            ExperimentResult result;
            try (Progress progress = Progress.on(console, "trainings")) {
                result = study.service()
                        .run(
                                new ExperimentRequest(seeds, firstSeed, threads, cancelled::get),
                                at -> progress.at(at.done(), at.total(), at::now));
            }
            StudyFiles files = StudyFiles.write(result, study.spec().toString(), names, picture);
            if (!json) {
                console.print(files.text());
            } else if (!interrupts.asked()) {
                console.out().println(Json.text(files.document()));
            }
            console.out().flush();
            interrupts.requireNone("interrupted: the tables hold only the trainings that had ended", files.document());
        }
    }

    private static void requirePositive(String option, int value) {
        if (value < 1) {
            throw new Failure(option + " must be at least 1, not " + value);
        }
    }
}
