/** The experiments of Relaxed Activation Identity: deep networks, which maps are relaxed, and the growth of relu networks. */
package rai.experiments.relaxed;
