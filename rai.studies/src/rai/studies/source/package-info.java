/** Where studies come from, and who judges what is none: what the service {@code Studies} is made of. */
package rai.studies.source;
