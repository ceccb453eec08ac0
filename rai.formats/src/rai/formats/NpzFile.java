package rai.formats;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import rai.api.array.NpyHeader;

/** Writes what {@code numpy.load} reads: a zip with an uncompressed {@code NAME.npy} per array. */
final class NpzFile {
    private NpzFile() {}

    static void write(List<Tensors.Named> arrays, Path file) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            zip.setMethod(ZipOutputStream.STORED);
            for (Tensors.Named array : arrays) {
                byte[] header = NpyHeader.bytes("f" + Bytes.width(array.values()), array.shape());
                long length = header.length + array.values().length() * Bytes.width(array.values());
                CRC32 sum = new CRC32();
                write(header, array, new OutputStream() {
                    @Override
                    public void write(int b) {
                        sum.update(b);
                    }

                    @Override
                    public void write(byte[] b, int from, int n) {
                        sum.update(b, from, n);
                    }
                });
                ZipEntry entry = new ZipEntry(array.name() + ".npy");
                entry.setLastModifiedTime(FileTime.fromMillis(315_532_800_000L)); // the same model gives the same file
                entry.setSize(length);
                entry.setCompressedSize(length);
                entry.setCrc(sum.getValue());
                zip.putNextEntry(entry);
                write(header, array, zip);
                zip.closeEntry();
            }
        }
    }

    private static void write(byte[] header, Tensors.Named array, OutputStream out) throws IOException {
        out.write(header);
        Bytes.write(array.values(), out);
    }
}
