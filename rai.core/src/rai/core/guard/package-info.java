/** Keeps the platform from services that are bad: calls that may never return, quick probes, and whose fault a failure is. */
package rai.core.guard;
