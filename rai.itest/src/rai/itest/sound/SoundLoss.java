package rai.itest.sound;

import org.osgi.service.component.annotations.Component;
import rai.api.loss.Loss;
import rai.api.loss.TiledLoss;
import rai.api.spec.Named;

/** mean((y - t)²). */
@Component(service = Loss.class)
@Named("victim")
public class SoundLoss implements TiledLoss {
    @Override
    public void evaluate(float[] difference, float[] loss, int from, int to, float scale) {
        for (int i = from; i < to; i++) {
            loss[i] = difference[i] * difference[i];
            difference[i] *= 2 * scale;
        }
    }

    @Override
    public void evaluate(double[] difference, double[] loss, int from, int to, double scale) {
        for (int i = from; i < to; i++) {
            loss[i] = difference[i] * difference[i];
            difference[i] *= 2 * scale;
        }
    }
}
