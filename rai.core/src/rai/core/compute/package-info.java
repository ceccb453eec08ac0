/**
 * Numbers: the reference engine. Knows arrays, layers and threads; knows nothing of runs, files or bundles.
 */
package rai.core.compute;
