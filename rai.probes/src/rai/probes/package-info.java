/** Probes that measure a network layer by layer while it trains. */
package rai.probes;
