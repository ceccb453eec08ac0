/** Studies: what they plan, how their trials ended, and the service that runs them. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.6.0")
package rai.api.study;
