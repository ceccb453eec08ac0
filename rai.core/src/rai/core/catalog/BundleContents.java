package rai.core.catalog;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The SHA-256 of what is in a bundle, as {@link rai.api.catalog.Catalog.Provider} says. It is computed when it is first asked
 * for, and kept beside the framework's own data: some 50 ms for all providers of a training would be felt at every start.
 */
final class BundleContents {
    private static final Logger LOG = LoggerFactory.getLogger(BundleContents.class);
    /** Number of the bundle, when it was installed or updated, SHA-256. */
    private static final Pattern LINE = Pattern.compile("(\\d+) (\\d+) ([0-9a-f]{64})");

    private record Known(long modified, String sha256) {}

    private final BundleContext context;
    /** By the number of the bundle; null until it is first needed. */
    private Map<Long, Known> known;

    /** @param context of the bundle in whose data area they are kept */
    BundleContents(BundleContext context) {
        this.context = context;
    }

    /** @return the SHA-256 of the bundle as it is now; empty if it can't be read, as when it is just going */
    synchronized String sha256(Bundle bundle) {
        if (known == null) {
            known = read();
        }
        try {
            long modified = bundle.getLastModified();
            Known there = known.get(bundle.getBundleId());
            if (there == null || there.modified() != modified) {
                there = new Known(modified, compute(bundle));
                known.put(bundle.getBundleId(), there);
                write();
            }
            return there.sha256();
        } catch (IOException | IllegalStateException e) {
            LOG.warn("the content of bundle {} can't be read: {}", bundle, e.toString());
            return "";
        }
    }

    private Map<Long, Known> read() {
        Map<Long, Known> all = new HashMap<>();
        File file = file();
        if (file != null && file.exists()) {
            try {
                for (String line : Files.readAllLines(file.toPath(), StandardCharsets.ISO_8859_1)) {
                    Matcher parts = LINE.matcher(line);
                    if (parts.matches()) { // else it was being written when the process ended
                        all.put(
                                Long.valueOf(parts.group(1)),
                                new Known(Long.parseLong(parts.group(2)), parts.group(3)));
                    }
                }
            } catch (IOException | NumberFormatException e) {
                LOG.debug("{} can't be read: {}", file, e.toString());
            }
        }
        return all;
    }

    private void write() {
        known.keySet().removeIf(id -> context.getBundle(id) == null);
        File file = file();
        if (file != null) {
            List<String> lines = known.entrySet().stream()
                    .map(each -> each.getKey() + " " + each.getValue().modified() + " "
                            + each.getValue().sha256())
                    .toList();
            try {
                Files.write(file.toPath(), lines, StandardCharsets.ISO_8859_1);
            } catch (IOException e) { // then they are computed again next time
                LOG.debug("{} can't be written: {}", file, e.toString());
            }
        }
    }

    /** @return null if the framework keeps no files */
    private File file() {
        return context.getDataFile("contents");
    }

    private static String compute(Bundle bundle) throws IOException {
        SortedSet<String> files = new TreeSet<>();
        collect(bundle, "/", files);
        MessageDigest digest = digest();
        for (String file : files) {
            byte[] content;
            try (InputStream in = bundle.getEntry(file).openStream()) {
                content = in.readAllBytes();
            }
            digest.update(file.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(
                    ByteBuffer.allocate(Long.BYTES).putLong(content.length).array());
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

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has it", e);
        }
    }
}
