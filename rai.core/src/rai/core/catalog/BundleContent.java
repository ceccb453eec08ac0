package rai.core.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The SHA-256 of what is in a bundle, as {@link rai.api.catalog.Catalog.Provider} says; computed once, when it is asked for. */
final class BundleContent implements Supplier<String> {
    private static final Logger LOG = LoggerFactory.getLogger(BundleContent.class);

    private final Bundle bundle;
    private String sha256;

    BundleContent(Bundle bundle) {
        this.bundle = bundle;
    }

    @Override
    public synchronized String get() {
        if (sha256 == null) {
            try {
                sha256 = sha256(bundle);
            } catch (IOException | IllegalStateException e) { // the bundle may be going just now
                LOG.warn("the content of bundle {} can't be read: {}", bundle, e.toString());
                sha256 = "";
            }
        }
        return sha256;
    }

    private static String sha256(Bundle bundle) throws IOException {
        SortedSet<String> files = new TreeSet<>();
        collect(bundle, "/", files);
        MessageDigest digest = sha256();
        for (String file : files) {
            byte[] content;
            try (InputStream in = bundle.getEntry(file).openStream()) {
                content = in.readAllBytes();
            }
            digest.update(file.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(ByteBuffer.allocate(Long.BYTES).putLong(content.length).array());
            digest.update(content);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Those of fragments are not among them. */
    private static void collect(Bundle bundle, String folder, SortedSet<String> files) {
        Enumeration<String> paths = bundle.getEntryPaths(folder);
        for (String path : paths == null ? Collections.<String>emptyList() : Collections.list(paths)) {
            if (path.endsWith("/")) {
                collect(bundle, path, files);
            } else {
                files.add(path);
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has it", e);
        }
    }
}
