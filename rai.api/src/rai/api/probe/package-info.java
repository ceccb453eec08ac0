/** Probes: what is measured in a run while it trains, and never changes it. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package rai.api.probe;
