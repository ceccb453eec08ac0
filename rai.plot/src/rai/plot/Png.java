package rai.plot;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pictures as PNG, with the size in which they are meant to be shown. */
final class Png {
    private static final String METADATA = "javax_imageio_png_1.0";
    private static final double INCHES_PER_METRE = 1000 / 25.4;

    private Png() {}

    /** In memory, because ImageIO otherwise needs a writable folder for temporary files. */
    static byte[] encode(Page page) throws IOException {
        BufferedImage picture = page.draw();
        Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("png");
        if (!writers.hasNext()) {
            throw new IOException("this Java has no PNG encoder");
        }
        ImageWriter writer = writers.next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(picture), null);
            metadata.mergeTree(METADATA, resolution(page.dotsPerInch()));
            writer.write(new IIOImage(picture, null, metadata));
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** In the format of PNG itself: Java has always misread the unit of the common one. */
    private static IIOMetadataNode resolution(double dotsPerInch) {
        String dotsPerMetre = Long.toString(Math.round(dotsPerInch * INCHES_PER_METRE));
        IIOMetadataNode physical = new IIOMetadataNode("pHYs");
        physical.setAttribute("pixelsPerUnitXAxis", dotsPerMetre);
        physical.setAttribute("pixelsPerUnitYAxis", dotsPerMetre);
        physical.setAttribute("unitSpecifier", "meter");
        IIOMetadataNode root = new IIOMetadataNode(METADATA);
        root.appendChild(physical);
        return root;
    }
}
