package rai.core.plan;

import java.util.List;
import java.util.TreeSet;

/** What can have an optimizer of its own: parts of the parameters, and variables of the methods. */
public final class OptimizerGroups {
    /** The weights of all dense maps. */
    public static final String WEIGHTS = "weights";
    /** The biases of all dense maps. */
    public static final String BIASES = "biases";

    private OptimizerGroups() {}

    static TreeSet<String> names(List<String> variables) {
        TreeSet<String> names = new TreeSet<>(variables);
        names.addAll(List.of(Layout.PARAMETERS, WEIGHTS, BIASES));
        return names;
    }
}
