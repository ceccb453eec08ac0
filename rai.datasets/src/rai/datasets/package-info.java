/** Datasets: generated ones, equal to scikit-learn's, CSV files and idx files. */
package rai.datasets;
