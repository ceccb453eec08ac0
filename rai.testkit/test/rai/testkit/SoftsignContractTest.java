package rai.testkit;

import rai.api.activation.Activation;

/** The contract lets an activation pass that keeps it. */
class SoftsignContractTest implements ActivationContract {
    @Override
    public Activation activation() {
        return new Softsign();
    }
}
