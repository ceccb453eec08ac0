package rai.itest.faulty;

import org.osgi.service.component.annotations.Component;
import rai.api.activation.Activation;
import rai.api.spec.Named;

/** Its class can't be initialised. */
@Component(service = Activation.class)
@Named("broken")
public class Broken extends Straight {
    private static final double STEP = Double.parseDouble("none");

    @Override
    public double value(double z) {
        return STEP * z;
    }
}
