/** Metrics, each with the conventions of scikit-learn, except that one that is not defined is NaN. */
package rai.metrics;
