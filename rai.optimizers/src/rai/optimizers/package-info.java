/** Optimizers, each with the conventions and defaults of PyTorch. */
package rai.optimizers;
