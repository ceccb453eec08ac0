/** Benchmarks: how long a training step takes, and how near that is to what the machine can do. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.2.0")
package rai.api.bench;
