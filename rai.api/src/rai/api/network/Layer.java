package rai.api.network;

import rai.api.spec.Spec;

/** One layer of a network. */
public sealed interface Layer {
    /** @return the width of what it reads */
    int inputs();

    /** @return the width of what it gives */
    int outputs();

    /**
     * A dense (fully connected) map, y = x W + b.
     *
     * @param inputs rows of W
     * @param outputs columns of W
     */
    record Dense(int inputs, int outputs) implements Layer {}

    /**
     * An activation, element by element.
     *
     * @param spec the activation's full spec
     * @param width the width of what it reads and gives
     */
    record Activate(Spec spec, int width) implements Layer {
        @Override
        public int inputs() {
            return width;
        }

        @Override
        public int outputs() {
            return width;
        }
    }
}
