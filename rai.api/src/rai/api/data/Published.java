package rai.api.data;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** Data of a publisher: they are read from files that are looked for in {@link DataPlaces}. */
@ConsumerType
public interface Published extends DatasetSource {
    /** @return who publishes the data, and as which files */
    Publication publication();

    /**
     * @param places where their folders are looked for
     * @return the names of the sets that are there, for the setting {@code set}; empty if this source reads one set only
     */
    default List<String> sets(DataPlaces places) {
        return List.of();
    }

    /**
     * Reads the data as a table.
     *
     * @param places where the files are looked for
     * @return the table
     * @throws rai.api.spec.SpecException if the settings or a file are wrong, or a file is missing; the message says which, who
     *     publishes it, and where to put it
     */
    @Override
    Table table(DataPlaces places);

    @Override
    default Table table() {
        return table(DataPlaces.here());
    }
}
