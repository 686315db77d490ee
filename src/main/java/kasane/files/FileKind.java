package kasane.files;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** ファイルの種類: the closed list of what may be attached. */
public enum FileKind {
    PDF("application/pdf", "PDF", "pdf"),
    PNG("image/png", "画像", "png"),
    JPEG("image/jpeg", "画像", "jpg", "jpeg"),
    HEIC("image/heic", "画像", "heic", "heif"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel", "xlsx"),
    DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word", "docx"),
    TEXT("text/plain", "テキスト", "txt"),
    CSV("text/csv", "CSV", "csv");

    private final String mediaType;
    private final String label;
    private final List<String> endings;

    FileKind(String mediaType, String label, String... endings) {
        this.mediaType = mediaType;
        this.label = label;
        this.endings = List.of(endings);
    }

    /** The media type it is served with. */
    public String mediaType() {
        return mediaType;
    }

    /** Its word on a page. */
    public String label() {
        return label;
    }

    /** The ending a downloaded file gets. */
    public String ending() {
        return endings.getFirst();
    }

    /** Whether a name with this ending, in small letters, can be such a file. */
    public boolean hasEnding(String ending) {
        return endings.contains(ending);
    }

    /** Every ending a browser may offer when a file is chosen, such as {@code .pdf,.png}. */
    public static String accepted() {
        return String.join(
                ",",
                Arrays.stream(values())
                        .flatMap(kind -> kind.endings.stream())
                        .map(ending -> "." + ending)
                        .toList());
    }

    /** Kinds that have no mark of their own at the beginning of the content. */
    static Set<FileKind> plain() {
        return Set.of(TEXT, CSV);
    }
}
