/** The command predict: what a trained network says about new data, in the formats of other tools. */
package rai.shell.predict;
