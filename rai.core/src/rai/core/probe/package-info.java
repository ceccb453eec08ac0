/** What probes see of a run: a sample of the training examples on its way through the network, and copies of tensors. */
package rai.core.probe;
