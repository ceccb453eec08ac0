/** Losses: how far an output is from what it should be. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.3.0")
package rai.api.loss;
