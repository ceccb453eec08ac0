/** Commands for runs in the background and runs that are kept: list, show, watch, pause, stop, change, delete. */
package rai.shell.run;
