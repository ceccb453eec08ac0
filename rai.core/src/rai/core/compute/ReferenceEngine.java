package rai.core.compute;

import org.osgi.service.component.annotations.Component;
import rai.api.engine.Engine;
import rai.api.engine.SegmentPlan;
import rai.api.network.Segment;
import rai.api.spec.About;
import rai.api.spec.Named;

/** The engine that every other one is held against. */
@Component
@Named("reference")
@About(
        value = "Products by OpenBLAS, and activations as they are: what every other engine must equal, and what"
                + " is used if no other is available.",
        formula = "",
        source = "")
public class ReferenceEngine implements Engine {
    @Override
    public Segment segment(SegmentPlan plan, Segment reference) {
        return reference;
    }
}
