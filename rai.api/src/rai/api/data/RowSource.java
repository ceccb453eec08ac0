package rai.api.data;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Examples whose features are not held in memory but read, row by row, whenever they are needed: those of a file that is larger than
 * memory. The same row always has the same numbers. Several threads may read at once.
 */
@ConsumerType
public interface RowSource {
    /** @return the number of rows, n */
    int rows();

    /** @return the number of features, d */
    int width();

    /**
     * Reads a row.
     *
     * @param row its number, from 0
     * @param into receives its d numbers, from index 0, all of them finite
     * @throws DataException if it can't be read
     */
    void read(int row, double[] into);

    /**
     * @param chosen numbers of rows, from 0
     * @return these rows in this order; what was chosen is kept, not copied
     */
    default RowSource rows(int[] chosen) {
        RowSource all = this;
        return new RowSource() {
            @Override
            public int rows() {
                return chosen.length;
            }

            @Override
            public int width() {
                return all.width();
            }

            @Override
            public void read(int row, double[] into) {
                all.read(chosen[row], into);
            }
        };
    }
}
