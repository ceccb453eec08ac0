package rai.core.compute;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.activation.Activation;
import rai.api.engine.Engine;
import rai.api.engine.SegmentPlan;
import rai.api.network.Layer;
import rai.api.network.Segment;
import rai.api.spec.Spec;
import rai.core.network.FlatNetwork;

/** The segments of one network, on the parameters and into the gradient of one run, as the present engine computes them. */
public final class Segments {
    private record Key(int from, int to, int copies, int rows) {}

    private final FlatNetwork network;
    private final INDArray parameters;
    private final INDArray gradient;
    private final INDArray state;
    private final Workers workers;
    private final Activations activations;
    private final Map<Key, Segment> references = new HashMap<>();
    private final Map<Key, Segment> segments = new HashMap<>();
    private final Map<Long, Set<Object>> written = new HashMap<>();
    private final Set<Object> settled = new HashSet<>();
    private Engine engine;
    private Kernel kernel = Kernel.LIBRARY;
    private Randoms randoms;

    /**
     * @param network the structure
     * @param parameters all parameters, flat
     * @param gradient receives their gradient, flat
     * @param state the running state of all layers, flat; null if they have none
     * @param workers who does it
     * @param activations provides activations
     */
    public Segments(
            FlatNetwork network,
            INDArray parameters,
            INDArray gradient,
            INDArray state,
            Workers workers,
            Activations activations) {
        this.network = network;
        this.parameters = parameters;
        this.gradient = gradient;
        this.state = state;
        this.workers = workers;
        this.activations = activations;
    }

    /**
     * Begins a step.
     *
     * @param ofStep its random numbers
     */
    public void begin(Randoms ofStep) {
        randoms = ofStep;
        written.clear();
        settled.clear();
    }

    /** Whether a segment runs forward for the first time in this step: only then its layers take what they saw into their state. */
    boolean firstPass(Object segment) {
        return settled.add(segment);
    }

    RandomGenerator random(long layer, long row) {
        return randoms.of(layer, row);
    }

    /**
     * Several segments of one step may have a parameter in common: the first one writes its gradient, the others add theirs.
     *
     * @param offset where the parameter starts
     * @param segment who is about to write its gradient
     * @return whether it is the first; so it is again when it comes back: then all start again
     */
    boolean first(long offset, Object segment) {
        Set<Object> segments = written.computeIfAbsent(offset, o -> new HashSet<>());
        boolean first = segments.isEmpty() || segments.contains(segment);
        if (first) {
            segments.clear();
        }
        segments.add(segment);
        return first;
    }

    /**
     * @param newEngine how segments are computed from now on
     */
    public void use(Engine newEngine) {
        if (newEngine != engine) {
            engine = newEngine;
            segments.clear();
            Kernel before = kernel;
            kernel = Kernel.of(before, newEngine);
            if (kernel != before) {
                references.clear();
            }
        }
    }

    /**
     * @param from index of the first layer of the first segment
     * @param to index after the last layer of the first segment
     * @param copies how many segments of equal structure
     * @param rows the number of examples
     * @return the segment; the same one when asked again, as long as the engine is the same
     */
    public Segment segment(int from, int to, int copies, int rows) {
        return segments.computeIfAbsent(new Key(from, to, copies, rows), key -> {
            Segment reference = references.computeIfAbsent(key, this::reference);
            return engine == null ? reference : engine.segment(new Plan(key), reference);
        });
    }

    private Segment reference(Key key) {
        requireEqualSegments(key.from, key.to, key.copies);
        network.requireWhole(key.from, key.from + key.copies * (key.to - key.from));
        return new ReferenceSegment(
                this,
                network,
                parameters,
                gradient,
                state,
                workers,
                kernel,
                activations,
                key.from,
                key.to,
                key.copies,
                key.rows);
    }

    /** What an engine knows about a segment. */
    private final class Plan implements SegmentPlan {
        private final Key key;
        private final List<Layer> layers;

        Plan(Key key) {
            this.key = key;
            layers = network.layers().subList(key.from, key.to);
        }

        @Override
        public List<Layer> layers() {
            return layers;
        }

        @Override
        public int copies() {
            return key.copies;
        }

        @Override
        public int rows() {
            return key.rows;
        }

        @Override
        public INDArray parameters() {
            return parameters;
        }

        @Override
        public INDArray gradient() {
            return gradient;
        }

        @Override
        public long weightOffset(int copy, int layer) {
            return network.weightOffset(map(copy, layer));
        }

        @Override
        public long biasOffset(int copy, int layer) {
            return network.biasOffset(map(copy, layer));
        }

        private int map(int copy, int layer) {
            return network.mapOfLayer(key.from + copy * layers.size() + layer);
        }

        @Override
        public Activation activation(Spec spec) {
            return activations.get(spec);
        }

        @Override
        public void run(int tasks, IntConsumer task) {
            workers.run(tasks, task);
        }
    }

    private void requireEqualSegments(int from, int to, int copies) {
        int length = to - from;
        if (from < 0
                || length < 1
                || copies < 1
                || from + (long) length * copies > network.layers().size()) {
            throw new IllegalArgumentException(
                    "layers " + from + " to " + to + ", " + copies + " times, are not a segment of a network of "
                            + network.layers().size() + " layers");
        }
        for (int i = from; i < from + length * copies; i++) {
            Layer one = network.layers().get(i);
            Layer first = network.layers().get(from + (i - from) % length);
            if (!one.equals(first)) {
                throw new IllegalArgumentException("layer " + i + " is " + one + ", but side by side with " + first);
            }
        }
    }
}
