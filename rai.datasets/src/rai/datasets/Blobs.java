package rai.datasets;

import org.osgi.service.component.annotations.Component;
import rai.api.data.Dataset;
import rai.api.data.DatasetSource;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;
import rai.api.spec.SpecException;

/**
 * Normal clouds of equal spread, one a class: center c_k uniform in [-box, box]^d, points x = c_k + sd ε with ε
 * standard normal. Where n is not a multiple of the number of centers, the first classes have one point more.
 *
 * <p>The same numbers as scikit-learn's {@code make_blobs(n, n_features=features, centers=centers, cluster_std=sd,
 * center_box=(-box, box), random_state=seed)}.
 */
@Component
@Named("blobs")
@About(
        value = "Normal clouds around random centers, one a class: easy, for first tries with several classes.",
        formula = "x = c_k + sd eps, c_k uniform in [-box, box]^d, eps standard normal",
        source = "Pedregosa et al., 2011, Journal of Machine Learning Research 12: make_blobs of scikit-learn")
public class Blobs implements DatasetSource {
    @Setting(value = "Number of points, at least one for each center.", min = 2)
    int n = 100;

    @Setting(value = "Number of centers, that is of classes.", min = 2)
    int centers = 3;

    @Setting(value = "Number of features.", min = 1)
    int features = 2;

    @Setting(value = "Standard deviation around a center.", min = 0)
    double sd = 1;

    @Setting(value = "The centers lie in [-box, box] in every feature.", min = 0)
    double box = 10;

    @Setting(value = "Seed of the centers, the points and their order.", min = 0, max = NumpyRandom.MAX_SEED)
    long seed = 0;

    @Override
    public Dataset load() {
        if (n < centers) {
            throw new SpecException(
                    "blobs needs a point for each center, but has " + centers + " centers and " + n + " points");
        }
        LabelledPoints points = new LabelledPoints("blobs", n, features);
        NumpyRandom random = new NumpyRandom(seed);
        double[][] center = new double[centers][features];
        for (double[] c : center) {
            for (int j = 0; j < features; j++) {
                c[j] = -box + 2 * box * random.uniform();
            }
        }
        double[] point = new double[features];
        for (int k = 0; k < centers; k++) {
            for (int i = 0, size = n / centers + (k < n % centers ? 1 : 0); i < size; i++) {
                for (int j = 0; j < features; j++) {
                    point[j] = center[k][j] + sd * random.normal();
                }
                points.add(k, point);
            }
        }
        points.shuffle(random);
        return points.dataset(centers);
    }
}
