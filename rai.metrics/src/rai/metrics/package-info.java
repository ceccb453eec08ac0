/** Metrics, each with the conventions of scikit-learn but where one is not defined: there it is NaN. */
package rai.metrics;
