package rai.itest.faulty;

import org.osgi.service.component.annotations.Component;
import rai.api.activation.Activation;
import rai.api.spec.Named;

/** Its constructor does not return. */
@Component(service = Activation.class)
@Named("hanging")
public class Hanging extends Straight {
    /** Never returns. */
    public Hanging() throws InterruptedException {
        Thread.sleep(Long.MAX_VALUE);
    }
}
