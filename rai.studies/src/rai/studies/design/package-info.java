/** From a study file to trials: cells, seeds, folds, the best levels of what is tuned. Trains nothing. */
package rai.studies.design;
