/** Studies from files: from the disk, and from bundles, whose header {@code RAI-Studies} names them. */
package rai.studies.file;
