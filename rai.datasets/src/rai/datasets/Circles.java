package rai.datasets;

import org.osgi.service.component.annotations.Component;
import rai.api.data.Dataset;
import rai.api.data.DatasetSource;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;

/**
 * Two circles with one centre: class 0 is (cos t, sin t), class 1 the same scaled by {@code factor}, with t evenly
 * spaced in [0, 2π). Of an odd n the larger half is class 1.
 *
 * <p>The same numbers as scikit-learn's {@code make_circles(n, noise=noise, factor=factor, shuffle=shuffle,
 * random_state=seed)}, to the last digits of its sine and cosine.
 */
@Component
@Named("circles")
@About(
        value = "A small circle inside a large one: the classes differ in their distance from the centre alone.",
        formula = "class 0: (cos t, sin t); class 1: factor (cos t, sin t); 0 <= t < 2 pi",
        source = "Pedregosa et al., 2011, Journal of Machine Learning Research 12: make_circles of scikit-learn")
public class Circles implements DatasetSource {
    @Setting(value = "Number of points.", min = 2)
    int n = 100;

    @Setting(value = "Standard deviation of the normal noise on both coordinates.", min = 0)
    double noise = 0;

    @Setting(value = "Radius of the inner circle; that of the outer one is 1.", min = 0, max = 1)
    double factor = 0.8;

    @Setting("Whether the points are shuffled; else class 0 comes first.")
    boolean shuffle = true;

    @Setting(value = "Seed of the order and the noise.", min = 0, max = NumpyRandom.MAX_SEED)
    long seed = 0;

    @Override
    public Dataset load() {
        int outer = n / 2;
        int inner = n - outer;
        LabelledPoints points = new LabelledPoints("circles", n, 2);
        for (int i = 0; i < outer; i++) {
            double t = i * (2 * Math.PI / outer);
            points.add(0, StrictMath.cos(t), StrictMath.sin(t));
        }
        for (int i = 0; i < inner; i++) {
            double t = i * (2 * Math.PI / inner);
            points.add(1, StrictMath.cos(t) * factor, StrictMath.sin(t) * factor);
        }
        NumpyRandom random = new NumpyRandom(seed);
        if (shuffle) {
            points.shuffle(random);
        }
        points.blur(noise, random);
        return points.dataset(2);
    }
}
