package rai.formats;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes what {@code numpy.load} reads: a zip with an uncompressed {@code NAME.npy} per array. */
final class NpzFile {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    /** The numbers of an array start at a multiple of it. */
    private static final int ALIGNMENT = 64;

    private NpzFile() {}

    static void write(List<Tensors.Named> arrays, Path file) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            zip.setMethod(ZipOutputStream.STORED);
            for (Tensors.Named array : arrays) {
                byte[] header = header(array);
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

    private static byte[] header(Tensors.Named array) {
        String shape = array.shape().stream().map(String::valueOf).collect(Collectors.joining(", "))
                + (array.shape().size() == 1 ? "," : "");
        String text = "{'descr': '<f" + Bytes.width(array.values()) + "', 'fortran_order': False, 'shape': (" + shape
                + "), }";
        int length = MAGIC.length + Short.BYTES + text.length() + 1;
        String padded = text + " ".repeat((ALIGNMENT - length % ALIGNMENT) % ALIGNMENT) + "\n";
        byte[] header = new byte[MAGIC.length + Short.BYTES + padded.length()];
        System.arraycopy(MAGIC, 0, header, 0, MAGIC.length);
        header[MAGIC.length] = (byte) padded.length();
        header[MAGIC.length + 1] = (byte) (padded.length() >> 8);
        System.arraycopy(
                padded.getBytes(StandardCharsets.US_ASCII), 0, header, MAGIC.length + Short.BYTES, padded.length());
        return header;
    }
}
