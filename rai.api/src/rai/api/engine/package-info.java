/** Engines: faster ways to compute segments of a network. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.5.0")
package rai.api.engine;
