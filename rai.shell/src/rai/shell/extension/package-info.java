/** Commands that install, list and remove extensions. */
package rai.shell.extension;
