/** Runs: from a request to a result, step by step. */
package rai.core.train;
