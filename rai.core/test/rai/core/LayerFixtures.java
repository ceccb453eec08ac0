package rai.core;

import java.util.List;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.catalog.Kind;
import rai.api.layer.LayerFunction;
import rai.api.layer.LearnableActivation;
import rai.api.layer.Pass;
import rai.api.layer.Share;
import rai.api.layer.Tensor;
import rai.api.spec.Named;
import rai.api.spec.Setting;
import rai.core.catalog.ServiceCatalog;
import rai.core.catalog.ServiceCatalog.Offer;

/** The smallest layers of each sort. */
public final class LayerFixtures {
    private LayerFixtures() {}

    public static ServiceCatalog catalog() {
        ServiceCatalog catalog = Fixtures.catalog();
        List<LayerFunction> layers = List.of(new Wave(), new Centre(), new Jitter());
        for (LayerFunction layer : layers) {
            String name = layer.getClass().getAnnotation(Named.class).value();
            catalog.add(new Offer(Kind.LAYER, name, 0, 50, "none", "0", () -> layer));
        }
        return catalog;
    }

    /** z + p sin z: smooth, learnable, row by row. */
    @Named("wave")
    public static class Wave implements LearnableActivation {
        @Setting("Sharing.")
        Share share = Share.LAYER;

        @Override
        public String parameter() {
            return "height";
        }

        @Override
        public double start() {
            return 0.5;
        }

        @Override
        public Share share() {
            return share;
        }

        @Override
        public double value(double z, double p) {
            return z + p * Math.sin(z);
        }

        @Override
        public double derivative(double z, double p) {
            return 1 + p * Math.cos(z);
        }

        @Override
        public double parameterDerivative(double z, double p) {
            return Math.sin(z);
        }
    }

    /** gain (x - mean over the examples); the running mean in evaluation. */
    @Named("centre")
    public static class Centre implements LayerFunction {
        @Override
        public List<Tensor> parameters(int inputs) {
            return List.of(new Tensor("gain", inputs, 1));
        }

        @Override
        public List<Tensor> state(int inputs) {
            return List.of(new Tensor("running", inputs, 0));
        }

        @Override
        public boolean mixesRows() {
            return true;
        }

        private static INDArray centred(Pass pass) {
            return pass.input().subRowVector(pass.training() ? pass.input().mean(true, 0) : pass.state("running"));
        }

        @Override
        public void forward(Pass pass) {
            pass.output().assign(centred(pass).mulRowVector(pass.parameter("gain")));
        }

        @Override
        public void backward(Pass pass) {
            pass.gradient("gain").assign(centred(pass).mul(pass.upstream()).sum(true, 0));
            if (pass.downstream() != null) {
                INDArray up = pass.upstream().mulRowVector(pass.parameter("gain"));
                pass.downstream().assign(up.subRowVector(up.mean(true, 0)));
            }
        }

        @Override
        public void updateState(Pass pass) {
            pass.state("running").muli(0.5).addi(pass.input().mean(true, 0).mul(0.5));
        }
    }

    /** x times a random factor about 1, in training. */
    @Named("jitter")
    public static class Jitter implements LayerFunction {
        @Override
        public void forward(Pass pass) {
            scaled(pass, pass.input(), pass.output());
        }

        @Override
        public void backward(Pass pass) {
            if (pass.downstream() != null) {
                scaled(pass, pass.upstream(), pass.downstream());
            }
        }

        private static void scaled(Pass pass, INDArray from, INDArray to) {
            RandomGenerator random = pass.training() ? pass.random() : null;
            for (long i = 0; i < from.size(0); i++) {
                for (long j = 0; j < from.size(1); j++) {
                    to.putScalar(i, j, from.getDouble(i, j) * (random == null ? 1 : 0.5 + random.nextDouble()));
                }
            }
        }
    }
}
