/** All installed activations, drawn and measured. */
package rai.experiments.gallery;
