package rai.layers;

import org.junit.jupiter.api.Nested;
import rai.activations.Tanh;
import rai.api.activation.ScalarActivation;
import rai.api.layer.LayerFunction;
import rai.api.spec.Named;
import rai.testkit.LayerContract;
import rai.testkit.Specs;

/** The contract of layers, for each of this bundle. */
class ContractsTest {
    @Nested
    class PreluPerLayer implements LayerContract {
        @Override
        public LayerFunction layer() {
            return new Prelu();
        }
    }

    @Nested
    class PreluPerUnit implements LayerContract {
        @Override
        public LayerFunction layer() {
            return Specs.configure(new Prelu(), "prelu(share=unit)");
        }
    }

    @Nested
    class SwishPerLayer implements LayerContract {
        @Override
        public LayerFunction layer() {
            return new LearnableSwish();
        }
    }

    @Nested
    class SwishPerUnit implements LayerContract {
        @Override
        public LayerFunction layer() {
            return Specs.configure(new LearnableSwish(), "learnable-swish(start=0.7, share=unit)");
        }
    }

    @Nested
    class BatchNormalization implements LayerContract {
        @Override
        public LayerFunction layer() {
            return new BatchNorm();
        }
    }

    @Nested
    class BatchNormalizationOfManyUnits implements LayerContract {
        @Override
        public LayerFunction layer() {
            return Specs.configure(new BatchNorm(), "batch-norm(affine=false)");
        }

        @Override
        public int inputs() {
            return 45; // more than one task's share
        }
    }

    @Nested
    class LayerNormalization implements LayerContract {
        @Override
        public LayerFunction layer() {
            return new LayerNorm();
        }
    }

    @Nested
    class LayerNormalizationAlone implements LayerContract {
        @Override
        public LayerFunction layer() {
            return Specs.configure(new LayerNorm(), "layer-norm(affine=false)");
        }
    }

    @Nested
    class DroppedOut implements LayerContract {
        @Override
        public LayerFunction layer() {
            return new Dropout();
        }
    }

    @Nested
    class RandomizedRelu implements LayerContract {
        @Override
        public LayerFunction layer() {
            return new Rrelu();
        }
    }

    @Nested
    class MaxoutOfThree implements LayerContract {
        @Override
        public LayerFunction layer() {
            return Specs.configure(new Maxout(), "maxout(3)");
        }
    }

    @Nested
    class GatedLinear implements LayerContract {
        @Override
        public LayerFunction layer() {
            return new Glu();
        }
    }

    @Nested
    class SoftmaxOfRows implements LayerContract {
        @Override
        public LayerFunction layer() {
            return new Softmax();
        }
    }

    @Nested
    class LogSoftmaxOfRows implements LayerContract {
        @Override
        public LayerFunction layer() {
            return new LogSoftmax();
        }
    }

    @Nested
    class SparsemaxOfRows implements LayerContract {
        @Override
        public LayerFunction layer() {
            return new Sparsemax();
        }
    }

    @Nested
    class NetworkWithBatchNorm implements LayerContract {
        @Override
        public LayerFunction layer() {
            return Specs.configure(new ActivationNetwork(), "network(hidden=4,3, activation=bend)", new Bend());
        }
    }

    @Nested
    class NetworkWithoutBatchNorm implements LayerContract {
        @Override
        public LayerFunction layer() {
            return Specs.configure(
                    new ActivationNetwork(), "network(hidden=5, activation=bend, batch-norm=false)", new Bend());
        }
    }

    @Nested
    class NetworkOnManyTiles implements LayerContract {
        @Override
        public LayerFunction layer() {
            return Specs.configure(new ActivationNetwork(), "network(hidden=2,3, activation=bend)", new Bend());
        }

        @Override
        public int inputs() {
            return 160; // 7 rows: more than two tiles, the last one shorter
        }
    }

    /** Its loops over Java arrays are held against the double form by the contract: float32 follows float64. */
    @Nested
    class NetworkOnATiledActivation implements LayerContract {
        @Override
        public LayerFunction layer() {
            return Specs.configure(new ActivationNetwork(), "network(hidden=3,2, activation=tanh)", new Tanh());
        }

        @Override
        public int inputs() {
            return 160;
        }
    }

    /** tanh. */
    @Named("bend")
    static class Bend implements ScalarActivation {
        @Override
        public double value(double z) {
            return Math.tanh(z);
        }

        @Override
        public double derivative(double z) {
            double a = Math.tanh(z);
            return 1 - a * a;
        }
    }
}
