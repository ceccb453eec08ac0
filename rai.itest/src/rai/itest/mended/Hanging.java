package rai.itest.mended;

import org.osgi.service.component.annotations.Component;
import rai.api.activation.Activation;
import rai.api.spec.Named;

/** Its constructor returns. */
@Component(service = Activation.class)
@Named("hanging")
public class Hanging extends Straight {}
