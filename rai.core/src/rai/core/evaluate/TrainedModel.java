package rai.core.evaluate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.activation.Activation;
import rai.api.array.Doubles;
import rai.api.data.Dataset;
import rai.api.data.Prepared;
import rai.api.data.Table;
import rai.api.data.Task;
import rai.api.graph.Evaluation;
import rai.api.graph.ModelGraph;
import rai.api.graph.Node;
import rai.api.layer.LayerFunction;
import rai.api.loss.Loss;
import rai.api.network.NamedTensor;
import rai.api.network.Network;
import rai.api.run.Model;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;
import rai.api.spec.Words;
import rai.core.compute.ForwardPass;
import rai.core.compute.Views;
import rai.core.data.Examples;
import rai.core.data.Inputs;
import rai.core.data.Preparation;
import rai.core.data.Standardization;
import rai.core.network.FlatNetwork;
import rai.core.network.NamedTensors;
import rai.core.service.Services;

/** A network with the parameters of a run. */
public record TrainedModel(
        FlatNetwork structure,
        ForwardPass pass,
        Loss loss,
        DataType type,
        Preparation preparation,
        Standardization standardization,
        Map<String, Object> spec,
        Services services)
        implements Model {
    /** How many examples a form is tried on. */
    private static final int SAMPLES = 16;

    @Override
    public Network network() {
        return structure;
    }

    @Override
    public List<NamedTensor> tensors() {
        return NamedTensors.of(structure).toList();
    }

    @Override
    public INDArray tensor(String name) {
        NamedTensor tensor = NamedTensors.of(structure)
                .filter(t -> t.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Words.unknown(
                        "tensor",
                        name,
                        NamedTensors.of(structure).map(NamedTensor::name).toList()));
        INDArray array = tensor.array().equals(NamedTensor.PARAMETERS) ? pass.parameters() : pass.state();
        long[] shape = tensor.shape().stream().mapToLong(Long::longValue).toArray();
        return Views.of(array, tensor.offset(), shape).dup('c');
    }

    @Override
    public Task task() {
        return preparation.learnt().task();
    }

    @Override
    public List<String> classNames() {
        return preparation.learnt().classes();
    }

    @Override
    public List<String> targetNames() {
        return preparation.targets();
    }

    @Override
    public List<String> featureNames() {
        return preparation.features();
    }

    @Override
    public INDArray featureMean() {
        return standardization.mean().dup('c');
    }

    @Override
    public INDArray featureSd() {
        return standardization.sd().dup('c');
    }

    @Override
    public Prepared prepare(Table table) {
        return preparation.apply(table, "the data");
    }

    @Override
    public Dataset examples(Table table) {
        return preparation.examples(table, "the data");
    }

    @Override
    public List<String> notes(Table table) {
        return preparation.notes(table, "the data");
    }

    @Override
    public INDArray predict(INDArray features) {
        requireWidth(features.size(1));
        INDArray x = standardization.apply(features, type);
        return loss.prediction(Evaluator.output(structure, pass, Inputs.of(x)));
    }

    @Override
    public Map<String, Double> evaluate(Dataset data) {
        Map<String, String> own = new LinkedHashMap<>();
        if (spec.get(Metrics.KEY) instanceof Map<?, ?> metrics) {
            metrics.forEach((name, metric) -> own.put(String.valueOf(name), String.valueOf(metric)));
        }
        return evaluate(data, own);
    }

    @Override
    public Map<String, Double> evaluate(Dataset data, List<String> metrics) {
        return evaluate(data, Metrics.named(metrics));
    }

    private Map<String, Double> evaluate(Dataset data, Map<String, String> metrics) {
        Examples examples = examples(data);
        Services services = new Services(this.services.catalog(), false, type);
        return Evaluator.metrics(
                structure,
                pass,
                loss,
                examples,
                Metrics.resolve(metrics, task(), services).now(services),
                (name, e) -> {
                    throw new SpecException("the metric " + name + " failed: " + e, e);
                });
    }

    @Override
    public long[][] confusion(Dataset data) {
        if (task() == Task.REGRESSION) {
            throw new SpecException(
                    "the network was trained for regression: there are no classes for a confusion matrix");
        }
        return Evaluator.confusion(structure, pass, loss, examples(data));
    }

    private Examples examples(Dataset data) {
        return Examples.of(preparation.examples(data, "the data"), structure.outputs(), type, standardization);
    }

    @Override
    public ModelGraph graph() {
        NetworkGraph.Functions functions = new NetworkGraph.Functions() {
            @Override
            public Activation activation(Spec spec) {
                return services.get(spec);
            }

            @Override
            public LayerFunction layer(Spec spec) {
                return services.layer(spec);
            }
        };
        Node input = Node.input(structure.inputs());
        Node output = new NetworkGraph(structure, pass, functions).output(standardization.graph(input));
        Node prediction = loss.predictionGraph(output)
                .orElseThrow(() -> new SpecException("the loss " + spec.get("loss")
                        + " does not say how a prediction is computed of the output, so the network can't be exported"
                        + " in this format"));
        ModelGraph graph = new ModelGraph(
                input, preparation.features(), output, prediction, type == DataType.DOUBLE, preparation.encodings());
        requireSame(graph);
        return graph;
    }

    /** The form of a service may be wrong: that would be a wrong number elsewhere. */
    private void requireSame(ModelGraph graph) {
        double[] x = new SplittableRandom(1)
                .doubles((long) SAMPLES * structure.inputs(), -2, 2)
                .toArray();
        INDArray features = Nd4j.createFromArray(x).reshape('c', SAMPLES, structure.inputs());
        features.muliRowVector(standardization.sd()).addiRowVector(standardization.mean());
        double[] own = Doubles.copy(predict(features).dup('c'));
        double[] other = Evaluation.of(graph.prediction(), Doubles.copy(features), SAMPLES);
        if (!NetworkGraph.agree(own, other, type == DataType.DOUBLE ? 1e-9 : 1e-3)) {
            throw new SpecException(
                    "the operations by which the services of the network say that it is computed give other"
                            + " predictions than the network, so it can't be exported in this format: check finds the"
                            + " service that is wrong");
        }
    }

    private void requireWidth(long features) {
        if (features != structure.inputs()) {
            throw new SpecException(
                    "the network reads " + structure.inputs() + " features, but the data have " + features);
        }
    }
}
