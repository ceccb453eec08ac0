/**
 * Writing for authors of extensions: a new Maven project, and a bundle of an activation that a run has learnt. Commands and
 * pages reach both as services.
 */
@org.osgi.annotation.versioning.Version("0.1.0")
package rai.publish;
