/** Files packed in one: written reproducibly, and read as what a stranger may have made. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package rai.api.archive;
