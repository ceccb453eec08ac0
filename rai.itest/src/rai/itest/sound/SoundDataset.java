package rai.itest.sound;

import java.util.List;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osgi.service.component.annotations.Component;
import rai.api.data.Dataset;
import rai.api.data.DatasetSource;
import rai.api.data.Task;
import rai.api.spec.Named;

/** Points of a square; those of one diagonal are of one class. */
@Component(service = DatasetSource.class)
@Named("victim")
public class SoundDataset implements DatasetSource {
    @Override
    public Dataset load() {
        int n = 50;
        double[][] points = new double[n][2];
        double[][] classes = new double[n][1];
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < n; i++) {
            points[i][0] = random.nextDouble(-1, 1);
            points[i][1] = random.nextDouble(-1, 1);
            classes[i][0] = points[i][0] * points[i][1] > 0 ? 1 : 0;
        }
        INDArray features = Nd4j.createFromArray(points);
        return new Dataset(
                Task.BINARY, features, Nd4j.createFromArray(classes), List.of("x", "y"), List.of("other", "same"));
    }
}
