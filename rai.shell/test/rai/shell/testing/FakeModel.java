package rai.shell.testing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.data.Column;
import rai.api.data.DataException;
import rai.api.data.Dataset;
import rai.api.data.DatasetSource;
import rai.api.data.Prepared;
import rai.api.data.Table;
import rai.api.data.Task;
import rai.api.network.Layer;
import rai.api.network.Network;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.testkit.stub.StubModel;

/** A classifier of points in the plane: class 1 to the right of the y axis, NaN above 2. */
public final class FakeModel implements StubModel, Network {
    public Task task = Task.BINARY;
    public int inputs = 2;
    public long[][] confusion = {{5, 1, 0}, {12, 3, 0}};
    /** Whether it has an output for each class, as under a softmax. */
    public boolean outputForEachClass;

    public List<String> classes = List.of("left", "right");
    /** What is to be known about any table. */
    public List<String> notes = List.of();

    /** What is wrong with any table. */
    public RuntimeException trouble;
    /** After how many rows there is trouble. */
    public int troubleFrom;
    /** How many rows were prepared at once, at most. */
    public int most;

    private int prepared;

    @Override
    public Network network() {
        return this;
    }

    @Override
    public Map<String, Object> spec() {
        return Map.of("data", "pair", "method", "by-hand");
    }

    @Override
    public Task task() {
        return task;
    }

    @Override
    public List<String> classNames() {
        return classes;
    }

    /** Of a table that is not made of a dataset, the columns x and y. */
    @Override
    public Prepared prepare(Table table) {
        most = Math.max(most, table.rows());
        prepared += table.rows();
        if (trouble != null && prepared > troubleFrom) {
            throw trouble;
        }
        if (table.dataset().isPresent()) {
            return StubModel.super.prepare(table);
        }
        INDArray features = Nd4j.create(DataType.DOUBLE, table.rows(), 2);
        for (String name : List.of("x", "y")) {
            Column column = table.column(name).orElseThrow();
            for (int i = 0; i < table.rows(); i++) {
                if (column.isMissing(i)) {
                    throw new DataException(table.where(i) + ", column '" + name + "': the value is missing");
                }
                features.putScalar(i, name.equals("x") ? 0 : 1, column.number(i));
            }
        }
        return new Prepared(features, IntStream.range(0, table.rows()).toArray(), List.of());
    }

    @Override
    public List<String> notes(Table table) {
        return notes;
    }

    @Override
    public INDArray predict(INDArray features) {
        INDArray p = Nd4j.create(DataType.DOUBLE, features.size(0), 1);
        for (int i = 0; i < features.size(0); i++) {
            double probability = features.getDouble(i, 0) > 0 ? 1 : 0;
            p.putScalar(i, 0, features.getDouble(i, 1) > 2 ? Double.NaN : probability);
        }
        return outputForEachClass ? Nd4j.hstack(p.rsub(1), p) : p;
    }

    @Override
    public Map<String, Double> evaluate(Dataset data) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("loss", 0.125);
        metrics.put("accuracy", 1.0);
        return metrics;
    }

    @Override
    public Map<String, Double> evaluate(Dataset data, List<String> further) {
        Map<String, Double> metrics = evaluate(data);
        further.forEach(name -> metrics.put(name, Double.NaN));
        return metrics;
    }

    @Override
    public long[][] confusion(Dataset data) {
        return confusion;
    }

    @Override
    public List<Layer> layers() {
        return List.of(new Layer.Dense(inputs, 1));
    }

    @Override
    public List<Integer> maps() {
        return List.of(0);
    }

    @Override
    public List<Block> blocks() {
        return List.of();
    }

    @Override
    public long parameterCount() {
        return 3;
    }

    @Override
    public String describe() {
        return "dense(1)";
    }

    /** Two points in the plane. */
    @Named("pair")
    @About("Two points.")
    public static class Pair implements DatasetSource {
        @Override
        public Dataset load() {
            return new Dataset(
                    Task.BINARY,
                    Nd4j.createFromArray(new double[][] {{-1, 0}, {1, 0}}),
                    Nd4j.createFromArray(new double[][] {{0}, {1}}),
                    List.of("x", "y"),
                    List.of("left", "right"));
        }
    }
}
