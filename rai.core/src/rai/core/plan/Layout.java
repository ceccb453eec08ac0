package rai.core.plan;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rai.api.method.TrainingMethod.Variable;
import rai.api.spec.SpecException;

/** Lays out all that is trained in one flat vector: the parameters, then the variables of the methods. */
public final class Layout {
    /** The name under which the parameters stand among the variables. */
    public static final String PARAMETERS = "parameters";

    private Layout() {}

    /** Lays out the parameters and the variables of several methods; methods share a variable of one name and shape. */
    static Map<String, Range> of(long parameters, List<List<Variable>> methods) {
        Map<String, Range> ranges = new LinkedHashMap<>();
        ranges.put(PARAMETERS, new Range(0, false, List.of(), new long[] {parameters}));
        long offset = parameters;
        for (List<Variable> variables : methods) {
            for (Variable v : variables) {
                Range old = ranges.get(v.name());
                if (old == null) {
                    ranges.put(v.name(), new Range(offset, v.perExample(), v.blocks(), v.shape()));
                    offset += v.length();
                } else if (!Arrays.equals(old.shape(), v.shape())
                        || !old.blocks().equals(v.blocks()) && old.perExample() && v.perExample()) {
                    throw new SpecException("two methods of one run both train '" + v.name()
                            + "', but with different shapes: give them the same settings");
                } else if (old.perExample() != v.perExample()) {
                    throw new SpecException("two methods of one run both have '" + v.name()
                            + "', but only one of them declares a row per example: declare it the same way");
                }
            }
        }
        return ranges;
    }

    /** @return how many numbers the vector has */
    public static long length(Map<String, Range> ranges) {
        return ranges.values().stream().mapToLong(Range::length).sum();
    }
}
