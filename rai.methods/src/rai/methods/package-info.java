/** Training methods. */
package rai.methods;
