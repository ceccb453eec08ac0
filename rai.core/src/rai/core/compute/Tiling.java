package rai.core.compute;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How the arrays [copies, rows, width] of a segment are cut into tiles, one per task: by copies if there are several, else by
 * rows. The cut depends on the sizes alone, never on the number of threads.
 *
 * @param copies the number of copies
 * @param rows the number of examples
 * @param tiles the tiles, in the order of copies and rows
 */
record Tiling(int copies, int rows, List<Tile> tiles) {
    /** Elements a task should have: enough to outweigh a call, few enough for the cache. */
    private static final int TASK = 32_768;
    /** Fewer rows are multiplied slowly with a large matrix: it is packed again for every task. */
    private static final int LEAST_ROWS = 256;

    /** Copies and rows that one task works on. */
    record Tile(int copyFrom, int copyTo, int rowFrom, int rowTo) {
        int copies() {
            return copyTo - copyFrom;
        }

        int rows() {
            return rowTo - rowFrom;
        }
    }

    /**
     * @param widest the largest width of an array
     * @param copies the number of copies
     * @param rows the number of examples
     * @return tiles whose widest array fits the cache
     */
    static Tiling of(int widest, int copies, int rows) {
        List<Tile> tiles = new ArrayList<>();
        if (copies == 1) {
            int perTask = Math.max(LEAST_ROWS, TASK / widest);
            for (int row = 0; row < rows; row += perTask) {
                tiles.add(new Tile(0, 1, row, Math.min(rows, row + perTask)));
            }
        } else {
            int group = (int) Math.max(1, TASK / ((long) widest * rows));
            for (int copy = 0; copy < copies; copy += group) {
                tiles.add(new Tile(copy, Math.min(copies, copy + group), 0, rows));
            }
        }
        return new Tiling(copies, rows, List.copyOf(tiles));
    }

    /** The part of an array that each tile has, as matrices. */
    INDArray[] views(INDArray array, int width) {
        return tiles.stream().map(tile -> view(array, tile, width)).toArray(INDArray[]::new);
    }

    private INDArray view(INDArray array, Tile tile, int width) {
        return Views.of(
                array,
                ((long) tile.copyFrom() * rows + tile.rowFrom()) * width,
                (long) tile.copies() * tile.rows(),
                width);
    }
}
