package rai.core.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import rai.api.run.Archive.Again;
import rai.api.run.Change;
import rai.api.run.RunEvent.Swapped;
import rai.api.run.RunRequest;
import rai.api.run.RunResult;
import rai.api.run.RunResult.Stop;
import rai.api.spec.SpecException;

/** How a run that has ended is repeated: its request, the changes made by hand, and where it was stopped by hand. */
public final class Repetition {
    private Repetition() {}

    /**
     * @param directory the directory of a run
     * @param into the directory for the run that repeats it
     * @return how to repeat it
     * @throws SpecException if there is no run, or one that has not ended or can't be read
     */
    public static Again of(Path directory, Path into) {
        StoredReader reader = StoredReader.openEnded(directory);
        RunRequest request = reader.request().toBuilder().directory(into).build();
        RunResult result = reader.result().orElseThrow();
        return new Again(request, result.stopped() == Stop.INTERRUPTED ? result.steps() : -1, changes(reader));
    }

    /** Another spec was asked for; a service of the same spec from another bundle is not a change by hand. */
    private static SortedMap<Long, List<Change>> changes(StoredReader reader) {
        SortedMap<Long, List<Change>> changes = new TreeMap<>();
        reader.swaps()
                .filter(swap -> !swap.from().spec().equals(swap.to().spec()))
                .forEach(swap -> changes.computeIfAbsent(swap.step(), step -> new ArrayList<>())
                        .add(change(swap)));
        return changes;
    }

    private static Change change(Swapped swap) {
        String kind = swap.kind();
        String to = swap.to().spec();
        return new Change(
                only(kind.equals("activation"), swap.from().spec() + "=" + to),
                only(kind.equals("loss"), to),
                only(kind.equals("method"), to),
                only(kind.equals("optimizer"), to),
                only(kind.equals("schedule"), to));
    }

    private static Optional<String> only(boolean meant, String spec) {
        return meant ? Optional.of(spec) : Optional.empty();
    }
}
