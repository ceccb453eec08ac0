/** State that belongs to a run and is passed to services. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package rai.api.state;
