package rai.studies.document;

import java.util.List;
import java.util.OptionalLong;

/**
 * Which seeds: a count, from a first one on if it is given; or a list.
 *
 * @param first the first of {@code count} seeds; empty if the study decides
 * @param count how many
 * @param list the seeds themselves; empty if they are counted
 * @param path its place in the document
 */
public record Seeds(OptionalLong first, int count, List<Long> list, String path) {
    /** Copies the list. */
    public Seeds {
        list = List.copyOf(list);
    }

    /** @return whether the seeds are a list */
    public boolean isList() {
        return !list.isEmpty();
    }
}
