package rai.core.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import rai.api.run.Archive.Again;
import rai.api.run.Change;
import rai.api.run.RecordedEvent;
import rai.api.run.RunEvent.StartedFrom;
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
     * @throws SpecException if there is no run, one that has not ended or can't be read, or one whose weights were trained elsewhere
     */
    public static Again of(Path directory, Path into) {
        StoredReader reader = StoredReader.openEnded(directory);
        requireTrainedHere(reader, directory);
        RunRequest request = reader.request().toBuilder().directory(into).build();
        RunResult result = reader.result().orElseThrow();
        return new Again(request, result.stopped() == Stop.INTERRUPTED ? result.steps() : -1, changes(reader));
    }

    /** Weights of a file are not in the request. */
    private static void requireTrainedHere(StoredReader reader, Path directory) {
        if (reader.request().model().startFrom().isPresent()) {
            return;
        }
        reader.events().stream()
                .map(RecordedEvent::event)
                .filter(StartedFrom.class::isInstance)
                .map(StartedFrom.class::cast)
                .findFirst()
                .ifPresent(event -> {
                    throw new SpecException(
                            "the run in " + directory + " can't be repeated: its weights were imported from "
                                    + event.run() + "; train --from-run " + directory + " starts with them");
                });
    }

    /** Another spec was asked for; a service of the same spec from another bundle is not a change by hand. */
    private static SortedMap<Long, List<Change>> changes(StoredReader reader) {
        SortedMap<Long, List<Change>> changes = new TreeMap<>();
        List<Swapped> together = new ArrayList<>();
        List<Swapped> all = reader.swaps()
                .filter(swap -> !swap.from().spec().equals(swap.to().spec()))
                .toList();
        for (Swapped swap : all) {
            if (!isOfOneChange(together, swap)) {
                add(together, changes);
                together.clear();
            }
            together.add(swap);
        }
        add(together, changes);
        return changes;
    }

    private static void add(List<Swapped> together, SortedMap<Long, List<Change>> changes) {
        if (!together.isEmpty()) {
            changes.computeIfAbsent(together.get(0).step(), step -> new ArrayList<>())
                    .add(together.stream()
                            .map(Repetition::change)
                            .reduce(Repetition::both)
                            .orElseThrow());
        }
    }

    /** One change by hand may be of several kinds, and reports for each what has become of the state. */
    private static boolean isOfOneChange(List<Swapped> together, Swapped swap) {
        return together.stream()
                .allMatch(before -> before.step() == swap.step()
                        && before.state().equals(swap.state())
                        && !before.kind().equals(swap.kind()));
    }

    private static Change both(Change one, Change other) {
        return new Change(
                one.activation().or(other::activation),
                one.loss().or(other::loss),
                one.method().or(other::method),
                one.optimizer().or(other::optimizer),
                one.schedule().or(other::schedule));
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
