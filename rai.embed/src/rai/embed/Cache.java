package rai.embed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The application, unpacked from the jars of the class path into a folder that all programs of the user share. Its name is the SHA-256 of what is in it,
 * so another version has another folder. Of several processes one unpacks, the others wait for it; a process that is killed
 * meanwhile leaves nothing that is taken for the whole.
 */
final class Cache {
    /** System property: the folder, if it is not that of the user's cache. */
    static final String PROPERTY = "rai.cache";

    private static final String FOLDER = "META-INF/rai-app/";
    private static final String LIST = "files.list";
    private static final int SHORT_HASH = 16;

    /** A file of the application: where it is on the class path, where it goes, its size and SHA-256. */
    private record Packed(String resource, String path, long size, String sha256) {}

    private final Path root;
    private final List<Packed> files = new ArrayList<>();
    private final String hash;

    private Cache(Path root) throws IOException {
        this.root = root;
        String all = list(
                        "app", "the application is not on the class path: add the dependency io.github.rai-lab:rai-app")
                + list(
                        platform(),
                        "the native libraries for " + platform() + " are not on the class path: add the dependency"
                                + " io.github.rai-lab:rai-natives with the classifier " + platform());
        hash = HexFormat.of().formatHex(sha256().digest(all.getBytes(UTF_8))).substring(0, SHORT_HASH);
    }

    /**
     * @return the directory {@code dist}, whole
     * @throws RaiException if the application is not on the class path, or can't be unpacked
     */
    static Path dist() {
        Path root = root();
        try {
            return new Cache(root).unpacked();
        } catch (IOException e) {
            throw new RaiException(
                    "RAI can't be unpacked into " + root + ": " + e.getMessage() + " ("
                            + e.getClass().getSimpleName() + "); the system property " + PROPERTY
                            + " names another folder",
                    e);
        }
    }

    /** JavaCPP's name of this machine. */
    private static String platform() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return (os.startsWith("mac") ? "macosx" : os.startsWith("windows") ? "windows" : "linux")
                + (arch.equals("aarch64") || arch.equals("arm64") ? "-arm64" : "-x86_64");
    }

    private static Path root() {
        String named = System.getProperty(PROPERTY);
        if (named != null && !named.isBlank()) {
            return Path.of(named).toAbsolutePath();
        }
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        Path home = Path.of(System.getProperty("user.home"));
        if (os.startsWith("mac")) {
            return home.resolve("Library/Caches/rai");
        }
        String set = System.getenv(os.startsWith("windows") ? "LOCALAPPDATA" : "XDG_CACHE_HOME");
        return (set == null || set.isBlank() ? home.resolve(".cache") : Path.of(set)).resolve("rai");
    }

    private String list(String part, String absent) throws IOException {
        String folder = FOLDER + part + "/";
        URL list = find(folder + LIST);
        if (list == null) {
            throw new RaiException(absent + ", of the version of rai-embed");
        }
        String text;
        try (InputStream in = list.openStream()) {
            text = new String(in.readAllBytes(), UTF_8);
        }
        text.lines().forEach(line -> {
            String[] word = line.split(" ", 3);
            files.add(new Packed(folder + word[2], word[2], Long.parseLong(word[1]), word[0]));
        });
        return text;
    }

    private static URL find(String resource) {
        URL found = Cache.class.getClassLoader().getResource(resource);
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return found != null || context == null ? found : context.getResource(resource);
    }

    private Path unpacked() throws IOException {
        Path home = root.resolve(hash);
        if (isWhole(home)) {
            return home.resolve("dist");
        }
        Files.createDirectories(root);
        try (FileChannel file = FileChannel.open(
                        root.resolve(hash + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = file.lock()) {
            if (!isWhole(home)) { // nobody else was faster
                unpack(home);
            }
        }
        return home.resolve("dist");
    }

    private boolean isWhole(Path home) throws IOException {
        for (Packed file : files) {
            Path path = home.resolve(file.path);
            if (!Files.isRegularFile(path) || Files.size(path) != file.size) {
                return false;
            }
        }
        return true;
    }

    /** Each file is there in full or not at all. */
    private void unpack(Path home) throws IOException {
        for (Packed file : files) {
            Path target = home.resolve(file.path).normalize();
            if (!target.startsWith(home)) {
                throw new IOException("the jar names a file outside its folder: " + file.path);
            }
            if (Files.isRegularFile(target) && Files.size(target) == file.size) {
                continue;
            }
            Files.createDirectories(target.getParent());
            Path part = target.resolveSibling(target.getFileName() + ".part");
            copy(file, part);
            try {
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static void copy(Packed file, Path part) throws IOException {
        MessageDigest digest = sha256();
        URL resource = find(file.resource);
        if (resource == null) {
            throw new IOException("the class path does not have " + file.resource);
        }
        try (InputStream in = resource.openStream();
                OutputStream out = new DigestOutputStream(Files.newOutputStream(part), digest)) {
            in.transferTo(out);
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(file.sha256)) {
            Files.delete(part);
            throw new IOException(file.resource + " is damaged: its SHA-256 is not the one that it was published with");
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Deletes a folder as far as possible. */
    static void delete(Path tree) {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // it lies in a temporary directory
        }
    }
}
