package rai.datasets;

import org.osgi.service.component.annotations.Component;
import rai.api.data.Dataset;
import rai.api.data.DatasetSource;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;
import rai.api.spec.SpecException;

/**
 * Two spirals that turn three times around each other. The point at position p of class 1 is (r sin φ, r cos φ) with
 * φ = p π / 16 and r = 6.5 (104 - p) / 104; class 0 is its mirror image through the origin. The positions are evenly
 * spaced from 0 to 96; points of class 1 and 0 alternate.
 *
 * <p>With n = 194 and no noise the benchmark set itself, p = 0, 1, ..., 96; with other n the same two curves with more
 * or fewer points on them.
 */
@Component
@Named("two-spirals")
@About(
        value = "Two intertwined spirals: a classic hard problem for gradient descent in the plane.",
        formula =
                "class 1: r (sin phi, cos phi), phi = p pi/16, r = 6.5 (104 - p)/104, 0 <= p <= 96; class 0: minus it",
        source = "Lang, Witbrock, 1988, Proceedings of the Connectionist Models Summer School")
public class TwoSpirals implements DatasetSource {
    private static final double LAST = 96;

    @Setting(value = "Number of points, an even number.", min = 4)
    int n = 194;

    @Setting(value = "Standard deviation of the normal noise on both coordinates.", min = 0)
    double noise = 0;

    @Setting(value = "Seed of the noise.", min = 0, max = NumpyRandom.MAX_SEED)
    long seed = 0;

    @Override
    public Dataset load() {
        if (n % 2 != 0) {
            throw new SpecException("two-spirals needs an even number of points, as both spirals have equally many,"
                    + " but n is " + n);
        }
        LabelledPoints points = new LabelledPoints("two-spirals", n, 2);
        int each = n / 2;
        for (int i = 0; i < each; i++) {
            double position = i * LAST / (each - 1);
            double angle = position * Math.PI / 16;
            double radius = 6.5 * (104 - position) / 104;
            double x = radius * StrictMath.sin(angle);
            double y = radius * StrictMath.cos(angle);
            points.add(1, x, y);
            points.add(0, -x, -y);
        }
        points.blur(noise, new NumpyRandom(seed));
        return points.dataset(2);
    }
}
