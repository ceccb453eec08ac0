package rai.api.run;

import java.util.Optional;

/**
 * The network of a run and its objective.
 *
 * @param network the layer list; see {@link rai.api.network.Layers}
 * @param init the spec of the initializer
 * @param loss the spec of the loss; if empty, the usual loss for the data and the last layer
 * @param startFrom the directory of a run that has ended: the layers of the network whose tensors have the names and shapes of
 *     its tensors start with its values, all others as {@code init} says
 * @param startState the SHA-256 that the state of that run must have; if empty, whatever it has, which is recorded
 */
public record ModelOptions(
        String network, String init, Optional<String> loss, Optional<String> startFrom, Optional<String> startState) {
    /** Checks the texts. */
    public ModelOptions {
        Checks.requireText("network", network);
        Checks.requireText("init", init);
        loss = Checks.unlessNone("loss", loss);
        startFrom = Checks.unlessNone("start_from", startFrom);
        startState = startFrom.isEmpty() ? Optional.empty() : Checks.unlessNone("start_state", startState);
    }
}
