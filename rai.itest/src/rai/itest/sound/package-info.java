/** An extension with a well-behaved service of each kind; bundles of {@code rai.itest.bad} take its place under its names. */
package rai.itest.sound;
