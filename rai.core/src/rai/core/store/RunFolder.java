package rai.core.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import rai.api.run.Runs;
import rai.api.run.Runs.Kept;
import rai.api.spec.SpecException;

/** A folder of runs: lists and deletes them. */
public final class RunFolder {
    private RunFolder() {}

    /**
     * @param folder a folder of runs
     * @return the runs directly in it, by the time of their beginning
     */
    public static List<Kept> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(StoredReader::isRun)
                    .map(directory -> new StoredReader(directory).status())
                    .sorted(Comparator.comparing(RunFolder::began).thenComparing(Kept::name))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + folder + " could not be read: " + e, e);
        }
    }

    private static String began(Kept run) {
        return run.document().get("provenance") instanceof Map<?, ?> provenance
                ? String.valueOf(provenance.get("started"))
                : "";
    }

    /**
     * Deletes the directory of a run.
     *
     * @param directory where it is
     * @throws SpecException if there is no run, or if some process trains it
     */
    public static void delete(Path directory) {
        StoredReader.open(directory);
        try (Claim claim = Claim.take(directory)) {
            if (claim == null) {
                throw new SpecException("the run in " + directory
                        + " is being trained or packed at this moment: stop it, then delete it");
            }
            Durable.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("the run in " + directory + " could not be deleted: " + e, e);
        }
    }

    /**
     * Keeps a run as it is.
     *
     * @param directory where it is
     * @return the claim on it
     * @throws SpecException if there is no run, or if some process trains it
     */
    public static Runs.Hold hold(Path directory) {
        StoredReader.open(directory);
        try {
            Claim claim = Claim.take(directory);
            if (claim == null) {
                throw new SpecException("the run in " + directory
                        + " is being trained or packed at this moment: stop it, or wait for its end");
            }
            return () -> {
                try {
                    claim.close();
                } catch (IOException e) {
                    throw new UncheckedIOException("the run in " + directory + " could not be released: " + e, e);
                }
            };
        } catch (AccessDeniedException e) {
            return () -> {}; // what can't be written here is not being trained from here
        } catch (IOException e) {
            throw new SpecException("the run in " + directory + " can't be kept from changing: " + e, e);
        }
    }
}
