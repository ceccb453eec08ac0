package rai.core.plan;

import java.util.List;
import java.util.TreeSet;

/** What can have an optimizer of its own: parts of the parameters, and variables of the methods. */
public final class OptimizerGroups {
    /** The weights of all dense maps. */
    public static final String WEIGHTS = "weights";
    /** The weights of the first dense map, which reads the data. */
    public static final String FIRST_WEIGHTS = "first-weights";
    /** The biases of all dense maps. */
    public static final String BIASES = "biases";

    private OptimizerGroups() {}

    static TreeSet<String> names(List<String> variables) {
        TreeSet<String> names = new TreeSet<>(variables);
        names.addAll(List.of(Layout.PARAMETERS, WEIGHTS, FIRST_WEIGHTS, BIASES));
        return names;
    }
}
