package rai.core.evaluate;

import java.util.Map;

/**
 * What an evaluation of the true forward pass gave.
 *
 * @param train the metrics on the training data by name
 * @param valid those on the validation data; empty without any
 * @param test those on the test data; empty without any
 * @param method what the method reported
 */
public record Evaluation(
        Map<String, Double> train, Map<String, Double> valid, Map<String, Double> test, Map<String, Object> method) {}
