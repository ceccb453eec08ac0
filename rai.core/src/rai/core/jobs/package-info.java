/** Runs that train in threads of their own. */
package rai.core.jobs;
