package rai.itest.shaped;

import org.osgi.service.component.annotations.Component;
import rai.api.activation.ScalarActivation;
import rai.api.spec.Named;
import rai.itest.shape.Shape;

/** An activation whose formula is in another bundle. */
@Component
@Named("shaped")
public class Shaped implements ScalarActivation {
    @Override
    public double value(double z) {
        return Shape.value(z);
    }

    @Override
    public double derivative(double z) {
        double d = 1 + Math.abs(z);
        return 1 / (d * d);
    }
}
