/** Published data: what is there, and downloading it from its publisher. */
package rai.shell.data;
