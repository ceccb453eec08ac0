/** Splits: which rows of a table are for training, validation and testing. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.2.0")
package rai.api.split;
