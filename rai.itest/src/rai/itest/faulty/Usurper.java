package rai.itest.faulty;

import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Component;
import rai.api.activation.Activation;
import rai.api.spec.Named;

/** Would come before the sigmoid of the house, if it could be made. */
@Component(service = Activation.class, property = Constants.SERVICE_RANKING + ":Integer=100")
@Named("sigmoid")
public class Usurper extends Straight {
    /** Fails. */
    public Usurper() {
        throw new IllegalStateException("no throne");
    }
}
