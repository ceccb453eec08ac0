/** The study {@code learned-activation}: activations that are small networks, their curves, and what these are worth elsewhere. */
package rai.experiments.learned;
