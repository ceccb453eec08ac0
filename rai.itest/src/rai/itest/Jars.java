package rai.itest;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.jar.Attributes;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** Jars that tests make of others. */
final class Jars {
    private Jars() {}

    static byte[] withHeader(String extension, String header, String value) throws IOException {
        return withHeader(Extensions.bytes(extension), header, value);
    }

    /** The same jar with another header, or without one. */
    static byte[] withHeader(byte[] extension, String header, String value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(extension))) {
            Manifest manifest = in.getManifest();
            if (value == null) {
                manifest.getMainAttributes().remove(new Attributes.Name(header));
            } else {
                manifest.getMainAttributes().putValue(header, value);
            }
            try (JarOutputStream out = new JarOutputStream(bytes, manifest)) {
                for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                    out.putNextEntry(new ZipEntry(entry.getName()));
                    in.transferTo(out);
                }
            }
        }
        return bytes.toByteArray();
    }
}
