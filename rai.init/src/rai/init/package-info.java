/** Initializers: how weights and biases start. */
package rai.init;
