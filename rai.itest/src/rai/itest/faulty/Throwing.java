package rai.itest.faulty;

import org.osgi.service.component.annotations.Component;
import rai.api.activation.Activation;
import rai.api.spec.Named;

/** Its constructor throws. */
@Component(service = Activation.class)
@Named("throwing")
public class Throwing extends Straight {
    /** Fails. */
    public Throwing() {
        throw new IllegalStateException("no table");
    }
}
