/** Splits: which rows are for training, validation and testing. */
package rai.splits;
