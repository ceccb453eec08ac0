package rai.datasets;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.data.Column;
import rai.api.data.Dataset;
import rai.api.data.Matrix;
import rai.api.data.RowSource;
import rai.api.data.Table;
import rai.api.data.Targets;

/**
 * Targets that are numbers, of features that are numbers, too: whether they are classes is decided as for a table.
 *
 * @param learnt what is learnt
 * @param y [n, 1] class numbers, or [n, c] numbers
 */
record NumberData(Targets learnt, INDArray y) {
    /**
     * @param origin where they come from, for messages
     * @param targets c arrays of n numbers
     * @param goal what is learnt
     * @return the targets
     * @throws rai.api.data.DataException if they can't be learnt
     */
    static NumberData of(String origin, List<double[]> targets, Table.Goal goal) {
        List<Column> columns = new ArrayList<>();
        for (int j = 0; j < targets.size(); j++) {
            String name = targets.size() == 1 ? "y" : "y" + (j + 1);
            columns.add(Column.of(name, Column.Role.TARGET, targets.get(j)));
        }
        Table table = new Table(origin, columns, null, new Table.Hints(true, goal, List.of()), Optional.empty());
        Targets learnt = Targets.learn(table, columns);
        int rows = table.rows();
        double[] y = learnt.read(table, columns, IntStream.range(0, rows).toArray());
        return new NumberData(learnt, Matrix.of(y, rows, columns.size()));
    }

    /**
     * @param origin where they come from, for messages
     * @param x X [n, d]
     * @param names d names
     * @param targets c arrays of n numbers
     * @param goal what is learnt
     * @return the dataset
     * @throws rai.api.data.DataException if the targets can't be learnt
     */
    static Dataset of(String origin, INDArray x, List<String> names, List<double[]> targets, Table.Goal goal) {
        NumberData data = of(origin, targets, goal);
        return new Dataset(data.learnt.task(), x, data.y, names, data.learnt.classes());
    }

    /** @return the same with features that are read on demand, called as {@link #names} says */
    Dataset with(RowSource features) {
        return Dataset.onDemand(learnt.task(), features, y, names(features.width()), learnt.classes());
    }

    /** @return x1, x2, ..., xd */
    static List<String> names(int features) {
        return IntStream.rangeClosed(1, features).mapToObj(j -> "x" + j).toList();
    }
}
