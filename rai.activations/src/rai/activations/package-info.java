/** The classic activation functions. */
package rai.activations;
