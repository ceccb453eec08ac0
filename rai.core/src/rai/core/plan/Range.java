package rai.core.plan;

import rai.api.method.TrainingMethod.Variable;

/**
 * Where a tensor lies in the trained vector.
 *
 * @param offset its first number
 * @param perExample whether its first dimension counts the training examples
 * @param shape its shape
 */
public record Range(long offset, boolean perExample, long[] shape) {
    /** @return how many numbers it has */
    public long length() {
        return new Variable("", shape).length();
    }
}
