package rai.api.exchange;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import rai.api.run.Run;
import rai.api.run.RunRequest;

/** Makes runs of weights that were trained elsewhere. A service of the core. */
@ProviderType
public interface Importer {
    /**
     * A run that is ready to be written.
     *
     * @param run the run: its {@link Run#train} takes no step, evaluates the network, and writes the directory
     * @param placed which array became which tensor, such as {@code 0.weight -> dense_1.weight, transposed}
     * @param notes what was assumed
     */
    record Imported(Run run, List<String> placed, List<String> notes) {
        /** Copies the lists. */
        public Imported {
            placed = List.copyOf(placed);
            notes = List.copyOf(notes);
        }
    }

    /**
     * Gives a network weights. They are named as RAI names tensors, as PyTorch or Keras name those of layers, or numbered in their order.
     * Features are standardised by {@code feature-mean} and {@code feature-sd} if these are among the arrays.
     *
     * @param request the network, and data that say what its features and classes are; nothing is learnt from them
     * @param weights the weights
     * @param origin where they come from, for messages, such as a file name
     * @param orientation which index of a weight matrix comes first
     * @return the run
     * @throws rai.api.spec.SpecException if an array is missing, has the wrong shape or has no place; nothing is written then
     */
    Imported importWeights(RunRequest request, Weights weights, String origin, Orientation orientation);
}
