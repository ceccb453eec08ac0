package rai.api.diagnosis;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import rai.api.document.Documents;

/**
 * What is wrong with a network.
 *
 * @param network its layers
 * @param init its initializer
 * @param step the steps done; 0 before the training
 * @param examples how many training examples were looked at
 * @param loss the loss on these, by the true forward pass
 * @param layers its layers from input to output, in numbers
 * @param findings what is wrong, the worst first; empty if nothing was found
 */
public record Diagnosis(
        String network,
        String init,
        long step,
        int examples,
        double loss,
        List<LayerHealth> layers,
        List<Finding> findings) {
    /** Copies the lists. */
    public Diagnosis {
        layers = List.copyOf(layers);
        findings = List.copyOf(findings);
    }

    /** @return the diagnosis as a document */
    public Map<String, Object> asMap() {
        return Documents.of(this);
    }

    /**
     * A layer in numbers.
     *
     * @param name its name, such as {@code relu_2}
     * @param layer its spec
     * @param units its outputs
     * @param dead how many units of an activation are dead
     * @param saturated the share of pairs of a unit and an example that are saturated, of an activation
     * @param spread the standard deviation of its outputs over the examples, relative to their root mean square
     * @param rank the effective rank of its outputs, (tr C)² / tr C² of their covariance C: in how many directions they vary
     * @param parameterGradient the norm of the gradient of the loss with respect to its parameters, if it has any
     * @param outputGradient the norm of the gradient with respect to its outputs
     */
    public record LayerHealth(
            String name,
            String layer,
            int units,
            Optional<Integer> dead,
            Optional<Double> saturated,
            double spread,
            double rank,
            Optional<Double> parameterGradient,
            double outputGradient) {}

    /** What can be wrong, the worst first. */
    public enum Illness {
        /** Parameters or values that are infinite or NaN, or a run that stopped at them. */
        NOT_FINITE,
        /** The gradient of every parameter is exactly 0, though there is a loss. */
        NO_GRADIENT,
        /** Units whose activation has no slope at any example. */
        DEAD_UNITS,
        /** A layer that gives nearly the same for all examples. */
        COLLAPSED_LAYER,
        /** Gradients that become small on their way to the first layer. */
        VANISHING_GRADIENT,
        /** Gradients that become large on their way to the first layer. */
        EXPLODING_GRADIENT,
        /** Units at whose examples the activation hardly has a slope. */
        SATURATED_UNITS,
        /** A network that says nearly the same for all examples. */
        CONSTANT_OUTPUT
    }

    /**
     * Something that is wrong.
     *
     * @param illness what
     * @param layer where: the name of a layer, or {@code network}
     * @param sentence what was seen, with the numbers
     * @param units of units: which, and why each of them
     * @param since since when: at the start, or the step by which a probe had seen it; empty if it is not known, or not so simple
     * @param remedies what the services that are installed offer, the most specific first
     */
    public record Finding(
            Illness illness,
            String layer,
            String sentence,
            List<Unit> units,
            Optional<Long> since,
            List<Remedy> remedies) {
        /** Copies the lists. */
        public Finding {
            units = List.copyOf(units);
            remedies = List.copyOf(remedies);
        }
    }

    /**
     * A unit with which something is wrong.
     *
     * @param unit its number, from 1
     * @param least its smallest pre-activation
     * @param largest its largest pre-activation
     * @param bias its bias, if a dense map with biases is directly before it
     * @param cause why: a clause
     */
    public record Unit(int unit, double least, double largest, Optional<Double> bias, String cause) {}

    /**
     * What may help.
     *
     * @param kind the kind of service: {@code activation}, {@code initializer}, {@code layer}, {@code method}; or {@code setting}
     * @param spec the service or the key of a setting
     * @param sentence why it may help
     */
    public record Remedy(String kind, String spec, String sentence) {}
}
