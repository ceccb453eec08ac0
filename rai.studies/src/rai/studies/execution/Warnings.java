package rai.studies.execution;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a user must know before a study begins. */
final class Warnings {
    private Warnings() {}

    /**
     * @param directory where the study is kept
     * @param missing the trials that it is to train
     * @param memory how much memory all runs in training may have
     * @param disk how much space the directory still takes
     * @return sentences
     */
    static List<String> of(Path directory, List<PlannedTrial> missing, double memory, double disk) {
        List<String> warnings = new ArrayList<>();
        List<PlannedTrial> large =
                missing.stream().filter(trial -> trial.bytes() > memory).toList();
        if (!large.isEmpty()) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "%d of the trials will fail, since they need more than the %.1f GB of memory that runs may have,"
                            + " such as %s",
                    large.size(),
                    memory / 1e9,
                    large.get(0).name()));
        }
        double room = room(directory);
        if (disk > room) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "the study takes about %.1f MB on the disk, which has only %.1f MB left",
                    disk / 1e6,
                    room / 1e6));
        }
        return warnings;
    }

    /** How much the disk of a directory, which need not exist, has left. */
    private static double room(Path directory) {
        Path there = directory.toAbsolutePath().normalize();
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        try {
            FileStore store = there == null ? null : Files.getFileStore(there);
            return store == null || store.getTotalSpace() == 0 ? Double.POSITIVE_INFINITY : store.getUsableSpace();
        } catch (IOException e) {
            return Double.POSITIVE_INFINITY; // it is not known
        }
    }
}
