/** Computations as values: what an activation, a layer or a network computes in evaluation, for other tools to compute again. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package rai.api.graph;
