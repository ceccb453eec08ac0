package rai.api.data;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import rai.api.data.PublishedFile.Checksum;

/** The content of a published file while it is read: decompressed, and its checksum is computed on the way. */
public final class PublishedContent implements Closeable {
    private static final int BUFFER = 1 << 16;

    private final Path path;
    private final PublishedFile published;
    private final Optional<MessageDigest> digest;
    private final InputStream raw;
    private final InputStream content;

    private PublishedContent(Path path, PublishedFile published) throws IOException {
        this.path = path;
        this.published = published;
        digest = published.checksum().map(PublishedContent::digest);
        boolean ofContent = published.checksum().map(Checksum::ofContent).orElse(false);
        InputStream file = Files.newInputStream(path);
        try {
            raw = buffered(ofContent ? file : digested(file));
            InputStream decompressed = isGzip(raw) ? buffered(new GZIPInputStream(raw, BUFFER)) : raw;
            content = ofContent ? digested(decompressed) : decompressed;
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /**
     * Opens a file. Whether it is gzip is recognized by its first two bytes, not by its name.
     *
     * @param path the file
     * @param published what it should be
     * @return its content, before its first byte
     * @throws IOException if it can't be read
     */
    public static PublishedContent open(Path path, PublishedFile published) throws IOException {
        return new PublishedContent(path, published);
    }

    private static MessageDigest digest(Checksum checksum) {
        try {
            return MessageDigest.getInstance(checksum.algorithm());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + checksum.algorithm(), e);
        }
    }

    private InputStream digested(InputStream bytes) {
        return digest.<InputStream>map(one -> new DigestInputStream(bytes, one)).orElse(bytes);
    }

    private static InputStream buffered(InputStream bytes) {
        return new BufferedInputStream(bytes, BUFFER);
    }

    private static boolean isGzip(InputStream raw) throws IOException {
        raw.mark(2);
        boolean gzip = raw.read() == 0x1f && raw.read() == 0x8b;
        raw.reset();
        return gzip;
    }

    /** @return the content, to be read at most once; whoever closes this closes it */
    public InputStream stream() {
        return content;
    }

    /**
     * Reads what is left, and compares the checksum of all.
     *
     * @throws IOException if it can't be read
     * @throws DataException if the file is another one, or damaged
     */
    public void requireSame() throws IOException {
        content.transferTo(OutputStream.nullOutputStream());
        raw.transferTo(OutputStream.nullOutputStream());
        if (digest.isEmpty()) {
            return;
        }
        Checksum wanted = published.checksum().orElseThrow();
        String found = HexFormat.of().formatHex(digest.get().digest());
        if (!found.equals(wanted.hex())) {
            throw new DataException("the file " + path + " is damaged, or is not the file " + published.name()
                    + " as published: the " + wanted.algorithm()
                    + (wanted.ofContent() ? " of its decompressed content" : " of the file") + " is " + found
                    + ", but should be " + wanted.hex());
        }
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
