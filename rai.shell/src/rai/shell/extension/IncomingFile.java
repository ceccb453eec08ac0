package rai.shell.extension;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import rai.shell.console.ExitCode;
import rai.shell.console.Failure;

/**
 * A copy of a file on its way into a folder: what is looked at is what will be there. It lies in the folder already, so that a
 * rename puts it in its place at once; by the end of its name file install knows that it is none of its business.
 */
final class IncomingFile implements AutoCloseable {
    private static final Pattern URL_SCHEME = Pattern.compile("(https?|file):.*", Pattern.CASE_INSENSITIVE);

    private final Path copy;
    private final String name;

    private IncomingFile(Path copy, String name) {
        this.copy = copy;
        this.name = name;
    }

    /**
     * Copies a file and waits until the disk has it.
     *
     * @param source a path or a URL
     * @param folder where it goes
     */
    static IncomingFile copy(String source, Path folder) throws IOException {
        return copy(source, folder, -1);
    }

    /**
     * Copies a file of a known size and waits until the disk has it.
     *
     * @param source a path or a URL
     * @param folder where it goes
     * @param size its bytes; of a longer one, one byte more is copied and no others; -1 if it may have any size
     */
    static IncomingFile copy(String source, Path folder, long size) throws IOException {
        try (InputStream in = open(source)) {
            Files.createDirectories(folder);
            Path copy = folder.resolve("." + UUID.randomUUID() + ".incoming.txt");
            IncomingFile incoming =
                    new IncomingFile(copy, source.replaceFirst("[?#].*", "").replaceFirst(".*[/\\\\:]", ""));
            try (FileChannel channel =
                    FileChannel.open(copy, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                OutputStream out = Channels.newOutputStream(channel);
                if (size < 0) {
                    in.transferTo(out);
                } else {
                    copy(in, out, size + 1);
                }
                channel.force(true);
                return incoming;
            } catch (IOException e) {
                incoming.close();
                throw cut(source, e);
            }
        }
    }

    private static void copy(InputStream in, OutputStream out, long most) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long left = most;
        for (int n = 0; n >= 0 && left > 0; n = in.read(buffer, 0, (int) Math.min(buffer.length, left))) {
            out.write(buffer, 0, n);
            left -= n;
        }
    }

    /** @return the exception, if the source is a path; otherwise throws a sentence */
    static IOException cut(String source, IOException e) {
        if (!isUrl(source)) {
            return e;
        }
        throw new Failure(
                ExitCode.FAILED,
                source + " has not arrived whole (" + e.getMessage() + "): try again; nothing was installed");
    }

    /** @return whether a source is a URL, and not a path */
    static boolean isUrl(String source) {
        return URL_SCHEME.matcher(source).matches();
    }

    static InputStream open(String source) throws IOException {
        if (!isUrl(source)) {
            Path file = path(source);
            if (Files.isDirectory(file)) {
                throw new Failure(source + " is a directory: name a jar");
            }
            return Files.newInputStream(file);
        }
        if (!source.toLowerCase(Locale.ROOT).startsWith("file:")) {
            return WebFile.open(source, WebFile.PATIENCE);
        }
        try {
            return new URL(source).openStream();
        } catch (MalformedURLException e) {
            throw new Failure("'" + source + "' is not a URL: " + e.getMessage());
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.FAILED, source + " cannot be fetched: " + (e.getMessage() == null ? e : e.getMessage()));
        }
    }

    private static Path path(String source) {
        try {
            return Path.of(source);
        } catch (InvalidPathException e) {
            throw new Failure("'" + source + "' is not a file name: " + e.getReason());
        }
    }

    Path path() {
        return copy;
    }

    /** @return the name of the file it is a copy of */
    String name() {
        return name;
    }

    /** Puts it in its place, over what stood there. */
    void moveTo(Path target) throws IOException {
        Files.move(copy, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Deletes it if it has not been moved. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(copy);
    }
}
