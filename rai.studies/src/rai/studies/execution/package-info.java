/** Trains the trials of studies: which, in which order, how many at once, and what becomes of them. */
package rai.studies.execution;
