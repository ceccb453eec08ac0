package rai.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;

/** The room for statistics, which no other test here knows, as a bundle. */
class StatisticsTest {
    @Test
    void theBundleBringsTheDistributionsThatItComputesWith() throws Exception {
        Bundle bundle = Extensions.provider("rai.statistics");
        // Welch's t of {1, 2, 3} and {2, 4, 9}, as SciPy has it; its distribution is inside the bundle
        Object result = bundle.loadClass("rai.statistics.Unpaired")
                .getMethod("welch", double[].class, double[].class)
                .invoke(null, new double[] {1, 2, 3}, new double[] {2, 4, 9});
        double p = (double) result.getClass().getMethod("p").invoke(result);
        assertThat(p).isCloseTo(0.2838344049617087, within(1e-9));
    }

    @Test
    void onlyTheRoomItselfIsExported() {
        assertThat(Extensions.provider("rai.statistics").getHeaders().get("Export-Package"))
                .startsWith("rai.statistics;")
                .doesNotContain("org.apache");
    }
}
