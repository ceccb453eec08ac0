package rai.core.data;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes arrays as numpy.save does. */
public final class NpyFile {
    private NpyFile() {}

    /** Begins a file of an array; its elements are to follow. */
    public static OutputStream begin(Path file, String type, String shape) throws IOException {
        String header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + shape + "), }";
        header += " ".repeat(63 - (header.length() + 10) % 64) + "\n";
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20);
        out.write(new byte[] {
            (byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length(), (byte) (header.length() >> 8)
        });
        out.write(header.getBytes(StandardCharsets.UTF_8));
        return out;
    }

    /** Writes float64 numbers [n, d], or [n] if d is 0. */
    public static Path write(Path file, int columns, double... values) throws IOException {
        String shape = columns == 0 ? values.length + "," : values.length / columns + ", " + columns;
        try (OutputStream out = begin(file, "<f8", shape)) {
            ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asDoubleBuffer().put(values);
            out.write(bytes.array());
        }
        return file;
    }
}
