package rai.core.compute;

import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Component;
import rai.api.engine.ArrayProducts;
import rai.api.engine.Engine;
import rai.api.engine.SegmentPlan;
import rai.api.network.Segment;
import rai.api.spec.About;
import rai.api.spec.Named;

/** The portable engine without the vector API; a faster one that gives the same bits has a higher rank. */
@Component(service = Engine.class, property = Constants.SERVICE_RANKING + ":Integer=-1000")
@Named("portable")
@About(
        value = "The same bits on every processor and with every Java: sums in one fixed order by fused multiply-adds,"
                + " and services in their portable form.",
        formula = "c <- fma(a_ip, b_pj, c) for p = 0, 1, ...",
        source = "fused multiply-add: IEEE 754-2008")
public class PortableEngine implements Engine {
    private final ArrayProducts products = new FmaProducts();

    @Override
    public Segment segment(SegmentPlan plan, Segment reference) {
        return reference;
    }

    @Override
    public ArrayProducts products() {
        return products;
    }
}
