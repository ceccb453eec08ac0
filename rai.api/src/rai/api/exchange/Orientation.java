package rai.api.exchange;

/** Which index of a weight matrix comes first. */
public enum Orientation {
    /** As names and shapes show. */
    AUTO,
    /** [outputs, inputs], as PyTorch has it. */
    TORCH,
    /** [inputs, outputs], as Keras has it, and RAI. */
    KERAS
}
