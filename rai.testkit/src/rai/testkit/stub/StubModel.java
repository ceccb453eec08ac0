package rai.testkit.stub;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.data.Dataset;
import rai.api.data.Prepared;
import rai.api.data.Table;
import rai.api.graph.ModelGraph;
import rai.api.network.NamedTensor;
import rai.api.network.Network;
import rai.api.run.Model;

/** A model without tensors; task, names of classes and predictions are left to the test. */
public interface StubModel extends Model {
    @Override
    default Network network() {
        throw new AssertionError("not expected: network");
    }

    @Override
    default List<NamedTensor> tensors() {
        return List.of();
    }

    @Override
    default INDArray tensor(String name) {
        throw new AssertionError("not expected: tensor " + name);
    }

    @Override
    default List<String> targetNames() {
        return List.of("target");
    }

    /** Numbers, as they are. */
    @Override
    default Prepared prepare(Table table) {
        return new Prepared(
                examples(table).features(), IntStream.range(0, table.rows()).toArray(), List.of());
    }

    /** The dataset that the table is made of. */
    @Override
    default Dataset examples(Table table) {
        return table.dataset().orElseThrow();
    }

    @Override
    default Map<String, Object> spec() {
        return Map.of();
    }

    @Override
    default Map<String, Double> evaluate(Dataset data) {
        throw new AssertionError("not expected: evaluate");
    }

    @Override
    default Map<String, Double> evaluate(Dataset data, List<String> metrics) {
        throw new AssertionError("not expected: evaluate");
    }

    @Override
    default long[][] confusion(Dataset data) {
        throw new AssertionError("not expected: confusion");
    }

    @Override
    default List<String> featureNames() {
        throw new AssertionError("not expected: featureNames");
    }

    @Override
    default INDArray featureMean() {
        throw new AssertionError("not expected: featureMean");
    }

    @Override
    default INDArray featureSd() {
        throw new AssertionError("not expected: featureSd");
    }

    @Override
    default ModelGraph graph() {
        throw new AssertionError("not expected: graph");
    }
}
