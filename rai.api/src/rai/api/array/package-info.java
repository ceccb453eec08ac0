/** The elements of arrays, for loops over them. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.5.0")
package rai.api.array;
