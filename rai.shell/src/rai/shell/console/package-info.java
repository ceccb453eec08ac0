/** Where a command writes: results, progress, notices of runs in the background, failures; and Ctrl-C. */
package rai.shell.console;
