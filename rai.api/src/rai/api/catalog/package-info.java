/** The catalog: which services exist now, and services by their specs. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.3.0")
package rai.api.catalog;
