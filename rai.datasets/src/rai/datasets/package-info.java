/** Datasets: generated ones, equal to scikit-learn's, and CSV files. */
package rai.datasets;
