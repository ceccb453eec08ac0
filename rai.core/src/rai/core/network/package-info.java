/** The structure of networks, read from layer lists. */
package rai.core.network;
