package rai.studies.execution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rai.api.spec.SpecException;
import rai.api.study.Outcome;
import rai.api.study.Outcome.State;
import rai.studies.journal.Journal;
import rai.studies.journal.Row;
import rai.studies.journal.StudyDirectory;

/** The studies in the same folder, whose outcomes hold here as well if they are of the same identity. */
final class Siblings {
    private static final Logger LOG = LoggerFactory.getLogger(Siblings.class);

    private Siblings() {}

    /**
     * @param directory the directory of a study
     * @param wanted the identities of the trials that it misses
     * @return what other studies have of them; failures are not taken over
     */
    static List<Row> of(Path directory, Set<String> wanted) {
        List<Row> found = new ArrayList<>();
        Set<String> left = new HashSet<>(wanted);
        for (Path sibling : left.isEmpty() ? List.<Path>of() : folders(directory)) {
            try {
                read(sibling, left, found);
            } catch (SpecException e) { // its own commands say so
                LOG.warn("nothing is taken over from {}: {}", sibling, e.getMessage());
            }
        }
        return found;
    }

    private static void read(Path sibling, Set<String> left, List<Row> found) {
        Journal journal = new StudyDirectory(sibling).journal();
        journal.refresh(line -> {
            if (line.state() != State.FAILED && left.remove(line.id())) {
                Row row = journal.row(line);
                found.add(new Row(
                        unkept(row.outcome()),
                        row.basis(),
                        row.from().isEmpty() ? String.valueOf(sibling.getFileName()) : row.from(),
                        row.ended()));
            }
        });
    }

    /** The run belongs to the other study, which may delete it. */
    private static Outcome unkept(Outcome of) {
        return new Outcome(
                of.id(),
                of.trial(),
                of.state(),
                of.result(),
                of.curves(),
                of.reason(),
                of.seconds(),
                Optional.empty(),
                of.examples());
    }

    private static List<Path> folders(Path directory) {
        Path here = directory.toAbsolutePath().normalize();
        if (here.getParent() == null || !Files.isDirectory(here.getParent())) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(here.getParent())) {
            return all.filter(folder -> !folder.equals(here))
                    .filter(folder -> new StudyDirectory(folder).exists())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            LOG.warn("nothing is taken over from the studies in {}", here.getParent(), e);
            return List.of();
        }
    }
}
