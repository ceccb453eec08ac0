/** Checks of services: whether they keep the contract of their kind. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package rai.api.check;
