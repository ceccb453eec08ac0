package rai.testkit;

import rai.api.activation.Activation;
import rai.api.activation.ScalarActivation;

/** The contract lets an activation pass that declares its kink: |z + 6| has it where a central difference would be taken. */
class ShiftedAbsoluteContractTest implements ActivationContract {
    @Override
    public Activation activation() {
        return new ScalarActivation() {
            @Override
            public double value(double z) {
                return Math.abs(z + 6);
            }

            @Override
            public double derivative(double z) {
                if (Double.isNaN(z)) {
                    return z;
                }
                return z < -6 ? -1 : 1;
            }
        };
    }

    @Override
    public double[] kinks() {
        return new double[] {-6};
    }
}
