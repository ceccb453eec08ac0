/** An extension with one well-behaved service of each kind; the bundles of {@code rai.itest.bad} take its place under the same names. */
package rai.itest.sound;
