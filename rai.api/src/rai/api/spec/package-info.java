/** Specs: the one text form, {@code name(key=value, ...)}, by which services are named and set everywhere. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.2.0")
package rai.api.spec;
