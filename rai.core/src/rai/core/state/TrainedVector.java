package rai.core.state;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.spec.SpecException;
import rai.core.compute.Views;
import rai.core.plan.Layout;
import rai.core.plan.Range;

/** All that is trained in a run, in one flat vector: the parameters, then the variables of its methods. */
public final class TrainedVector {
    private record ViewKey(String name, boolean gradient, long offset, List<Long> shape) {}

    private final Map<String, Range> ranges;
    private final Map<ViewKey, INDArray> views = new HashMap<>();
    public final INDArray values;
    final INDArray gradient;

    public TrainedVector(DataType type, Map<String, Range> ranges) {
        this.ranges = ranges;
        long length = Layout.length(ranges);
        values = Nd4j.create(type, length);
        gradient = Nd4j.create(type, length);
    }

    public Map<String, Range> ranges() {
        return ranges;
    }

    public INDArray parameters() {
        return view(Layout.PARAMETERS, false);
    }

    public INDArray view(String name, boolean ofGradient) {
        return view(name, ofGradient, 0, range(name).shape());
    }

    public INDArray view(String name, boolean ofGradient, long offset, long... shape) {
        Range range = range(name);
        List<Long> shapeKey = new ArrayList<>();
        for (long s : shape) {
            shapeKey.add(s);
        }
        return views.computeIfAbsent(
                new ViewKey(name, ofGradient, offset, shapeKey),
                key -> Views.of(ofGradient ? gradient : values, range.offset() + offset, shape));
    }

    Range range(String name) {
        Range range = ranges.get(name);
        if (range == null) {
            throw new SpecException("this run has no " + name + ": first train with a method that has them (it has "
                    + String.join(", ", ranges.keySet()) + ")");
        }
        return range;
    }
}
