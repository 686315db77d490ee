package kasane.routes;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import kasane.testing.Web;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;

/** What an answer tells its reader, also as PDF or .xlsx. */
public final class Shown {

    private Shown() {}

    /** The text; a phone number is found however its groups are parted, a sentence however its lines are broken. */
    public static String text(Web.Answer answer) {
        return read(answer).replaceAll("(?<=\\d)[-‐ ](?=\\d)", "").replaceAll("\\R", "");
    }

    private static String read(Web.Answer answer) {
        byte[] body = answer.response().body();
        try {
            if (answer.body().startsWith("%PDF-")) {
                try (PDDocument document = Loader.loadPDF(body)) {
                    return new PDFTextStripper().getText(document);
                }
            }
            if (!answer.body().startsWith("PK")) {
                return answer.body();
            }
            StringBuilder cells = new StringBuilder();
            try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(body))) {
                for (Sheet sheet : book.getSheets().toList()) {
                    for (Row row : sheet.read()) {
                        row.stream().filter(Objects::nonNull).map(Cell::getText).forEach(cells::append);
                    }
                }
            }
            return cells.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
