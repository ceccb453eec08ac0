/** Commands that write for authors: a new project, or a bundle of a learnt activation. */
package rai.shell.publish;
