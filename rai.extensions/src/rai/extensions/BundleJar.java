package rai.extensions;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/**
 * The identity that a jar declares.
 *
 * @param symbolicName the bundle's symbolic name
 * @param version its version
 * @param manifest its manifest
 */
public record BundleJar(String symbolicName, Version version, Manifest manifest) {
    /**
     * Reads the manifest.
     *
     * @param file the jar
     * @throws ExtensionException if it is not a bundle; the message begins with a verb, such as "is not a jar"
     */
    public static BundleJar read(Path file) {
        try (JarFile jar = new JarFile(file.toFile())) {
            return of(jar.getManifest());
        } catch (ZipException e) {
            throw new ExtensionException("is not a jar, or is incomplete");
        } catch (IOException e) {
            throw new ExtensionException("cannot be read: " + (e.getMessage() == null ? e : e.getMessage()));
        }
    }

    /**
     * Like {@link #read}, but also verifies the checksums of all entries.
     *
     * @param file the jar
     * @throws IOException if it cannot be read
     */
    public static BundleJar readWhole(Path file) throws IOException {
        BundleJar bundle = read(file);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                requireWhole(zip, entry);
            }
        } catch (ZipException e) {
            throw new ExtensionException("is damaged (" + e.getMessage() + ")");
        }
        return bundle;
    }

    private static void requireWhole(ZipFile zip, ZipEntry entry) throws IOException {
        CRC32 sum = new CRC32();
        try (InputStream in = new CheckedInputStream(zip.getInputStream(entry), sum)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        if (entry.getCrc() >= 0 && entry.getCrc() != sum.getValue()) {
            throw new ZipException("the checksum of " + entry.getName() + " is wrong");
        }
    }

    private static BundleJar of(Manifest manifest) {
        Attributes headers = manifest == null ? new Attributes() : manifest.getMainAttributes();
        String name = headers.getValue(Constants.BUNDLE_SYMBOLICNAME);
        if (name == null || !"2".equals(headers.getValue(Constants.BUNDLE_MANIFESTVERSION))) {
            throw new ExtensionException("is a jar but not a bundle: it lacks the headers that the bnd plugin writes");
        }
        String version = headers.getValue(Constants.BUNDLE_VERSION);
        try {
            return new BundleJar(name.split(";")[0].strip(), Version.parseVersion(version), manifest);
        } catch (IllegalArgumentException e) {
            throw new ExtensionException(
                    "has the version '" + version + "', which is not a valid version: write major.minor.micro");
        }
    }

    /** @param other another jar */
    public boolean isNamedAs(BundleJar other) {
        return symbolicName.equals(other.symbolicName);
    }

    @Override
    public String toString() {
        return symbolicName + " " + version;
    }
}
