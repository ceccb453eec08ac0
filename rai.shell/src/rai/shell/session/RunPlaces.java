package rai.shell.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jline.reader.Candidate;
import rai.shell.run.RunFinder;

/** The directories of runs, wherever they were made. */
final class RunPlaces {
    private static final String MARK = "run.json";

    private RunPlaces() {}

    /**
     * @param typed the beginning of a path
     * @return the runs in its last folder, and the folders there that can lead to others
     */
    static List<Candidate> of(String typed) {
        String parent = typed.substring(0, typed.lastIndexOf('/') + 1);
        List<Candidate> candidates = new ArrayList<>();
        for (Path each : folders(parent)) {
            String path = parent + each.getFileName();
            if (isRun(each)) {
                candidates.add(candidate(path, "run", true));
            } else if (!parent.isEmpty() || holdsRuns(each)) {
                candidates.add(candidate(path + "/", null, false));
            }
        }
        return candidates;
    }

    /** @return the runs in the folder where runs are kept by default, by their paths */
    static List<Candidate> usual() {
        return folders(RunFinder.FOLDER + "/").stream()
                .filter(RunPlaces::isRun)
                .map(run -> candidate(RunFinder.FOLDER + "/" + run.getFileName(), "run", true))
                .toList();
    }

    private static Candidate candidate(String path, String about, boolean complete) {
        return new Candidate(path, path, null, about, null, null, complete);
    }

    private static boolean holdsRuns(Path folder) {
        try {
            return folders(folder + "/").stream().anyMatch(RunPlaces::isRun);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static boolean isRun(Path folder) {
        return Files.exists(folder.resolve(MARK));
    }

    private static List<Path> folders(String parent) {
        try (Stream<Path> all = Files.list(Path.of(parent.isEmpty() ? "." : parent))) {
            return all.filter(Files::isDirectory)
                    .filter(each -> !each.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException | InvalidPathException e) {
            return List.of(); // there is no such folder, or it must not be read: nothing can be completed
        }
    }
}
