package kasane.documents;

import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** 出力: bytes with their type and a name that says nothing about anybody. */
public record Download(String type, String disposition, byte[] bytes) {

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    static Download preview(String html) {
        return new Download("text/html;charset=UTF-8", "inline", html.getBytes(StandardCharsets.UTF_8));
    }

    /** A PDF, shown in the browser. */
    public static Download pdf(FileName name, byte[] bytes) {
        return new Download("application/pdf", "inline; filename=\"" + name.with("pdf") + "\"", bytes);
    }

    /** A workbook, saved as a file. */
    public static Download xlsx(FileName name, byte[] bytes) {
        return new Download(XLSX, "attachment; filename=\"" + name.with("xlsx") + "\"", bytes);
    }

    /** A CSV, saved as a file. */
    public static Download csv(FileName name, Csv csv) {
        return new Download("text/csv;charset=UTF-8", "attachment; filename=\"" + name.with("csv") + "\"", csv.bytes());
    }

    /** The answer of a controller; nothing on the way keeps a copy. */
    public ResponseEntity<byte[]> answer() {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(type))
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(bytes);
    }
}
