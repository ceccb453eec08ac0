package rai.shell.extension;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;
import rai.api.archive.ZipIn;
import rai.api.spec.Words;
import rai.extensions.BundleJar;
import rai.extensions.ExtensionException;
import rai.extensions.repository.Entry;
import rai.extensions.repository.Index;
import rai.extensions.repository.Resolution;
import rai.shell.console.ExitCode;
import rai.shell.console.Failure;

/** A repository that {@code install --from} names: what it offers, and its files. */
final class Repository {
    private static final String USUAL = "index.xml";
    private static final int MOST_BYTES = 1 << 26;

    private final String source;
    private final Index index;

    private Repository(String source, Index index) {
        this.source = source;
        this.index = index;
    }

    /**
     * Reads the index.
     *
     * @param from its path or URL, or the path of the folder that it is in
     */
    static Repository open(String from) throws IOException {
        String source = !IncomingFile.isUrl(from) && Files.isDirectory(Path.of(from))
                ? Path.of(from, USUAL).toString()
                : from;
        if (!IncomingFile.isUrl(source) && !Files.exists(Path.of(source))) {
            throw new Failure(
                    source.equals(from)
                            ? "there is no file " + from
                            : from + " has no " + USUAL + ": name the index of a repository, or a folder that has one");
        }
        try (InputStream in = IncomingFile.open(source)) {
            byte[] content = whole(source, in);
            if (content.length > MOST_BYTES) {
                throw new ExtensionException("is larger than any index of a repository");
            }
            URI location = in instanceof WebFile web ? web.location() : location(source);
            return new Repository(source, Index.read(location, new ByteArrayInputStream(content)));
        } catch (ExtensionException e) {
            throw new Failure(ExitCode.FAILED, source + " " + e.getMessage() + "; nothing was installed");
        }
    }

    private static byte[] whole(String source, InputStream in) throws IOException {
        try {
            return in.readNBytes(MOST_BYTES + 1);
        } catch (IOException e) {
            throw IncomingFile.cut(source, e);
        }
    }

    private static URI location(String source) {
        return IncomingFile.isUrl(source)
                ? URI.create(source)
                : Path.of(source).toAbsolutePath().normalize().toUri();
    }

    /**
     * What has to be installed for a bundle.
     *
     * @param context of any bundle
     * @param wanted its symbolic name, or a requirement that it has to meet
     * @return the bundle, after all that it requires
     * @throws Failure if there is no such bundle, or something that it requires is missing
     */
    List<Entry> resolve(BundleContext context, String wanted) {
        Resolution resolution = new Resolution(context, index);
        try {
            Entry entry = resolution.find(wanted).orElseThrow(() -> unknown(wanted));
            ExtensionFolder folder = new ExtensionFolder(context);
            if (folder.installed(entry.name(), entry.version()).isPresent()) {
                throw new Failure(entry + " is installed already");
            }
            try {
                return resolution.with(entry);
            } catch (ExtensionException e) {
                throw new Failure(ExitCode.FAILED, entry + " " + e.getMessage() + "; nothing was installed");
            }
        } catch (ExtensionException e) {
            throw new Failure("'" + wanted + "' " + e.getMessage());
        }
    }

    private RuntimeException unknown(String wanted) {
        return Resolution.isRequirement(wanted)
                ? new Failure(ExitCode.FAILED, "nothing in " + source + " provides " + wanted)
                : Failure.of(Words.unknown("extension in " + source, wanted, index.names()));
    }

    /**
     * Fetches a file, and compares it with what the index says.
     *
     * @param entry the bundle
     * @param folder where the copy goes
     * @return the copy
     * @throws Failure if it cannot be fetched or is another one
     */
    IncomingFile fetch(Entry entry, Path folder) throws IOException {
        String from = place(entry);
        IncomingFile incoming = IncomingFile.copy(from, folder, entry.size());
        try {
            requireSame(entry, from, incoming.path());
            return incoming;
        } catch (Failure | IOException e) {
            incoming.close();
            throw e;
        }
    }

    /** @return where the file of a bundle is: a path, or a URL of the web */
    static String place(Entry entry) {
        URI location = entry.location();
        return "file".equals(location.getScheme()) ? Path.of(location).toString() : location.toString();
    }

    private static void requireSame(Entry entry, String from, Path file) throws IOException {
        long size = Files.size(file);
        if (entry.size() >= 0 && size != entry.size()) {
            throw new Failure(
                    ExitCode.FAILED,
                    from + " has " + size + (size > entry.size() ? " bytes or more" : " bytes") + " instead of "
                            + entry.size() + (size < entry.size() ? ", so it has not arrived whole: try again" : "")
                            + "; nothing was installed");
        }
        if (!ZipIn.sha256(file).equals(entry.sha256())) {
            throw new Failure(
                    ExitCode.FAILED,
                    from + " is not the file that the index describes: its SHA-256 is " + ZipIn.sha256(file)
                            + " instead of " + entry.sha256() + "; nothing was installed");
        }
        BundleJar jar;
        try {
            jar = BundleJar.read(file);
        } catch (ExtensionException e) {
            throw new Failure(ExitCode.FAILED, from + " " + e.getMessage() + "; nothing was installed");
        }
        if (!jar.symbolicName().equals(entry.name())
                || !Version.valueOf(jar.version().toString()).equals(entry.version())) {
            throw new Failure(
                    ExitCode.FAILED,
                    from + " is " + jar + ", but the index says that it is " + entry + "; nothing was installed");
        }
    }
}
