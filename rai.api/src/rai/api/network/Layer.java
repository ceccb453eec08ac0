package rai.api.network;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.annotation.versioning.ProviderType;
import rai.api.layer.Tensor;
import rai.api.spec.Spec;

/** One layer of a network. */
@ProviderType
public sealed interface Layer {
    /** @return the width of what it reads */
    int inputs();

    /** @return the width of its output */
    int outputs();

    /**
     * A dense (fully connected) map, y = x W + b, or y = x W.
     *
     * @param inputs rows of W
     * @param outputs columns of W
     * @param bias whether b is there
     */
    record Dense(int inputs, int outputs, boolean bias) implements Layer {
        /**
         * With a bias.
         *
         * @param inputs rows of W
         * @param outputs columns of W
         */
        public Dense(int inputs, int outputs) {
            this(inputs, outputs, true);
        }
    }

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

    /**
     * A {@link rai.api.layer.LayerFunction}.
     *
     * @param spec its full spec
     * @param inputs the width of what it reads
     * @param outputs the width of what it gives
     * @param parameters what it learns
     * @param state what it gathers while training
     * @param mixesRows whether in training an example's output depends on the other examples
     */
    record Apply(Spec spec, int inputs, int outputs, List<Tensor> parameters, List<Tensor> state, boolean mixesRows)
            implements Layer {
        /** Copies the lists. */
        public Apply {
            parameters = List.copyOf(parameters);
            state = List.copyOf(state);
        }
    }

    /**
     * The entrance of a residual block: passes on what it reads, and keeps it for the {@link Join}.
     *
     * @param width the width of what it reads and gives
     * @param length how many layers further its join is
     */
    record Fork(int width, int length) implements Layer {
        @Override
        public int inputs() {
            return width;
        }

        @Override
        public int outputs() {
            return width;
        }
    }

    /**
     * The exit of a residual block: adds what the {@link Fork} kept, y = x + skip · kept.
     *
     * @param width the width of what it reads and gives
     * @param length how many layers before its fork is
     * @param skip the strength of the skip connection; 1 in an ordinary block
     */
    record Join(int width, int length, double skip) implements Layer {
        /**
         * The exit of an ordinary block.
         *
         * @param width the width of what it reads and gives
         * @param length how many layers before its fork is
         */
        public Join(int width, int length) {
            this(width, length, 1);
        }

        /**
         * The skip connection, forward, or its gradient.
         *
         * @param kept what the fork kept, or the gradient of what the join gives; not altered
         * @return skip · kept; {@code kept} itself if the skip is 1
         */
        public INDArray skipped(INDArray kept) {
            return skip == 1 ? kept : kept.mul(skip);
        }

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
