package rai.core.start;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.array.Doubles;
import rai.api.exchange.Orientation;
import rai.api.exchange.Weights;
import rai.api.exchange.Weights.Weight;
import rai.api.network.Layer;
import rai.api.network.NamedTensor;
import rai.api.run.RunEvent;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;
import rai.core.compute.Views;
import rai.core.data.RunData;
import rai.core.data.Standardization;
import rai.core.network.FlatNetwork;
import rai.core.network.NamedTensors;
import rai.core.start.WeightPlaces.Place;
import rai.core.store.StateHash;

/** Weights that were trained elsewhere, for a network to start with. */
public final class ImportedWeights {
    private static final double EPSILON_OF_KERAS = 0.001;

    private static final String MEAN = "feature-mean";
    private static final String SD = "feature-sd";

    private final Weights weights;
    private final String origin;
    private final Orientation orientation;
    private final List<String> placed = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private String hash = "";

    public ImportedWeights(Weights weights, String origin, Orientation orientation) {
        this.weights = weights;
        this.origin = origin;
        this.orientation = orientation;
    }

    /** @return which array became which tensor */
    public List<String> placed() {
        return placed;
    }

    /** @return what was assumed */
    public List<String> notes() {
        return notes;
    }

    private Optional<Weight> named(String name) {
        return weights.arrays().stream()
                .filter(weight -> weight.name().equals(name))
                .findFirst();
    }

    private WeightMetadata said() {
        return new WeightMetadata(weights.metadata(), origin, notes::add);
    }

    /** @return the data with the standardisation of the weights, if they bring one */
    public RunData standardizing(RunData data) {
        said().requireData(data.train());
        Optional<Weight> mean = named(MEAN);
        Optional<Weight> sd = named(SD);
        if (mean.isEmpty() && sd.isEmpty()) {
            return data;
        }
        int inputs = data.train().inputs();
        for (String name : List.of(MEAN, SD)) {
            long length = named(name).map(weight -> weight.values().length()).orElse(0L);
            if (length != inputs) {
                throw new SpecException(origin + " has " + (length == 0 ? "no" : length + " numbers in") + " '" + name
                        + "', but the data have " + inputs + " features");
            }
        }
        notes.add("features are standardised by " + MEAN + " and " + SD + " of " + origin);
        return new RunData(
                data.preparation(),
                data.train(),
                data.valid(),
                data.test(),
                new Standardization(row(mean.orElseThrow()), row(sd.orElseThrow())),
                data.weights(),
                data.folds(),
                data.read());
    }

    private INDArray row(Weight weight) {
        double[] values = Doubles.copy(weight.values());
        for (double value : values) {
            if (!Double.isFinite(value) || weight.name().equals(SD) && !(value > 0)) {
                throw new SpecException("'" + weight.name() + "' of " + origin + " has the impossible value " + value);
            }
        }
        return Nd4j.createFromArray(values).reshape(1, values.length);
    }

    /**
     * @param network the network that takes them
     * @param type the type in which it computes
     * @return its layers, all of which are taken
     * @throws SpecException if they do not fit
     */
    public TakenLayers layersFor(FlatNetwork network, DataType type) {
        said().requireNetwork(network.describe());
        List<Weight> arrays = weights.arrays().stream()
                .filter(weight -> !weight.name().equals(MEAN) && !weight.name().equals(SD))
                .toList();
        List<Place> places = WeightPlaces.of(
                NamedTensors.byLayer(network).filter(layer -> !layer.isEmpty()).toList(),
                arrays,
                origin,
                orientation,
                notes::add);
        if (lieAsInKeras(places)) {
            network.layers().stream()
                    .filter(Layer.Apply.class::isInstance)
                    .map(layer -> ((Layer.Apply) layer).spec())
                    .distinct()
                    .forEach(this::noteEpsilon);
        }
        INDArray parameters = Views.scratch(type, 1, network.parameterCount());
        INDArray state = network.stateCount() == 0 ? null : Views.scratch(type, 1, network.stateCount());
        for (Place place : places) {
            NamedTensor tensor = place.tensor();
            INDArray into = tensor.array().equals(NamedTensor.PARAMETERS) ? parameters : state;
            Doubles.of(into, tensor.offset(), tensor.length()).put(0, numbers(place), (int) tensor.length());
            placed.add(place.weight().name() + " -> " + tensor.name() + (place.transposed() ? ", transposed" : ""));
        }
        hash = state == null ? StateHash.of(parameters) : StateHash.of(parameters, state);
        return TakenLayers.of(network, network, parameters, state);
    }

    private static boolean lieAsInKeras(List<Place> places) {
        return places.stream()
                .noneMatch(place -> place.transposed()
                        || place.weight().name().equals(place.tensor().name()));
    }

    /** It is not among the weights. */
    private void noteEpsilon(Spec layer) {
        String epsilon = layer.settings().get("epsilon");
        if (epsilon != null && Double.parseDouble(epsilon) != EPSILON_OF_KERAS) {
            notes.add(layer.name() + " has the epsilon " + epsilon + "; that of Keras is " + EPSILON_OF_KERAS
                    + " by default: " + layer.name() + "(epsilon=" + EPSILON_OF_KERAS + ")");
        }
    }

    private double[] numbers(Place place) {
        double[] values = Doubles.copy(place.weight().values());
        for (double value : values) {
            if (!Double.isFinite(value)) {
                throw new SpecException("'" + place.weight().name() + "' of " + origin + " holds " + value
                        + ": weights are finite numbers");
            }
        }
        if (!place.transposed()) {
            return values;
        }
        int inputs = place.tensor().shape().get(0).intValue();
        int outputs = place.tensor().shape().get(1).intValue();
        double[] turned = new double[values.length];
        for (int i = 0; i < inputs; i++) {
            for (int j = 0; j < outputs; j++) {
                turned[i * outputs + j] = values[j * inputs + i];
            }
        }
        return turned;
    }

    /** @return what is recorded of where the run starts from */
    public RunEvent.StartedFrom event(TakenLayers layers) {
        return new RunEvent.StartedFrom(0, origin, hash, layers.taken(), layers.fresh(), String.join("; ", notes));
    }
}
