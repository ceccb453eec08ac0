package rai.extensions.repository;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.TreeSet;
import rai.extensions.ExtensionException;

/**
 * The index of a repository, {@code index.xml} of the OSGi Repository specification (section 132.5), as bnd and others write it.
 *
 * @param location where it is
 * @param entries the bundles in it
 */
public record Index(URI location, List<Entry> entries) {
    /**
     * Reads an index.
     *
     * @param location where it is: paths in it are relative to that
     * @param in its content
     * @return the index
     * @throws ExtensionException if it is not an index, or names files outside its folder; the message begins with a verb
     * @throws IOException if it cannot be closed
     */
    public static Index read(URI location, InputStream in) throws IOException {
        try (in) {
            return new Index(location, IndexReader.read(location, in));
        }
    }

    /** @return the symbolic names of the bundles, sorted */
    public List<String> names() {
        TreeSet<String> names = new TreeSet<>();
        entries.forEach(entry -> names.add(entry.name()));
        return List.copyOf(names);
    }
}
