package rai.check;

import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.loss.Loss;
import rai.api.spec.Named;

/** The mean squared error, by plain operations: for tests of methods, which must not depend on a provider. */
@Named("mse")
public final class SquaredError implements Loss {
    @Override
    public double value(INDArray output, INDArray target) {
        return output.reshape(target.shape()).squaredDistance(target) / target.length();
    }

    @Override
    public double gradient(INDArray output, INDArray target, INDArray gradient) {
        double loss = value(output, target);
        INDArray difference = output.reshape(target.shape()).sub(target).mul(2.0 / target.length());
        gradient.assign(difference.reshape(gradient.shape()));
        return loss;
    }

    @Override
    public boolean ofDifference() {
        return true;
    }
}
