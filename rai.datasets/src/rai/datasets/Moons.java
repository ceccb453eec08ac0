package rai.datasets;

import org.osgi.service.component.annotations.Component;
import rai.api.data.Dataset;
import rai.api.data.DatasetSource;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;

/**
 * Two interleaving half circles: class 0 is (cos t, sin t), class 1 is (1 - cos t, 1/2 - sin t), with t evenly spaced
 * from 0 to π. Of an odd n the larger half is class 1.
 *
 * <p>The same numbers as scikit-learn's {@code make_moons(n, noise=noise, shuffle=shuffle, random_state=seed)}, to the
 * last digits of its sine and cosine.
 */
@Component
@Named("moons")
@About(
        value = "Two interleaving half circles: the smallest problem in the plane that no straight line solves.",
        formula = "class 0: (cos t, sin t); class 1: (1 - cos t, 1/2 - sin t); 0 <= t <= pi",
        source = "Pedregosa et al., 2011, Journal of Machine Learning Research 12: make_moons of scikit-learn")
public class Moons implements DatasetSource {
    @Setting(value = "Number of points.", min = 2)
    int n = 100;

    @Setting(value = "Standard deviation of the normal noise on both coordinates.", min = 0)
    double noise = 0;

    @Setting("Whether the points are shuffled; else class 0 comes first.")
    boolean shuffle = true;

    @Setting(value = "Seed of the order and the noise.", min = 0, max = NumpyRandom.MAX_SEED)
    long seed = 0;

    @Override
    public Dataset load() {
        int outer = n / 2;
        int inner = n - outer;
        LabelledPoints points = new LabelledPoints("moons", n, 2);
        for (int i = 0; i < outer; i++) {
            double t = angle(i, outer);
            points.add(0, StrictMath.cos(t), StrictMath.sin(t));
        }
        for (int i = 0; i < inner; i++) {
            double t = angle(i, inner);
            points.add(1, 1 - StrictMath.cos(t), 1 - StrictMath.sin(t) - 0.5);
        }
        NumpyRandom random = new NumpyRandom(seed);
        if (shuffle) {
            points.shuffle(random);
        }
        points.blur(noise, random);
        return points.dataset(2);
    }

    /** The i-th of {@code count} numbers from 0 to π, both included; a single one is 0. Rounded as by NumPy. */
    private static double angle(int i, int count) {
        if (i == 0) {
            return 0;
        }
        return i == count - 1 ? Math.PI : i * (Math.PI / (count - 1));
    }
}
