package rai.methods;

import rai.api.spec.SpecException;

/**
 * Refuses optimizers that evaluate the objective of a step several times, along a line: the gradient that a method of inner steps gives
 * is not the derivative of what the inner steps end with.
 */
final class Once {
    private final String method;
    private boolean evaluated;

    Once(String method) {
        this.method = method;
    }

    void evaluate() {
        if (evaluated) {
            throw new SpecException("the optimizer evaluates the objective several times per step, which " + method
                    + " can't serve, because its states settle once per step: choose another --optimizer, such"
                    + " as adam");
        }
        evaluated = true;
    }
}
