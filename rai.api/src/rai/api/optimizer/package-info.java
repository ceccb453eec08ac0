/** Optimizers: how trained values move along their gradient. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package rai.api.optimizer;
