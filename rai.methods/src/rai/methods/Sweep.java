package rai.methods;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.method.Training;
import rai.api.network.Layer;
import rai.api.network.Network;
import rai.api.network.Segment;
import rai.api.spec.SpecException;

/**
 * The network of a run, gone through in pieces: its dense maps one by one, and what lies between them. First a forward pass,
 * then a reverse sweep that gives V_t = dL/dZ_t for every map t, then a sweep from the first map up that moves each map by
 * {@link Ridge} towards targets made of Z_t and V_t, on the values that the maps already moved give.
 *
 * <p>Residual blocks are gone through as well: the sum at their end, and on the way back the sum of gradients at their entrance.
 * It keeps nothing but room for arrays, whose contents last for one step.
 */
final class Sweep {
    /** A part of the network: a map, other layers, or an end of a residual block. */
    private record Piece(int map, int from, int to, Layer.Fork fork, Layer.Join join) {
        boolean isMap() {
            return map >= 0;
        }
    }

    /** Moves a map. */
    interface Mover {
        /**
         * @param map the map, from 0
         * @param centre what is subtracted from its inputs
         * @param input its real input for the examples of the step, [n, inputs]
         * @param z Z_t, its values at the beginning of the step, [n, outputs]
         * @param v V_t [n, outputs]
         * @return whether {@code z} now holds what the map gives for the input; otherwise that is computed
         */
        boolean move(int map, double centre, INDArray input, INDArray z, INDArray v);
    }

    /** A change of V_t before it goes further down. */
    interface Scaling {
        /**
         * @param map a hidden map, from 0
         * @param z Z_t
         * @param v V_t, to be altered
         */
        void scale(int map, INDArray z, INDArray v);
    }

    private final List<Piece> pieces = new ArrayList<>();
    private final double[] centres;
    private final int firstMap;
    /** Which piece each map is. */
    private final int[] places;

    private final Segment[] segments;
    private final INDArray[] values;
    private final INDArray[] deltas;
    private final Matrices inputs;
    private final Matrices outputs;
    private final Matrices directions;

    /**
     * @param training the run's state
     * @param method the name of the method, for messages
     */
    Sweep(Training training, String method) {
        Network network = training.network();
        require(network, method);
        int map = 0;
        int from = 0;
        for (int i = 0; i < network.layers().size(); i++) {
            Layer layer = network.layers().get(i);
            if (layer instanceof Layer.Activate) {
                continue;
            }
            between(from, i);
            from = i + 1;
            if (layer instanceof Layer.Fork fork) {
                pieces.add(new Piece(-1, i, i + 1, fork, null));
            } else if (layer instanceof Layer.Join join) {
                pieces.add(new Piece(-1, i, i + 1, null, join));
            } else {
                pieces.add(new Piece(map++, i, i + 1, null, null));
            }
        }
        between(from, network.layers().size());
        firstMap = first();
        places = new int[map];
        for (int i = 0; i < pieces.size(); i++) {
            if (pieces.get(i).isMap()) {
                places[pieces.get(i).map()] = i;
            }
        }
        centres = centres(training);
        segments = new Segment[pieces.size()];
        values = new INDArray[pieces.size()];
        deltas = new INDArray[pieces.size()];
        inputs = new Matrices(pieces.size());
        outputs = new Matrices(pieces.size());
        directions = new Matrices(pieces.size());
    }

    private void between(int from, int to) {
        if (to > from) {
            pieces.add(new Piece(-1, from, to, null, null));
        }
    }

    private int first() {
        int i = 0;
        while (!pieces.get(i).isMap()) {
            i++;
        }
        return i;
    }

    /**
     * Refuses what the closed forms can't train.
     *
     * @param network the network
     * @param method the name of the method
     */
    static void require(Network network, String method) {
        for (int i = 0; i < network.layers().size(); i++) {
            if (network.layers().get(i) instanceof Layer.Apply) {
                throw new SpecException(method + " solves for dense layers and has no rule for "
                        + LayerName.of(network, i)
                        + ": use a network of dense layers and activations, or another method, such as backprop");
            }
            requireBias(network, i, method);
        }
    }

    /**
     * Refuses a dense layer without biases.
     *
     * @param network the network
     * @param layer the index of a layer
     * @param method the name of the method
     */
    static void requireBias(Network network, int layer, String method) {
        if (network.layers().get(layer) instanceof Layer.Dense dense && !dense.bias()) {
            throw new SpecException(method + " moves biases too, but " + LayerName.of(network, layer)
                    + ", has none: leave out bias=false, or use another method, such as backprop");
        }
    }

    /**
     * Refuses residual blocks.
     *
     * @param network the network
     * @param method the name of the method
     */
    static void requirePlain(Network network, String method) {
        for (int i = 0; i < network.layers().size(); i++) {
            if (network.layers().get(i) instanceof Layer.Join) {
                throw new SpecException(method + " gives the targets of all maps the same distance, which "
                        + "the sum at the end of a residual block, layer " + (i + 1)
                        + " of the network, does not keep: train residual blocks by alt");
            }
        }
    }

    /**
     * What is subtracted from the inputs of each map: what the activations before it give for 0, ½ for sigmoid, 0 for tanh and
     * ReLU. If units differ, that of the first is used; the result is correct with any number. A map that reads the data, or
     * the sum at the end of a residual block, has 0.
     */
    private double[] centres(Training training) {
        double[] all = new double[training.network().maps().size()];
        for (int i = 1; i < pieces.size(); i++) {
            Piece before = pieces.get(i - 1);
            if (pieces.get(i).isMap() && !before.isMap() && before.fork() == null && before.join() == null) {
                all[pieces.get(i).map()] = centre(training, before.from(), before.to());
            }
        }
        return all;
    }

