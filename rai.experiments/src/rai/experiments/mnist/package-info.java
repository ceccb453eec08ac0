/** Activations on images of digits: at which rates they learn, and how well. */
package rai.experiments.mnist;
