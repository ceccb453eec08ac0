/** What is wrong with a network, and why: rules over what a probe would see of it. */
package rai.core.diagnose;
