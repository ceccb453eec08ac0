/** What parameters and running state of a network are before the first step. */
package rai.core.start;
