/** Datasets: generated ones, equal to scikit-learn's, published benchmarks, and files (CSV, ARFF, LIBSVM, NumPy, idx). */
package rai.datasets;
