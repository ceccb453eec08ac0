package rai.api.data;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.IntStream;
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

    /**
     * Reads the rows in their order, in pieces, for whoever needs neither all of them at once nor their targets, as a prediction. Sources of
     * files override this to keep only one piece in memory; all others read the data as a whole.
     *
     * @param places where the files are looked for
     * @param rows how many rows a piece has at most; if they are wide, it may have fewer
     * @param reader receives one table after another, all with the same columns; the targets may be missing. Its rows have the numbers that
     *     they have in the source, see {@link Table#number}
     * @throws rai.api.spec.SpecException as {@link #table()} does, perhaps after some pieces
     */
    default void pieces(DataPlaces places, int rows, Consumer<Table> reader) {
        Table all = table(places);
        if (all.rows() <= rows) {
            reader.accept(all);
            return;
        }
        int[] numbers = IntStream.range(0, all.rows()).toArray();
        for (int from = 0; from < numbers.length; from += rows) {
            reader.accept(all.rows(Arrays.copyOfRange(numbers, from, Math.min(numbers.length, from + rows))));
        }
    }
}
