package rai.embed;

/**
 * What a network predicts for n rows. The arrays are its own.
 *
 * @param labels [n] the names of the predicted classes; empty for a regression
 * @param probabilities [n][c] the probability of each class, in the order of {@link Trained#classes}; empty for a regression
 * @param values [n][c] the predicted numbers; empty for classes
 */
public record Prediction(String[] labels, double[][] probabilities, double[][] values) {}
