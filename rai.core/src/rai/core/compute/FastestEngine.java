package rai.core.compute;

import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Component;
import rai.api.engine.Engine;
import rai.api.spec.About;
import rai.api.spec.Named;

/** The reference engine under the name that runs ask for: faster ones register under it with a higher rank. */
@Component(service = Engine.class, property = Constants.SERVICE_RANKING + ":Integer=-1000")
@Named("fastest")
@About(
        value = "The fastest available engine: of all bundles that offer one, the one with the highest ranking; here"
                + " the reference.",
        formula = "",
        source = "")
public class FastestEngine extends ReferenceEngine {}
