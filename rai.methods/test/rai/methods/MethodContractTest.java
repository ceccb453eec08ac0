package rai.methods;

import java.util.List;
import org.junit.jupiter.api.Nested;
import rai.api.method.TrainingMethod;
import rai.api.network.Layer;
import rai.api.network.Network;
import rai.check.SquaredError;
import rai.testkit.MethodContract;
import rai.testkit.Specs;

/** The methods of this room keep the contract of all methods. */
class MethodContractTest {
    @Nested
    class OfBackprop implements MethodContract {
        @Override
        public TrainingMethod method() {
            return new Backprop();
        }
    }

    @Nested
    class OfRai implements MethodContract {
        @Override
        public TrainingMethod method() {
            return rai("rai(mu=0.7)");
        }
    }

    @Nested
    class OfRaiWithAPeriod implements MethodContract {
        @Override
        public TrainingMethod method() {
            return rai("rai(period=2)");
        }
    }

    @Nested
    class OfRaiRemade implements MethodContract {
        @Override
        public TrainingMethod method() {
            return Specs.configure(new RaiRemade(), "rai-remade(mu=0.7, sweeps=2)", new SquaredError());
        }
    }

    @Nested
    class OfReadout implements MethodContract {
        @Override
        public TrainingMethod method() {
            return new Readout();
        }

        /** The checks know where the maps of their small networks lie: the last one at the end. */
        @Override
        public boolean trains(Network network, String name, long element) {
            Layer.Dense last = (Layer.Dense)
                    network.layers().get(network.maps().get(network.maps().size() - 1));
            return element >= network.parameterCount() - (last.inputs() + 1L) * last.outputs();
        }
    }

    @Nested
    class OfRefit implements MethodContract {
        @Override
        public TrainingMethod method() {
            return Specs.configure(new Refit(), "refit(lambda=0.1)");
        }

        @Override
        public List<TrainingMethod> before() {
            return List.of(rai("rai"));
        }
    }

    @Nested
    class OfAltN implements MethodContract {
        @Override
        public TrainingMethod method() {
            return Specs.configure(new AltN(), "alt-n(lambda=0.1)");
        }
    }

    @Nested
    class OfAlt implements MethodContract {
        @Override
        public TrainingMethod method() {
            return new Alt();
        }
    }

    @Nested
    class OfPredictiveCoding implements MethodContract {
        @Override
        public TrainingMethod method() {
            return Specs.configure(new PredictiveCoding(), "predictive-coding(inner=4)");
        }
    }

    @Nested
    class OfPredictiveCodingByErrors implements MethodContract {
        @Override
        public TrainingMethod method() {
            return Specs.configure(new PredictiveCoding(), "predictive-coding(inner=4, form=error)");
        }
    }

    @Nested
    class OfAlmPc implements MethodContract {
        @Override
        public TrainingMethod method() {
            return new AlmPc();
        }
    }

    @Nested
    class OfAltForMiniBatches implements MethodContract {
        @Override
        public TrainingMethod method() {
            return Specs.configure(new Alt(), "alt(momentum=0.8, first=500, whiten=0.3, decay=0.002)");
        }
    }

    @Nested
    class OfGaussNewton implements MethodContract {
        @Override
        public TrainingMethod method() {
            return new GaussNewton();
        }
    }

    @Nested
    class OfLocalLoss implements MethodContract {
        @Override
        public TrainingMethod method() {
            return new LocalLoss();
        }
    }

    @Nested
    class OfForwardForward implements MethodContract {
        @Override
        public TrainingMethod method() {
            return new ForwardForward();
        }
    }

    @Nested
    class OfDifferenceTargetPropagation implements MethodContract {
        @Override
        public TrainingMethod method() {
            return new DifferenceTargetPropagation();
        }
    }

    @Nested
    class OfBcd implements MethodContract {
        @Override
        public TrainingMethod method() {
            return new Bcd();
        }
    }

    @Nested
    class OfAdmm implements MethodContract {
        @Override
        public TrainingMethod method() {
            return Specs.configure(new Admm(), "admm(multipliers=output, warmup=1)");
        }
    }

    @Nested
    class OfAdmmWithMultipliersOfAllLayers implements MethodContract {
        @Override
        public TrainingMethod method() {
            return new Admm();
        }
    }

    @Nested
    class OfMac implements MethodContract {
        @Override
        public TrainingMethod method() {
            return Specs.configure(new Mac(), "mac(growth=3, every=1)");
        }
    }

    private static Rai rai(String spec) {
        return Specs.configure(new Rai(), spec, new SquaredError());
    }
}
