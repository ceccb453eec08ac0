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

    static byte[] encode(Sheet sheet) throws IOException {
        float width = (float) sheet.widthInPoints();
        float height = (float) sheet.heightInPoints();
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage(new PDRectangle(width, height));
            document.addPage(page);
            document.setDocumentId(0L); // otherwise from the time
            document.getDocumentInformation().setTitle(sheet.figure().name());
            PdfBoxGraphics2D pen = new PdfBoxGraphics2D(document, width, height);
            pen.scale(sheet.pointsPerUnit(), sheet.pointsPerUnit());
            sheet.paint(pen);
            pen.dispose();
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.drawForm(pen.getXFormObject());
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        }
    }
}
