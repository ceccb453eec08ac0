/** Commands that run studies: study and demo, and the files they write. */
package rai.shell.study;
