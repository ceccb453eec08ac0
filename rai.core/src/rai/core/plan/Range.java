package rai.core.plan;

import rai.api.method.TrainingMethod.Variable;

/**
 * Where a tensor lies in the trained vector.
 *
 * @param offset its first number
 * @param shape its shape
 */
public record Range(long offset, long[] shape) {
    /** @return how many numbers it has */
    public long length() {
        return new Variable("", shape).length();
    }
}
