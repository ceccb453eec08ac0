/** Judges a network by its true forward pass: metrics, what can be watched, when to stop early, the trained model. */
package rai.core.evaluate;
