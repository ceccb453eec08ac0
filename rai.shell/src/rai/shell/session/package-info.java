/** The shell itself: the process takes a command, a script or a prompt here; completion, and the commands help and exit. */
package rai.shell.session;
