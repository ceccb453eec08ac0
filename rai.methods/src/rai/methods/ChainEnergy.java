package rai.methods;

import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.method.Training;
import rai.api.network.Layer;
import rai.api.network.Segment;

/**
 * The energy of the states of a {@link Chain}, all segments side by side:
 *
 * <pre>
 * E = L_y(y, head(Z_T)) + w/2n Σ_t |F_t(Z_{t-1}) - Y_t|²,   Z_0 = x,
 * </pre>
 *
 * <p>n being the number of examples: so n times the gradient with respect to the states of an example is that of its own
 * energy. F_t is what lies between two states, and Y_t is what it is to give: Z_t itself, or Z_t moved by a multiplier.
 */
final class ChainEnergy {
    private final Training training;
    private final Chain chain;

    ChainEnergy(Training training, Chain chain) {
        this.training = training;
        this.chain = chain;
    }

    /** @return the chain of the run's network with a state for each hidden map or residual block */
    static Chain chain(Training training) {
        return training.derived("chain", () -> Chain.ofHidden(training.network()));
    }

    /** @return how many maps the last state leads to the output through */
    static long mapsOfHead(Training training, Chain chain) {
        return training.network().maps().stream()
                .filter(map -> map >= chain.headFrom())
                .count();
    }

    /**
     * The states become what the network makes of the data, by the operations of an evaluation: rounding that looked like a
     * residual would be taken for an error by optimizers that look at signs or at ratios only, such as Adam.
     */
    void forward(ChainArray states) {
        INDArray at = training.inputs();
        for (Chain.Group group : chain.groups()) {
            int last = group.first() + group.copies() - 1;
            boolean chained = group.copies() > 1
                    && training.segment(group.from(), group.to(), group.copies())
                            .forwardChain(at, states.above(group), SquaredDistance.INSTANCE);
            for (int i = group.first(); !chained && i <= last; i++) {
                states.state(i).assign(forward(i, at));
                at = states.state(i);
            }
            at = states.state(last);
        }
    }

    /** Layers that are another in training than in evaluation are taken as in training. */
    private INDArray forward(int i, INDArray input) {
        int from = chain.from(i);
        int to = chain.from(i + 1);
        boolean alike = training.network().layers().subList(from, to).stream().noneMatch(Layer.Apply.class::isInstance);
        return alike
                ? training.forward(from, to, input)
                : training.segment(from, to).forward(input).reshape(input.size(0), chain.width(i));
    }

    /**
     * The part between the states and its gradient, which is also written over that of the parameters of the segments.
     *
     * @param states Z
     * @param goals Y; may be the states
     * @param weight w
     * @param ofGoals receives dE/dY
     * @param ofStates dE/dZ without the head's part is added to it; may be the same array as the one before, which is written first
     * @return that part of E
     */
    double between(ChainArray states, ChainArray goals, double weight, ChainArray ofGoals, ChainArray ofStates) {
        double sum = 0;
        for (Chain.Group group : chain.groups()) {
            boolean onData = group.first() == 0;
            sum += training.segment(group.from(), group.to(), group.copies())
                    .targetLoss(
                            onData ? training.inputs() : states.below(group),
                            goals.above(group),
                            SquaredDistance.INSTANCE,
                            weight * chain.width(group.first()) / 2, // the loss is also a mean over units
                            onData ? null : ofStates.below(group),
                            ofGoals.above(group));
        }
        return sum;
    }

    /**
     * The loss of the head on the last state, and its gradient, which is also written over that of the head's parameters.
     *
     * @param states Z; null if the chain has no state, and the head reads the data
     * @param ofStates dL_y/dZ_T is added to it; null if it is not wanted
     * @return L_y
     */
    double head(ChainArray states, ChainArray ofStates) {
        int last = chain.states() - 1;
        Segment head =
                training.segment(chain.headFrom(), training.network().layers().size());
        INDArray output = head.forward(states == null ? training.inputs() : states.state(last));
        INDArray upstream = training.scratch("dL/d(output)", output.shape());
        double loss = training.loss().gradient(output, training.targets(), upstream);
        INDArray below = head.backward(upstream, ofStates != null);
        if (ofStates != null) {
            INDArray gradient = ofStates.state(last);
            gradient.addi(below.reshape(gradient.shape()));
        }
        return loss;
    }
}
