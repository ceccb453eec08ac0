package rai.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.array.Doubles;
import rai.api.data.Dataset;
import rai.api.data.Prepared;
import rai.api.data.Table;
import rai.api.data.Task;
import rai.api.graph.ModelGraph;
import rai.api.graph.Node;
import rai.api.network.Layer;
import rai.api.network.NamedTensor;
import rai.api.network.Network;
import rai.api.run.Model;
import rai.api.spec.SpecException;

/** A small classifier in float64, for formats to write. Its weights are exact in float32. */
final class PlainModel implements Model {
    private static final int FEATURES = 3;
    private static final int CLASSES = 3;

    private final PlainNetwork network = new PlainNetwork(FEATURES, 4, 5, CLASSES);
    private final List<NamedTensor> tensors = new ArrayList<>();
    private final Map<String, INDArray> values = new LinkedHashMap<>();

    PlainModel() {
        for (int map = 0; map < network.maps().size(); map++) {
            Layer.Dense dense = network.dense(map);
            String name = "dense_" + (map + 1);
            add(name + ".weight", network.weightOffset(map), dense.inputs(), dense.outputs());
            add(name + ".bias", network.biasOffset(map), dense.outputs());
        }
    }

    private void add(String name, long offset, long... shape) {
        tensors.add(new NamedTensor(name, Arrays.stream(shape).boxed().toList(), NamedTensor.PARAMETERS, offset));
        INDArray array = Nd4j.create(DataType.DOUBLE, shape);
        for (long i = 0; i < array.length(); i++) {
            array.putScalar(i, (float) Math.sin(1 + offset + i)); // all are different
        }
        values.put(name, array);
    }

    @Override
    public Network network() {
        return network;
    }

    @Override
    public List<NamedTensor> tensors() {
        return List.copyOf(tensors);
    }

    @Override
    public INDArray tensor(String name) {
        INDArray tensor = values.get(name);
        if (tensor == null) {
            throw new SpecException("the network has no tensor '" + name + "', only " + values.keySet());
        }
        return tensor.dup('c');
    }

    @Override
    public Map<String, Object> spec() {
        return Map.of(
                "network",
                "dense(4) tanh dense(5) tanh dense(3)",
                "loss",
                "softmax-cross-entropy",
                "precision",
                "float64");
    }

    @Override
    public Task task() {
        return Task.MULTICLASS;
    }

    @Override
    public List<String> classNames() {
        return List.of("setosa", "with \"quotes\", and a comma", "ü");
    }

    @Override
    public List<String> targetNames() {
        return List.of("target");
    }

    @Override
    public List<String> featureNames() {
        return List.of("x", "a name with spaces", "ö");
    }

    @Override
    public INDArray featureMean() {
        return Nd4j.createFromArray(new double[][] {{0.5, -0.25, 3}});
    }

    @Override
    public INDArray featureSd() {
        return Nd4j.createFromArray(new double[][] {{2, 0.5, 1}});
    }

    @Override
    public ModelGraph graph() {
        Node input = Node.input(FEATURES);
        Node mean = Node.constant("feature-mean", 1, Doubles.copy(featureMean()));
        Node a = input.minus(mean).over(Node.constant("feature-sd", 1, Doubles.copy(featureSd())));
        for (int map = 0; map < network.maps().size(); map++) {
            String name = "dense_" + (map + 1);
            a = (map == 0 ? a : a.tanh()).product(constant(name + ".weight")).plus(constant(name + ".bias"));
        }
        return new ModelGraph(input, featureNames(), a, a.softmax(), true, List.of());
    }

    private Node constant(String name) {
        INDArray tensor = values.get(name);
        return Node.constant(name, tensor.rank() == 1 ? 1 : (int) tensor.size(0), Doubles.copy(tensor));
    }

    @Override
    public INDArray predict(INDArray features) {
        throw needless();
    }

    @Override
    public Prepared prepare(Table table) {
        throw needless();
    }

    @Override
    public Dataset examples(Table table) {
        throw needless();
    }

    @Override
    public Map<String, Double> evaluate(Dataset data) {
        throw needless();
    }

    @Override
    public Map<String, Double> evaluate(Dataset data, List<String> metrics) {
        throw needless();
    }

    @Override
    public long[][] confusion(Dataset data) {
        throw needless();
    }

    private static IllegalStateException needless() {
        return new IllegalStateException("a format needs no data");
    }
}
