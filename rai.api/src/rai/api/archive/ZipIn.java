package rai.api.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import rai.api.data.DataException;
import rai.api.spec.SpecException;

/**
 * Reads a zip file that a stranger may have made. Names that lead out of the folder into which it is unpacked, or that are there twice, are refused when
 * it is opened, and so is what would become too large; no file is written but those that {@link #copy} is asked for. A link in
 * an archive would be unpacked as a plain file that holds its target.
 */
public final class ZipIn implements AutoCloseable {
    private static final int MOST_FILES = 100_000;
    private static final int LONGEST_NAME = 1000;
    /** Arrays of zeros are compressed by 1000, real numbers by less than 10. */
    private static final long MOST_RATIO = 200;
    /** Nothing so small is a bomb. */
    private static final long SMALL = 64L << 20;

    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final ZipFile zip;
    private final Map<String, ZipEntry> entries = new LinkedHashMap<>();

    /**
     * @param file the zip file
     * @param mostBytes how large all files together may become, if they are compressed by {@value #MOST_RATIO} at most or {@code trusted}
     * @param trusted whether they may be compressed by more
     * @throws SpecException if there is no such file
     * @throws DataException if it is not a zip file, or is refused
     */
    public ZipIn(Path file, long mostBytes, boolean trusted) {
        this.file = file;
        if (!Files.isRegularFile(file)) {
            throw new SpecException(Files.exists(file) ? file + " is not a file" : "there is no file " + file);
        }
        ZipFile opened = null;
        try {
            opened = new ZipFile(file.toFile(), StandardCharsets.UTF_8);
            check(opened, Files.size(file), mostBytes, trusted);
        } catch (DataException e) {
            close(opened);
            throw e;
        } catch (IOException | IllegalArgumentException e) {
            close(opened);
            throw new DataException(file + " is not a zip file, or is damaged or cut off", e);
        }
        zip = opened;
    }

    private void check(ZipFile opened, long size, long mostBytes, boolean trusted) {
        if (opened.size() > MOST_FILES) {
            throw refused("it holds " + opened.size() + " files, more than " + MOST_FILES);
        }
        Set<String> folded = new HashSet<>();
        long bytes = 0;
        for (ZipEntry entry : Collections.list(opened.entries())) {
            requirePlain(entry.getName());
            // some systems do not distinguish upper and lower case
            if (!folded.add(entry.getName().toLowerCase(Locale.ROOT))) {
                throw refused("it holds " + shown(entry.getName()) + " twice");
            }
            if (entry.getSize() < 0 || entry.getSize() > mostBytes - bytes) {
                throw refused("its files are larger than " + size(mostBytes));
            }
            bytes += entry.getSize();
            entries.put(entry.getName(), entry);
        }
        if (!trusted && bytes > SMALL && bytes / MOST_RATIO > size) {
            throw refused("its " + size(size) + " would become " + size(bytes));
        }
    }

    private static String size(long bytes) {
        return bytes < 10_000_000 ? bytes + " bytes" : bytes / 1_000_000 + " MB";
    }

    /** Only names of files below a folder, on every system. */
    private void requirePlain(String name) {
        boolean plain = !name.isEmpty()
                && name.length() <= LONGEST_NAME
                && name.chars().noneMatch(c -> c < ' ' || c == '\\' || c == ':' || c == 0x7f)
                && List.of(name.split("/", -1)).stream()
                        .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
        if (!plain) {
            throw refused("it holds " + shown(name) + ", which is not the name of a file below a folder");
        }
    }

    private static String shown(String name) {
        String plain = name.replaceAll("\\p{Cntrl}", "?");
        return "'" + (plain.length() > 80 ? plain.substring(0, 80) + "..." : plain) + "'";
    }

    private DataException refused(String why) {
        return new DataException(file + " is refused: " + why + "; nothing was unpacked");
    }

    /** @return the names of its files, in their order */
    public Set<String> names() {
        return Collections.unmodifiableSet(entries.keySet());
    }

    /**
     * Reads a file as a whole.
     *
     * @param name its name
     * @param most how many bytes it may have
     * @return its bytes
     * @throws DataException if it is not there, is larger, or is damaged
     */
    public byte[] bytes(String name, int most) {
        try (InputStream in = open(name)) {
            byte[] all = in.readNBytes(most + 1);
            if (all.length > most) {
                throw refused("its " + shown(name) + " is larger than " + most + " bytes");
            }
            return all;
        } catch (IOException e) {
            throw damaged(name, e);
        }
    }

    /**
     * Unpacks a file into a new one.
     *
     * @param name its name
     * @param to the file, in a folder that is there
     * @return the SHA-256 of its bytes
     * @throws DataException if it is not there, or is damaged
     * @throws IOException if the file can't be written
     */
    public String copy(String name, Path to) throws IOException {
        long left = entry(name).getSize();
        MessageDigest digest = digest();
        try (InputStream in = open(name);
                OutputStream out =
                        new DigestOutputStream(Files.newOutputStream(to, StandardOpenOption.CREATE_NEW), digest)) {
            byte[] piece = new byte[BUFFER];
            for (int n = read(name, in, piece); n >= 0; n = read(name, in, piece)) {
                left -= n;
                if (left < 0) {
                    throw refused("its " + shown(name) + " is larger than it says");
                }
                out.write(piece, 0, n);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private int read(String name, InputStream in, byte[] piece) {
        try {
            return in.read(piece);
        } catch (IOException e) {
            throw damaged(name, e);
        }
    }

    private InputStream open(String name) {
        try {
            InputStream in = zip.getInputStream(entry(name));
            if (in == null) {
                throw new IOException("it can't be found");
            }
            return in;
        } catch (IOException | IllegalArgumentException e) {
            throw damaged(name, e);
        }
    }

    private ZipEntry entry(String name) {
        ZipEntry entry = entries.get(name);
        if (entry == null) {
            throw new DataException(file + " has no " + shown(name));
        }
        return entry;
    }

    private DataException damaged(String name, Exception e) {
        return new DataException(
                file + " is damaged: its " + shown(name) + " can't be read (" + e.getMessage() + ")", e);
    }

    /**
     * @param file a file
     * @return the SHA-256 of its bytes, in hexadecimal
     * @throws IOException if it can't be read
     */
    public static String sha256(Path file) throws IOException {
        MessageDigest digest = digest();
        try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            Files.copy(file, out);
        } catch (NoSuchFileException e) {
            throw new NoSuchFileException(file.toString());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void close(ZipFile zip) {
        try {
            if (zip != null) {
                zip.close();
            }
        } catch (IOException e) {
            // it was only read
        }
    }

    @Override
    public void close() {
        close(zip);
    }
}
