package rai.formats;

import rai.api.activation.ScalarActivation;
import rai.api.spec.Named;

/** An activation that does not say by which operations it can be computed. */
@Named("half")
public class Half implements ScalarActivation {
    @Override
    public double value(double z) {
        return z / 2;
    }

    @Override
    public double derivative(double z) {
        return 0.5;
    }
}
