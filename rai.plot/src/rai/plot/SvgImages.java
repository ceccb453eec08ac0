package rai.plot;

import java.awt.Image;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.RenderedImage;
import java.awt.image.renderable.RenderableImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.apache.batik.svggen.DOMTreeManager;
import org.apache.batik.svggen.GenericImageHandler;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.w3c.dom.Element;

/** Puts images into an SVG document as PNG. Batik's own handler needs three more libraries for that. */
final class SvgImages implements GenericImageHandler {
    private static final String XLINK = "http://www.w3.org/1999/xlink";

    @Override
    public void setDOMTreeManager(DOMTreeManager manager) {
        // nothing is kept beside the element of an image
    }

    @Override
    public Element createElement(SVGGeneratorContext context) {
        return context.getDOMFactory().createElementNS(Svg.NAMESPACE, "image");
    }

    @Override
    public AffineTransform handleImage(
            Image image, Element element, int x, int y, int width, int height, SVGGeneratorContext context) {
        return handleImage((RenderedImage) (BufferedImage) image, element, x, y, width, height, context);
    }

    @Override
    public AffineTransform handleImage(
            RenderedImage image, Element element, int x, int y, int width, int height, SVGGeneratorContext context) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        element.setAttributeNS(null, "x", Integer.toString(x));
        element.setAttributeNS(null, "y", Integer.toString(y));
        element.setAttributeNS(null, "width", Integer.toString(width));
        element.setAttributeNS(null, "height", Integer.toString(height));
        element.setAttributeNS(null, "preserveAspectRatio", "none");
        element.setAttributeNS(
                XLINK,
                "xlink:href",
                "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes.toByteArray()));
        return null;
    }

    @Override
    public AffineTransform handleImage(
            RenderableImage image,
            Element element,
            double x,
            double y,
            double width,
            double height,
            SVGGeneratorContext context) {
        throw new UnsupportedOperationException("nothing draws such images here");
    }
}
