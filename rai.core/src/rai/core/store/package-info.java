/** The directory of a run: documents and arrays that other programs can read. */
package rai.core.store;
