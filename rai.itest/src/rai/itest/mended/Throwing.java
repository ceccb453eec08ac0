package rai.itest.mended;

import org.osgi.service.component.annotations.Component;
import rai.api.activation.Activation;
import rai.api.spec.Named;

/** Its constructor throws no more. */
@Component(service = Activation.class)
@Named("throwing")
public class Throwing extends Straight {}
