package rai.init;

import rai.api.activation.ScalarActivation;
import rai.api.spec.Named;
import rai.api.spec.Setting;

/** Activation functions with names, as the catalog has them. */
final class Functions {
    private Functions() {}

    /** max(z, 0). */
    @Named("relu")
    static class Relu implements ScalarActivation {
        @Override
        public double value(double z) {
            return Math.max(z, 0);
        }

        @Override
        public double derivative(double z) {
            return z > 0 ? 1 : 0;
        }
    }

    /** z, or slope · z below 0. */
    @Named("leaky-relu")
    static class LeakyRelu implements ScalarActivation {
        @Setting("Slope below 0.")
        double slope = 0.01;

        @Override
        public double value(double z) {
            return z > 0 ? z : slope * z;
        }

        @Override
        public double derivative(double z) {
            return z > 0 ? 1 : slope;
        }
    }

    /** tanh. */
    @Named("tanh")
    static class Tanh implements ScalarActivation {
        @Override
        public double value(double z) {
            return Math.tanh(z);
        }

        @Override
        public double derivative(double z) {
            return 1 - Math.tanh(z) * Math.tanh(z);
        }
    }

    /** 0: no gain makes up for it. */
    @Named("nothing")
    static class Nothing implements ScalarActivation {
        @Override
        public double value(double z) {
            return 0;
        }

        @Override
        public double derivative(double z) {
            return 0;
        }
    }
}
