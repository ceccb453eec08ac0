package rai.core.state;

/** Who has moved the parameters in a step. */
public enum Mover {
    /** The optimizer, along a direction that the method asked for. */
    OPTIMIZER,
    /** The method itself. */
    METHOD
}
