/** Services that break the rules of their interfaces, each in a bundle of its own: see {@code extensions/bad}. */
package rai.itest.bad;
