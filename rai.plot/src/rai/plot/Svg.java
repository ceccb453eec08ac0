package rai.plot;

import java.awt.Dimension;
import java.awt.Font;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** Pictures as SVG, whose letters are text. */
final class Svg {
    static final String NAMESPACE = "http://www.w3.org/2000/svg";
    /** What Java takes for its sans-serif face on most systems without others of their own, then what looks alike. */
    private static final String FAMILY = "'DejaVu Sans', Verdana, sans-serif";

    private Svg() {}

    static byte[] encode(Page page) throws IOException {
        Document document = newDocument();
        SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
        context.setComment(null);
        context.setGenericImageHandler(new SvgImages());
        SVGGraphics2D pen = new SVGGraphics2D(context, false);
        pen.setSVGCanvasSize(new Dimension(1, 1)); // replaced below: it must be of whole numbers here
        pen.scale(page.pointsPerUnit(), page.pointsPerUnit());
        page.paint(pen);
        Element root = pen.getRoot();
        String width = number(page.widthInPoints());
        String height = number(page.heightInPoints());
        root.setAttributeNS(null, "width", width + "pt");
        root.setAttributeNS(null, "height", height + "pt");
        root.setAttributeNS(null, "viewBox", "0 0 " + width + " " + height);
        Element title = document.createElementNS(NAMESPACE, "title");
        title.setTextContent(page.name());
        root.insertBefore(title, root.getFirstChild());
        fitTexts(root);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Writer out = new OutputStreamWriter(bytes, StandardCharsets.UTF_8)) {
            pen.stream(root, out, false, true);
        }
        return bytes.toByteArray();
    }

    private static Document newDocument() throws IOException {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument(NAMESPACE, "svg", null);
        } catch (ParserConfigurationException e) {
            throw new IOException("this Java cannot make XML: " + e.getMessage(), e);
        }
    }

    /**
     * Gives each text the length that was measured. The face of a viewer may be another one, and then centred texts
     * would not be in the centre.
     */
    private static void fitTexts(Element root) {
        NodeList texts = root.getElementsByTagNameNS(NAMESPACE, "text");
        for (int i = 0; i < texts.getLength(); i++) {
            Element text = (Element) texts.item(i);
            String words = text.getTextContent();
            int style = inherited(text, "font-weight").equals("bold") ? Font.BOLD : Font.PLAIN;
            float size = Float.parseFloat(inherited(text, "font-size").replace("px", ""));
            double width = Text.width(words, new Font(Font.SANS_SERIF, style, 1).deriveFont(size));
            text.setAttributeNS(null, "textLength", number(width));
            text.setAttributeNS(null, "lengthAdjust", "spacingAndGlyphs");
        }
        NodeList groups = root.getElementsByTagNameNS(NAMESPACE, "g");
        for (int i = 0; i < groups.getLength(); i++) {
            Element group = (Element) groups.item(i);
            if (group.getAttribute("font-family").equals("sans-serif")) {
                group.setAttributeNS(null, "font-family", FAMILY);
            }
        }
    }

    private static String inherited(Element element, String attribute) {
        for (Node node = element; node instanceof Element at; node = node.getParentNode()) {
            if (at.hasAttribute(attribute)) {
                return at.getAttribute(attribute);
            }
        }
        return "";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value).replaceFirst("\\.?0+$", "");
    }
}
