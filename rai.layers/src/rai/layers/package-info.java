/** Layers: learnable activations, normalisations, dropout, layers that mix units. */
package rai.layers;
