package hello;

import rai.api.activation.Activation;
import rai.testkit.ActivationContract;

class IsruTest implements ActivationContract {
    @Override
    public Activation activation() {
        return new Isru();
    }
}
