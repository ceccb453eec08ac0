/** When relu networks never learn: dead starts, and how often they happen. */
package rai.experiments.relu;
