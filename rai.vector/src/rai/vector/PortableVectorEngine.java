package rai.vector;

import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Component;
import rai.api.engine.ArrayProducts;
import rai.api.engine.Engine;
import rai.api.engine.SegmentPlan;
import rai.api.network.Segment;
import rai.api.spec.About;
import rai.api.spec.Named;

/** The portable engine by the vector API: several times as fast as the one without, with the same bits. */
@Component(service = Engine.class, property = Constants.SERVICE_RANKING + ":Integer=100")
@Named("portable")
@About(
        value = "The same bits on every processor and with every Java: sums in one fixed order by fused multiply-adds,"
                + " here by the JDK's vector API, and services in their portable form.",
        formula = "c <- fma(a_ip, b_pj, c) for p = 0, 1, ...",
        source = "fused multiply-add: IEEE 754-2008")
public class PortableVectorEngine implements Engine {
    private final ArrayProducts products = new ArrayProducts() {
        @Override
        public void add(int m, int n, int k, float[] a, int aRow, int aStep, float[] b, float[] c) {
            FloatSums.add(m, n, k, a, aRow, aStep, b, c);
        }

        @Override
        public void add(int m, int n, int k, double[] a, int aRow, int aStep, double[] b, double[] c) {
            DoubleSums.add(m, n, k, a, aRow, aStep, b, c);
        }
    };

    @Override
    public Segment segment(SegmentPlan plan, Segment reference) {
        return reference;
    }

    @Override
    public ArrayProducts products() {
        return products;
    }
}
