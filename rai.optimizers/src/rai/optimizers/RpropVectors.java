package rai.optimizers;

import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** In one pass, by the JDK's vector API. */
final class RpropVectors implements RpropTile {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    @Override
    public void move(Rule rule, float[] x, float[] g, float[] s, float[] p, int n) {
        FloatVector one = FloatVector.broadcast(SPECIES, 1);
        int whole = SPECIES.loopBound(n);
        for (int i = 0; i < whole; i += SPECIES.length()) {
            FloatVector gradient = FloatVector.fromArray(SPECIES, g, i);
            FloatVector previous = FloatVector.fromArray(SPECIES, p, i);
            VectorMask<Float> up = gradient.compare(GT, 0);
            VectorMask<Float> down = gradient.compare(LT, 0);
            VectorMask<Float> wasUp = previous.compare(GT, 0);
            VectorMask<Float> wasDown = previous.compare(LT, 0);
            VectorMask<Float> stays = up.and(wasUp).or(down.and(wasDown));
            VectorMask<Float> flips = up.and(wasDown).or(down.and(wasUp));
            FloatVector factor = one.blend(rule.etaPlus(), stays).blend(rule.etaMinus(), flips);
            FloatVector grown = FloatVector.fromArray(SPECIES, s, i).mul(factor);
            FloatVector atLeast = grown.blend(rule.minStep(), grown.compare(LT, rule.minStep()));
            FloatVector step = atLeast.blend(rule.maxStep(), atLeast.compare(GT, rule.maxStep()));
            step.intoArray(s, i);
            FloatVector moved = step.mul(rule.move());
            FloatVector kept =
                    one.blend(0, flips); // multiplied, not blended in: so zeros have the signs that loops give them
            // what is neither up nor down is 0 or NaN, and stays so
            FloatVector way = gradient.blend(moved, up).blend(moved.neg(), down).mul(kept);
            FloatVector.fromArray(SPECIES, x, i).sub(way).intoArray(x, i);
            gradient.blend(Float.MAX_VALUE, gradient.compare(GT, Float.MAX_VALUE))
                    .blend(-Float.MAX_VALUE, gradient.compare(LT, -Float.MAX_VALUE))
                    .mul(kept)
                    .intoArray(p, i);
        }
        if (whole < n) {
            RpropLoops.move(rule, x, g, s, p, whole, n);
        }
    }
}
