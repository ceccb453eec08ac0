package rai.itest.faulty;

import org.osgi.service.component.annotations.Component;
import rai.api.activation.Activation;
import rai.api.spec.Named;

/** The one that is as it should be. */
@Component(service = Activation.class)
@Named("sound")
public class Sound extends Straight {}
