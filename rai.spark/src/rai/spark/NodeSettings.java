package rai.spark;

import java.io.Serializable;
import java.util.TreeMap;

/**
 * What an executor needs to know to start RAI.
 *
 * @param dist the directory {@code dist} on every worker; empty if it is shipped
 * @param extensions the SHA-256 of each shipped extension, by the name of its file
 */
record NodeSettings(String dist, TreeMap<String, String> extensions) implements Serializable {
    /** The name under which a shipped application is unpacked. */
    static final String SHIPPED = "rai-dist";
}
