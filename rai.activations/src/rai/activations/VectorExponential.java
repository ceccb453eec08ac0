package rai.activations;

import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** By the JDK's vector API. */
final class VectorExponential implements FloatExponential {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final FloatExponential REST = new LoopExponential();

    @Override
    public void exp(float[] x, int from, int to) {
        int whole = from + SPECIES.loopBound(to - from);
        apply(x, from, whole, HIGH, false);
        if (whole < to) {
            REST.exp(x, whole, to);
        }
    }

    @Override
    public void expMinus1(float[] x, int from, int to) {
        int whole = from + SPECIES.loopBound(to - from);
        apply(x, from, whole, HIGH_MINUS_1, true);
        if (whole < to) {
            REST.expMinus1(x, whole, to);
        }
    }

    /** All in one method: a vector passed to a method that the compiler does not inline becomes an object. */
    private static void apply(float[] x, int from, int to, float most, boolean minus1) {
        for (int i = from; i < to; i += SPECIES.length()) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, i);
            FloatVector y = v.blend(most, v.compare(GT, most)).blend(LOW, v.compare(LT, LOW));
            FloatVector t = y.mul(PER_LN2).add(ROUND);
            FloatVector whole = t.sub(ROUND);
            FloatVector r = y.sub(whole.mul(LN2_HIGH)).sub(whole.mul(LN2_LOW));
            FloatVector m = r.add(r.mul(r)
                    .mul(r.mul(r.mul(r.mul(r.mul(r.mul(C7).add(C6)).add(C5)).add(C4))
                                    .add(C3))
                            .add(C2)));
            IntVector k = t.reinterpretAsInts().sub(ROUND_BITS);
            IntVector half = k.lanewise(VectorOperators.ASHR, 1);
            FloatVector low = half.add(EXPONENT_BIAS)
                    .lanewise(VectorOperators.LSHL, FRACTION_BITS)
                    .reinterpretAsFloats();
            FloatVector high = k.sub(half)
                    .add(EXPONENT_BIAS)
                    .lanewise(VectorOperators.LSHL, FRACTION_BITS)
                    .reinterpretAsFloats();
            if (minus1) {
                FloatVector power = low.mul(high);
                power.mul(m).add(power.sub(1)).intoArray(x, i);
            } else {
                m.add(1).mul(low).mul(high).intoArray(x, i);
            }
        }
    }
}
