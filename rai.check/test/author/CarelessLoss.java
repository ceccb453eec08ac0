package author;

import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.loss.Loss;

/** A loss of somebody else's package, with two mistakes. */
public final class CarelessLoss implements Loss {
    @Override
    public double value(INDArray output, INDArray target) {
        target.muli(2);
        return 0;
    }

    @Override
    public double gradient(INDArray output, INDArray target, INDArray gradient) {
        return Objects.requireNonNull((Double) null, "no table");
    }
}
