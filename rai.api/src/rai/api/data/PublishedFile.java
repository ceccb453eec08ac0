package rai.api.data;

import java.net.URI;
import java.util.Optional;

/**
 * A file of published data.
 *
 * @param name its name as published, such as {@code train-labels-idx1-ubyte.gz}; without {@code .gz}, the name of its content
 * @param address where it can be downloaded without a login; empty if it can't
 * @param bytes how many bytes it has as published; 0 if that is not known
 * @param checksum how its bytes are known; empty if they aren't
 */
public record PublishedFile(String name, Optional<URI> address, long bytes, Optional<Checksum> checksum) {
    /** The ending of a file that is compressed. */
    public static final String GZIP = ".gz";

    /**
     * How bytes are known.
     *
     * @param algorithm as Java names it: {@code MD5} or {@code SHA-256}
     * @param ofContent whether it is that of the content, once decompressed; otherwise that of the file as published
     * @param hex the checksum, in lower-case hexadecimal digits
     */
    public record Checksum(String algorithm, boolean ofContent, String hex) {}

    /** @return the name of its content, without {@code .gz} */
    public String contentName() {
        return name.endsWith(GZIP) ? name.substring(0, name.length() - GZIP.length()) : name;
    }
}
