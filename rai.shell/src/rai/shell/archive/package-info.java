/** Run archives: a run in one file, with what it needs elsewhere; the commands bundle and unbundle. */
package rai.shell.archive;
