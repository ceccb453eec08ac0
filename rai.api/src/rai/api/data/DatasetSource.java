package rai.api.data;

import org.osgi.annotation.versioning.ConsumerType;

/** Where a dataset comes from: a generator or a file. A service of this kind is called a dataset in specs and lists. */
@ConsumerType
public interface DatasetSource {
    /**
     * Makes or reads the dataset; the same settings give the same numbers.
     *
     * @return the dataset
     * @throws rai.api.spec.SpecException if the settings or the file are wrong; the message names file, line and column
     */
    Dataset load();

    /**
     * Makes or reads the data as a table. Sources that may hold texts or missing values override this; {@link #load} refuses
     * such data.
     *
     * @return the table
     * @throws rai.api.spec.SpecException if the settings or the file are wrong; the message names file, line and column
     */
    default Table table() {
        return Table.of(load(), "the dataset");
    }

    /**
     * Makes or reads the data as a table. Sources that look for files of published data override this; all others ignore the places.
     *
     * @param places where the files are looked for
     * @return the table
     * @throws rai.api.spec.SpecException as {@link #table()} does
     */
    default Table table(DataPlaces places) {
        return table();
    }
}
