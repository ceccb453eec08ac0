/** Activation functions of one real number. */
package rai.activations;
