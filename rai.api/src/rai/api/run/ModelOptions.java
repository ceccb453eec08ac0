package rai.api.run;

import java.util.Optional;

/**
 * The network of a run and its objective.
 *
 * @param network the layer list; see {@link rai.api.network.Layers}
 * @param init the spec of the initializer
 * @param loss the spec of the loss; if empty, the usual loss for the data and the last layer
 */
public record ModelOptions(String network, String init, Optional<String> loss) {
    /** Checks the texts. */
    public ModelOptions {
        Checks.requireText("network", network);
        Checks.requireText("init", init);
        loss = Checks.unlessNone(loss);
    }
}
