package rai.activations;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import rai.api.activation.TiledActivation;
import rai.testkit.Specs;

/** The contract, for every activation that has no test class of its own, with the settings that matter. */
@ParameterizedClass(name = "{0}")
@MethodSource("all")
class AllActivationsTest implements BuiltInContract {
    /** An ulp of 1: what 1 + erf, e^z - 1, 1 - tanh² and their like leave where they are nearly 0. */
    private static final double ULP = 0x1p-52;

    private final Case tested;

    AllActivationsTest(Case tested) {
        this.tested = tested;
    }

    /** One activation with its settings, and what is special about it. */
    private record Case(
            TiledActivation activation, String spec, String golden, double cancelled, boolean limits, double[] kinks) {
        Case golden(String name) {
            return new Case(activation, spec, name, cancelled, limits, kinks);
        }

        Case cancelledInGolden() {
            return new Case(activation, spec, golden, ULP, limits, kinks);
        }

        Case withoutLimits() {
            return new Case(activation, spec, golden, cancelled, false, kinks);
        }

        Case kinks(double... at) {
            return new Case(activation, spec, golden, cancelled, limits, at);
        }

        @Override
        public String toString() {
            return spec;
        }
    }

    private static Case of(TiledActivation activation, String settings) {
        String spec = Specs.name(activation) + settings;
        return new Case(Specs.configure(activation, spec), spec, spec, 0, true, new double[0]);
    }

    private static Case of(TiledActivation activation) {
        return of(activation, "");
    }

    /** A wrong name would go unnoticed, because nothing would be compared. */
    static Stream<String> goldenNames() {
        return all().map(Case::golden);
    }

    static Stream<Case> all() {
        return Stream.of(
                of(new Relu6()).kinks(0, 6),
                of(new Rrelu()).kinks(0),
                of(new Rrelu(), "(lower=0.1, upper=0.3)")
                        .golden("leaky-relu(slope=0.2)")
                        .kinks(0),
                of(new Elu()).golden("elu(alpha=1.0)").cancelledInGolden().kinks(0),
                of(new Elu(), "(alpha=2.3)").kinks(0),
                of(new Elu(), "(alpha=0)").golden("relu").kinks(0),
                of(new Celu()).golden("celu(alpha=1.0)").cancelledInGolden().kinks(0),
                of(new Celu(), "(alpha=0.5)").cancelledInGolden().kinks(0),
                of(new Celu(), "(alpha=0.3)").kinks(0),
                of(new Selu()).cancelledInGolden().kinks(0),
                of(new Gelu()).cancelledInGolden(),
                of(new Gelu(), "(approximate=tanh)").cancelledInGolden(),
                of(new Swish()).golden("swish(beta=1.0)").cancelledInGolden(),
                of(new Swish(), "(beta=0.5)").cancelledInGolden(),
                of(new Swish(), "(beta=2)").golden("swish(beta=2.0)").cancelledInGolden(),
                of(new Swish(), "(beta=0.7)"),
                of(new Mish()).cancelledInGolden(),
                of(new Softplus()),
                of(new Softplus(), "(beta=0.3)"),
                of(new Softplus(), "(threshold=1)").kinks(1),
                of(new Softplus(), "(beta=2, threshold=0)").kinks(0),
                of(new Softsign()),
                of(new LogSigmoid()),
                of(new HardSigmoid()).kinks(-3, 3),
                of(new HardTanh()).kinks(-1, 1),
                of(new HardTanh(), "(min=-0.1, max=0.7)").kinks(-0.1, 0.7),
                of(new HardSwish()).kinks(-3, 3),
                of(new HardShrink(), "(lambda=0.5)").kinks(-0.5, 0.5),
                of(new HardShrink(), "(lambda=0.1)").kinks(-0.1, 0.1),
                of(new HardShrink(), "(lambda=0)").kinks(0),
                of(new SoftShrink(), "(lambda=0.5)").kinks(-0.5, 0.5),
                of(new SoftShrink(), "(lambda=0.1)").kinks(-0.1, 0.1),
                of(new TanhShrink()).cancelledInGolden(),
                of(new Threshold()).golden("threshold(theta=1.0,value=0.0)").kinks(1),
                of(new Threshold(), "(theta=0.1, value=0.1)").kinks(0.1),
                of(new Threshold(), "(theta=-2, value=3)").kinks(-2),
                of(new Squareplus()).golden("squareplus(b=4.0)").cancelledInGolden(),
                of(new Squareplus(), "(b=0.1)"),
                of(new RationalTanh()),
                of(new RectifiedTanh()).cancelledInGolden().kinks(0),
                of(new Cube()),
                of(new Exponential()),
                of(new Sine()).withoutLimits(),
                of(new Gaussian()),
                of(new SparsePlus()).kinks(-1, 1),
                of(new SparseSigmoid()).kinks(-1, 1),
                of(new LogisticOdd()).cancelledInGolden());
    }

    @Override
    public TiledActivation activation() {
        return tested.activation;
    }

    @Override
    public String golden() {
        return tested.golden;
    }

    @Override
    public double cancelledInGolden() {
        return tested.cancelled;
    }

    /** PyTorch's hard-sigmoid takes 1/6 as a float: 0.1666666716. */
    @Override
    public double goldenSlopeTolerance() {
        return tested.activation instanceof HardSigmoid ? 1e-7 : 1e-12;
    }

    @Override
    public double floatTolerance() {
        return FLOAT;
    }

    @Override
    public double floatSlopeFloor() {
        return 0;
    }

    @Override
    public boolean hasLimits() {
        return tested.limits;
    }

    @Override
    public double[] kinks() {
        return tested.kinks;
    }
}
