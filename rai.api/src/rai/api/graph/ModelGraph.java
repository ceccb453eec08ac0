package rai.api.graph;

import java.util.List;

/**
 * What a trained network computes in evaluation, from features to predictions.
 *
 * @param input the features as they are before they are standardised, [n, d]
 * @param features their d names
 * @param output the output of the network, [n, c]
 * @param prediction what the output stands for: probabilities of class 1 or of each class, or numbers; {@code output} itself if
 *     that is the same
 * @param wide whether the network computes in float64
 * @param notes sentences about what is not in the graph, such as how texts become features
 */
public record ModelGraph(
        Node input, List<String> features, Node output, Node prediction, boolean wide, List<String> notes) {
    /** Copies the lists. */
    public ModelGraph {
        features = List.copyOf(features);
        notes = List.copyOf(notes);
    }
}
