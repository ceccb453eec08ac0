package rai.plot;

import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/** Pictures as PDF: a page of exactly the size of the picture. */
final class Pdf {

    private Pdf() {}

    static byte[] encode(Page page) throws IOException {
        float width = (float) page.widthInPoints();
        float height = (float) page.heightInPoints();
        try (PDDocument document = new PDDocument()) {
            PDPage sheet = new PDPage(new PDRectangle(width, height));
            document.addPage(sheet);
            document.setDocumentId(0L); // otherwise from the time
            document.getDocumentInformation().setTitle(page.name());
            PdfBoxGraphics2D pen = new PdfBoxGraphics2D(document, width, height);
            pen.scale(page.pointsPerUnit(), page.pointsPerUnit());
            page.paint(pen);
            pen.dispose();
            try (PDPageContentStream content = new PDPageContentStream(document, sheet)) {
                content.drawForm(pen.getXFormObject());
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        }
    }
}
