/** Converts between values and documents of maps, lists, texts, numbers and booleans. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package rai.api.document;
