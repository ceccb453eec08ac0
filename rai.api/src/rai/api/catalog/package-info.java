/** The catalog: which services are there now, and services by their spec. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package rai.api.catalog;
