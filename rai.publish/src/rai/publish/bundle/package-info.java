/** Publishing: an activation, as learnt by a run or typed, becomes a bundle. */
package rai.publish.bundle;
