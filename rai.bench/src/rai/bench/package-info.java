/** The benchmark. It trains by the trainer's service, as everybody does; what it measures is what users get. */
package rai.bench;
