/** A run: does its steps, and between them evaluates, writes checkpoints, applies changes and recovers from failures. */
package rai.core.run;
