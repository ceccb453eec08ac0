/** Options and files that all pictures have in common. */
package rai.shell.picture;
