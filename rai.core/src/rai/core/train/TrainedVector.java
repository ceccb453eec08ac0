package rai.core.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.method.TrainingMethod.Variable;
import rai.api.spec.SpecException;
import rai.core.compute.Views;

/** All that is trained in a run, in one flat vector: the parameters, then the variables of its methods. */
final class TrainedVector {
    /** The name under which the parameters stand among the variables. */
    static final String PARAMETERS = "parameters";

    /** Where a tensor lies. */
    record Range(long offset, long[] shape) {
        long length() {
            return new Variable("", shape).length();
        }
    }

    private record ViewKey(String name, boolean gradient, long offset, List<Long> shape) {}

    private final Map<String, Range> ranges;
    private final Map<ViewKey, INDArray> views = new HashMap<>();
    final INDArray values;
    final INDArray gradient;

    TrainedVector(DataType type, Map<String, Range> ranges) {
        this.ranges = ranges;
        long length = length(ranges);
        values = Nd4j.create(type, length);
        gradient = Nd4j.create(type, length);
    }

    /** Lays out the parameters and the variables of several methods; methods share a variable of one name and shape. */
    static Map<String, Range> layout(long parameters, List<List<Variable>> methods) {
        Map<String, Range> ranges = new LinkedHashMap<>();
        ranges.put(PARAMETERS, new Range(0, new long[] {parameters}));
        long offset = parameters;
        for (List<Variable> variables : methods) {
            for (Variable v : variables) {
                Range old = ranges.get(v.name());
                if (old == null) {
                    ranges.put(v.name(), new Range(offset, v.shape()));
                    offset += v.length();
                } else if (!Arrays.equals(old.shape(), v.shape())) {
                    throw new SpecException("two methods of one run both train '" + v.name()
                            + "', but with different shapes: give them the same settings");
                }
            }
        }
        return ranges;
    }

    static long length(Map<String, Range> ranges) {
        return ranges.values().stream().mapToLong(Range::length).sum();
    }

    Map<String, Range> ranges() {
        return ranges;
    }

    INDArray parameters() {
        return view(PARAMETERS, false);
    }

    INDArray view(String name, boolean ofGradient) {
        return view(name, ofGradient, 0, range(name).shape());
    }

    INDArray view(String name, boolean ofGradient, long offset, long... shape) {
        Range range = range(name);
        List<Long> shapeKey = new ArrayList<>();
        for (long s : shape) {
            shapeKey.add(s);
        }
        return views.computeIfAbsent(
                new ViewKey(name, ofGradient, offset, shapeKey),
                key -> Views.of(ofGradient ? gradient : values, range.offset() + offset, shape));
    }

    private Range range(String name) {
        Range range = ranges.get(name);
        if (range == null) {
            throw new SpecException("this run has no " + name + ": train with a method that has them first (it has "
                    + String.join(", ", ranges.keySet()) + ")");
        }
        return range;
    }
}
