/** Initializers: start values of the parameters of a network. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.2.0")
package rai.api.init;
