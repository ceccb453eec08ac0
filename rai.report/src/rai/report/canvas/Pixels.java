package rai.report.canvas;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * A picture of pixels.
 *
 * @param columns the width
 * @param rows the height
 * @param rgb 0xRRGGBB by row, from the top
 */
public record Pixels(int columns, int rows, int[] rgb) {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    /**
     * Encodes the picture as PNG, 8 bits per channel. The same pixels give the same bytes, and no part of AWT is needed.
     *
     * @return the content of a file
     */
    public byte[] png() {
        try {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(file);
            out.write(SIGNATURE);
            ByteArrayOutputStream header = new ByteArrayOutputStream();
            DataOutputStream fields = new DataOutputStream(header);
            fields.writeInt(columns);
            fields.writeInt(rows);
            fields.write(new byte[] {8, 2, 0, 0, 0}); // bits, RGB, deflate, filters per row, not interlaced
            chunk(out, "IHDR", header.toByteArray());
            chunk(out, "IDAT", packed());
            chunk(out, "IEND", new byte[0]);
            return file.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException(e); // not from memory
        }
    }

    private byte[] packed() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Deflater best = new Deflater(Deflater.BEST_COMPRESSION);
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, best)) {
            byte[] line = new byte[1 + 3 * columns];
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < columns; column++) {
                    int pixel = rgb[row * columns + column];
                    line[1 + 3 * column] = (byte) (pixel >> 16);
                    line[2 + 3 * column] = (byte) (pixel >> 8);
                    line[3 + 3 * column] = (byte) pixel;
                }
                out.write(line);
            }
        } finally {
            best.end();
        }
        return bytes.toByteArray();
    }

    private static void chunk(DataOutputStream out, String name, byte[] content) throws IOException {
        byte[] type = name.getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(type);
        sum.update(content);
        out.writeInt(content.length);
        out.write(type);
        out.write(content);
        out.writeInt((int) sum.getValue());
    }
}
