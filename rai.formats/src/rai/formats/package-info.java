/** Formats of models and of weights. */
package rai.formats;
