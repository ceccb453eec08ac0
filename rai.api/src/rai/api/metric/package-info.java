/** Metrics: numbers by which a trained network is judged. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package rai.api.metric;
