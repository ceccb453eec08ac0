package rai.methods;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.service.component.annotations.Component;
import rai.api.method.Training;
import rai.api.method.TrainingMethod;
import rai.api.network.Segment;
import rai.api.network.Segment.ParameterGradient;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;

/**
 * Predictive coding: each example has a state Z_t for every hidden map t, which the map below predicts. The energy of an example is
 *
 * <pre>
 * E(Z, θ) = L_y(y, head(Z_T)) + ½ Σ_t |Z_t - F_t(Z_{t-1}; θ)|²,   Z_0 = x,   F_t(Z) = f(Z) W_t + b_t
 * </pre>
 *
 * <p>In each step, for the examples of its batch, the states start with the values of the forward pass, where all prediction
 * errors are 0; then they descend the energy by {@code inner} gradient steps, all layers at once; then the optimizer moves the
 * parameters once, along dE/dθ at these states, which for each layer depends on its own states alone. No state is kept between
 * steps. A residual block counts as one map: the state is that of its output.
 *
 * <p>In the state form Z descends: Z_t is moved by -rate (e_t - F'_{t+1}ᵀ e_{t+1}), e_t = Z_t - F_t(Z_{t-1}). What the output wants moves
 * down one layer per inner step, and weakens on its way: layers that are further from the output than inner steps are done do not
 * learn, and the equilibrium needs about the square of the depth.
 * In the error form, the variables are the errors e_t, and the states follow from a forward pass with the errors added,
 * Z_t = F_t(Z_{t-1}) + e_t. Their gradient e_t + dL_y/dZ_t goes through the whole network, so every layer hears of the output at once.
 * Both have the same equilibrium, and the same local gradient of the parameters follows. After one inner step, e = -rate dL_y/dZ in the error
 * form: as the rate goes to 0, dE/dθ becomes rate times the gradient of backprop.
 *
 * <p>The rate of the state form is stable below 2 / (1 + g)² if no map lengthens a state by more than g; that of the error form below
 * 2 / (1 + h G²), G being how much the layers from an error to the output lengthen it, and h the curvature of the loss.
 *
 * <p>It differs from muPC (Innocenti et al., 2025) in that neither layers nor rates are rescaled by depth and width. The loss
 * may be any; the states are pre-activations, as in Whittington and Bogacz; the first inner step of the state form moves the last state
 * alone, since all other errors are 0.
 *
 * <p>Reports, for the batch of the last step: {@code output_loss}, L_y of the states after the inner steps, and
 * {@code prediction_error}, ½ Σ_t |e_t|² per example; their sum is the objective. And {@code layer_updates}, the cost so far:
 * about as much per inner step as a step of backprop.
 */
@Component(service = TrainingMethod.class)
@Named("predictive-coding")
@About(
        value = "Predictive coding: states of every example and layer relax towards an equilibrium before each step of"
                + " the parameters, which is local.",
        formula = "E = L_y(y, head(Z_T)) + ½ Σ_t |Z_t - F_t(Z_{t-1})|²; Z ← Z - rate dE/dZ, inner times; then dE/dθ",
        source = "Rao & Ballard, Nature Neuroscience 2, 1999; Whittington & Bogacz, Neural Computation 29, 2017;"
                + " Innocenti et al., 2025, arXiv:2505.13124; error form: Goemaere et al., 2025, arXiv:2505.20137")
public class PredictiveCoding implements TrainingMethod {
    /** What descends the energy. */
    enum Form {
        /** The states. */
        STATE,
        /** The prediction errors. */
        ERROR
    }

    @Setting("What descends the energy: state, or error, which needs far fewer inner steps in deep networks.")
    Form form = Form.STATE;

    @Setting(value = "Inner steps: how often the states move before the parameters do.", min = 1, max = 1_000_000)
    int inner = 20;

    @Setting(value = "Rate of the inner steps.", min = 0, open = true)
    double rate = 0.1;

    /** The states settle once per step. */
    @Override
    public boolean evaluatesOnce() {
        return true;
    }

    @Override
    public void step(Training training) {
        LayerUpdates.count(training, layerUpdates(training));
        training.minimize(() -> gradient(training));
    }

    private long layerUpdates(Training training) {
        Chain chain = ChainEnergy.chain(training);
        long maps = training.network().maps().size();
        long first = form == Form.STATE ? maps + ChainEnergy.mapsOfHead(training, chain) : 2 * maps;
        return chain.states() == 0 ? 2 * maps : first + 2 * maps * inner;
    }

    /** The energy after the inner steps, and its gradient there. */
    double gradient(Training training) {
        Chain chain = ChainEnergy.chain(training);
        if (chain.states() == 0) {
            return new ChainEnergy(training, chain).head(null, null);
        }
        return form == Form.STATE ? states(training, chain) : errors(training, chain);
    }

    private double states(Training training, Chain chain) {
        ChainEnergy energy = new ChainEnergy(training, chain);
        ChainArray states = ChainArray.of(training, chain, "states");
        ChainArray gradient = ChainArray.of(training, chain, "gradient");
        energy.forward(states);
        gradient.flat().assign(0);
        energy.head(states, gradient); // between the states there is no error yet
        double between = 0;
        double head = 0;
        for (int i = 0; i < inner; i++) {
            Vectors.combine(training.algebra(), -rate * training.inputs().size(0), gradient.flat(), 1, states.flat());
            between = energy.between(states, states, 1, gradient, gradient);
            head = energy.head(states, gradient);
        }
        return report(training, head, between);
    }

    private double errors(Training training, Chain chain) {
        ChainEnergy energy = new ChainEnergy(training, chain);
        double n = training.inputs().size(0);
        ChainArray errors = ChainArray.of(training, chain, "errors");
        ChainArray states = ChainArray.of(training, chain, "states");
        ChainArray upstream = ChainArray.of(training, chain, "gradient");
        Segment[] segments = new Segment[chain.states()];
        for (int t = 0; t < segments.length; t++) {
            segments[t] = training.segment(chain.from(t), chain.from(t + 1));
        }
        errors.flat().assign(0);
        for (int i = 0; i < inner; i++) {
            predict(training.inputs(), segments, errors, states);
            upstream.flat().assign(0);
            energy.head(states, upstream);
            for (int t = chain.states() - 1; t > 0; t--) {
                INDArray below = upstream.state(t - 1);
                below.assign(segments[t]
                        .backward(upstream.state(t), true, ParameterGradient.NONE)
                        .reshape(below.shape()));
            }
            Vectors.combine(training.algebra(), -rate * n, upstream.flat(), 1 - rate, errors.flat());
        }
        predict(training.inputs(), segments, errors, states);
        double head = energy.head(states, null);
        Vectors.combine(training.algebra(), -1 / n, errors.flat(), 0, upstream.flat());
        for (int t = 0; t < chain.states(); t++) {
            segments[t].backward(upstream.state(t), false);
        }
        double norm = errors.flat().norm2Number().doubleValue();
        return report(training, head, norm * norm / (2 * n));
    }

    /** Z_t = F_t(Z_{t-1}) + e_t, from the data up. */
    private static void predict(INDArray inputs, Segment[] segments, ChainArray errors, ChainArray states) {
        INDArray at = inputs;
        for (int t = 0; t < segments.length; t++) {
            INDArray state = states.state(t);
            segments[t].forward(at).reshape(state.shape()).addi(errors.state(t), state);
            at = state;
        }
    }

    private static double report(Training training, double head, double between) {
        training.report("output_loss", head);
        training.report("prediction_error", between);
        return head + between;
    }
}
