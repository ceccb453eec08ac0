/** Commands that train or evaluate: train, resume, rerun, evaluate, find-rate. */
package rai.shell.train;