    private static double centre(Training training, int from, int to) {
        int width = training.network().layers().get(from).inputs();
        INDArray zero = Nd4j.zeros(training.parameters().dataType(), 1, width);
        return training.forward(from, to, zero).getDouble(0, 0);
    }

    /** @return the output for the examples of the step, by the present parameters */
    INDArray forward(Training training) {
        for (int i = 0; i < segments.length; i++) {
            Piece piece = pieces.get(i);
            segments[i] =
                    piece.fork() == null && piece.join() == null ? training.segment(piece.from(), piece.to()) : null;
        }
        Deque<INDArray> kept = new ArrayDeque<>();
        INDArray at = training.inputs();
        for (int i = 0; i < segments.length; i++) {
            at = through(training, i, at, kept);
            values[i] = at;
        }
        return at;
    }

    private INDArray through(Training training, int i, INDArray input, Deque<INDArray> kept) {
        Piece piece = pieces.get(i);
        if (piece.fork() != null) {
            kept.push(input);
            return input;
        }
        if (piece.join() != null) {
            INDArray skipped = piece.join().skipped(kept.pop());
            return sum(training, "sum at the end of block ", i, input, skipped);
        }
        return segments[i].forward(input);
    }

    private INDArray sum(Training training, String name, int i, INDArray a, INDArray b) {
        int width = training.network().layers().get(pieces.get(i).from()).outputs();
        long n = training.inputs().size(0);
        INDArray sum = training.scratch(name + i, n, width);
        a.reshape(n, width).addi(b.reshape(n, width), sum);
        return sum;
    }

    /**
     * The reverse sweep, with the parameters of {@link #forward}.
     *
     * @param ofOutput dL/d(output)
     * @param scaling what happens to V_t of hidden maps before it goes further down
     */
    void backward(Training training, INDArray ofOutput, Scaling scaling) {
        Deque<INDArray> kept = new ArrayDeque<>();
        INDArray v = ofOutput;
        boolean hidden = false;
        for (int i = segments.length - 1; i >= firstMap; i--) {
            Piece piece = pieces.get(i);
            if (piece.isMap() && hidden) {
                scaling.scale(piece.map(), values[i], v);
            }
            deltas[i] = v;
            hidden |= piece.isMap();
            if (i == firstMap) {
                return;
            }
            if (piece.join() != null) {
                kept.push(piece.join().skipped(v));
            } else if (piece.fork() != null) {
                v = sum(training, "sum of gradients ", i, v, kept.pop());
            } else {
                v = segments[i].backward(v, true, Segment.ParameterGradient.NONE);
            }
        }
    }

    /**
     * Moves the maps, from the first to the last.
     *
     * @param mover moves a map
     * @return the output for the examples of the step, by the parameters that have been moved
     */
    INDArray refit(Training training, Mover mover) {
        Deque<INDArray> kept = new ArrayDeque<>();
        INDArray at = training.inputs();
        for (int i = 0; i < segments.length; i++) {
            int map = pieces.get(i).map();
            boolean known = map >= 0 && move(mover, i, inputs.of(i, at, n(training)), n(training));
            at = known ? values[i] : through(training, i, at, kept);
        }
        return at;
    }

    private static long n(Training training) {
        return training.inputs().size(0);
    }

    private boolean move(Mover mover, int i, INDArray input, long n) {
        int map = pieces.get(i).map();
        return mover.move(map, centres[map], input, outputs.of(i, values[i], n), directions.of(i, deltas[i], n));
    }

    /**
     * @param map from 0
     * @return Z_t [n, outputs], after {@link #forward}
     */
    INDArray value(Training training, int map) {
        int i = places[map];
        return outputs.of(i, values[i], n(training));
    }

    /**
     * @param map from 0
     * @return V_t [n, outputs], after {@link #backward}
     */
    INDArray direction(Training training, int map) {
        int i = places[map];
        return directions.of(i, deltas[i], n(training));
    }

    /**
     * @return the input of the first map, if nothing lies before it, so that it is known before the step; else null
     */
    INDArray firstInput(Training training) {
        return pieces.get(0).isMap() ? inputs.of(0, training.inputs(), n(training)) : null;
    }

    /**
     * Moves every map on what it read at the beginning of the step. No map waits for another, so they are shared out over the
     * threads of the run, and nothing is run forward again.
     *
     * @param mover moves a map, several at once
     */
    void refitSideBySide(Training training, Mover mover) {
        List<Runnable> moves = new ArrayList<>();
        INDArray at = training.inputs();
        for (int i = 0; i < segments.length; i++) {
            if (pieces.get(i).isMap()) {
                int map = pieces.get(i).map();
                INDArray input = inputs.of(i, at, n(training));
                INDArray z = outputs.of(i, values[i], n(training));
                INDArray v = directions.of(i, deltas[i], n(training));
                moves.add(() -> mover.move(map, centres[map], input, z, v));
            }
            at = values[i];
        }
        training.algebra().run(moves.size(), map -> moves.get(map).run());
    }

    /** Arrays as matrices: a view takes longer to make than a small product. */
    private static final class Matrices {
        private final INDArray[] arrays;
        private final INDArray[] matrices;

        Matrices(int count) {
            arrays = new INDArray[count];
            matrices = new INDArray[count];
        }

        INDArray of(int i, INDArray array, long rows) {
            if (array.rank() == 2) {
                return array;
            }
            if (arrays[i] != array) {
                arrays[i] = array;
                matrices[i] = array.reshape(rows, array.length() / rows);
            }
            return matrices[i];
        }
    }

    /** @return the data type of products that is accurate enough for a ridge */
    static DataType type(Training training, double lambda) {
        return lambda < 1 ? DataType.DOUBLE : training.parameters().dataType();
    }
}
