/** The command plot: activations, decision landscapes and histories of runs as pictures. */
package rai.shell.plot;
