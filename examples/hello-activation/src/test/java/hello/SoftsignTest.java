package hello;

import rai.api.activation.Activation;
import rai.testkit.ActivationContract;

class SoftsignTest implements ActivationContract {
    @Override
    public Activation activation() {
        return new Softsign();
    }
}
