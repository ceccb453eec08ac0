/** The command bench: times of training steps as tables, files and pictures. */
package rai.shell.bench;
