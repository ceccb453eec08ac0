/** Training methods: what one step computes. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.6.0")
package rai.api.method;
