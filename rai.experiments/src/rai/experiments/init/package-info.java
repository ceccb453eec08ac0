/** Starts of networks: the table of the source over many seeds, and variances beside their formulas. */
package rai.experiments.init;
