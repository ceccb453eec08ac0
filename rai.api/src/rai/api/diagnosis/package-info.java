/** What is wrong with a network, why, and what helps. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package rai.api.diagnosis;
