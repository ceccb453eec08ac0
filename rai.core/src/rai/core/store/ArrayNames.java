package rai.core.store;

/** The names of arrays in a checkpoint, beside those of what is trained. */
public final class ArrayNames {
    /** The mean of each feature of the training data, [1, d] in float64. */
    public static final String FEATURE_MEAN = "feature-mean";
    /** The standard deviation of each feature of the training data, [1, d] in float64. */
    public static final String FEATURE_SD = "feature-sd";
    /** The running state of the layers, flat; absent if they have none. */
    public static final String LAYERS = "layer-state";

    /** The parameters at the start of the run, flat; present if a probe compares with them. */
    public static final String START = "start-parameters";

    /** What the name of a figure that was counted in the last phase begins with. */
    public static final String COUNTED = "counted-";

    private ArrayNames() {}
}
