package rai.optimizers;

import static org.nd4j.linalg.ops.transforms.Transforms.max;
import static org.nd4j.linalg.ops.transforms.Transforms.min;
import static org.nd4j.linalg.ops.transforms.Transforms.sign;
import static org.nd4j.linalg.ops.transforms.Transforms.sqrt;

import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.optimizer.Slots;

/** The optimizers in plain ND4J operations, one after another as their formulas say. */
final class Reference {
    private Reference() {}

    static void update(Sgd o, INDArray x, INDArray g, Slots slots) {
        INDArray d = g.add(x.mul(o.weightDecay));
        if (o.momentum > 0) {
            INDArray v = slots.get("velocity");
            v.muli(o.momentum).addi(d);
            d = o.nesterov ? d.add(v.mul(o.momentum)) : v;
        }
        x.subi(d.mul(o.rate));
    }

    static void update(Rprop o, INDArray x, INDArray g, Slots slots) {
        INDArray step = slots.get("step");
        INDArray previous = slots.get("previous-gradient");
        INDArray agreement = sign(g, true).mul(sign(previous, true));
        INDArray grow = agreement.gt(0).castTo(x.dataType());
        INDArray shrink = agreement.lt(0).castTo(x.dataType());
        INDArray keep = shrink.rsub(1);
        INDArray factor = grow.mul(o.etaPlus).add(shrink.mul(o.etaMinus)).add(keep.sub(grow));
        step.muli(factor);
        step.assign(min(max(step, o.minStep, true), o.maxStep, true));
        previous.assign(g.mul(keep));
        x.subi(sign(previous, true).mul(step));
    }

    static void update(Adam o, INDArray x, INDArray g, Slots slots, long t) {
        INDArray m = slots.get("first-moment");
        INDArray v = slots.get("second-moment");
        INDArray d = g.add(x.mul(o.weightDecay));
        m.muli(o.beta1).addi(d.mul(1 - o.beta1));
        v.muli(o.beta2).addi(d.mul(d).mul(1 - o.beta2));
        INDArray root = sqrt(v, true).div(Math.sqrt(1 - Math.pow(o.beta2, t))).add(o.epsilon);
        x.subi(m.mul(o.rate / (1 - Math.pow(o.beta1, t))).div(root));
    }
}
