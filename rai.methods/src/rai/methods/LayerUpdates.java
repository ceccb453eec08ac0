package rai.methods;

import rai.api.method.Training;

/**
 * What a method costs, in a unit that different methods share. One layer update is one map on the examples of one step: run
 * forward, run backward with or without the gradient of its weights, or solved for its weights, targets or states in closed form.
 * Backprop needs two per map and step. Methods that iterate within a step need more.
 *
 * <p>It counts work, not time: maps that a method handles side by side count like maps in a row.
 */
final class LayerUpdates {
    private LayerUpdates() {}

    /**
     * Adds to {@code layer_updates}, the cost of the steps that the run has done in its phase, with this method and with others.
     *
     * @param training the run's state
     * @param updates layer updates of this step, or of a part of it
     */
    static void count(Training training, long updates) {
        training.count("layer_updates", updates);
    }
}
