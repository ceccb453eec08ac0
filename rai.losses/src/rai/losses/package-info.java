/** Losses, each with the conventions of PyTorch. */
package rai.losses;
