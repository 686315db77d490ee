package kasane.files;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import kasane.shared.Decision;
import kasane.shared.Reason;

/** 添付の確認: whether a file may be attached, decided by what it contains; its name must then agree. Nothing is unpacked. */
public final class FileCheck {

    /** The largest file, in bytes. */
    public static final int LARGEST = 10 * 1024 * 1024;

    private static final int DIRECTORY_END = 22;
    private static final int MOST_PARTS = 10_000;
    private static final long LARGEST_UNPACKED = 300L * 1024 * 1024;
    private static final List<Charset> TEXTS = List.of(StandardCharsets.UTF_8, Charset.forName("windows-31j"));
    private static final List<String> PAGE_MARKS = List.of("<html", "<script", "<svg", "<!doctype", "<?php", "<iframe");
    private static final Set<String> PICTURE_BRANDS = Set.of("heic", "heix", "hevc", "heim", "heis", "mif1", "msf1");

    private FileCheck() {}

    /** The kind of an acceptable file, or why it is refused. */
    public static Decision<FileKind> check(FileName name, byte[] content) {
        if (content.length == 0) {
            return Decision.refuse(Reason.of("files.refused.empty"));
        }
        if (content.length > LARGEST) {
            return Decision.refuse(Reason.of("files.refused.too-large", LARGEST / (1024 * 1024)));
        }
        for (FileKind kind : FileKind.values()) {
            if (!FileKind.plain().contains(kind) && is(kind, content)) {
                if (isSomethingElseToo(kind, content)) {
                    return Decision.refuse(Reason.of("files.refused.kind"));
                }
                return kind.hasEnding(name.ending())
                        ? Decision.allow(kind)
                        : Decision.refuse(Reason.of("files.refused.name-and-content", kind.label()));
            }
        }
        if (isText(content)) {
            for (FileKind kind : FileKind.plain()) {
                if (kind.hasEnding(name.ending())) {
                    return Decision.allow(kind);
                }
            }
        }
        return Decision.refuse(Reason.of("files.refused.kind"));
    }

    private static boolean is(FileKind kind, byte[] content) {
        return switch (kind) {
            case PDF -> startsWith(content, 0, "%PDF-");
            case PNG -> startsWith(content, 0, "\u0089PNG\r\n\u001a\n");
            case JPEG -> startsWith(content, 0, "\u00ff\u00d8\u00ff");
            case HEIC ->
                startsWith(content, 4, "ftyp")
                        && content.length >= 12
                        && PICTURE_BRANDS.contains(new String(content, 8, 4, StandardCharsets.ISO_8859_1));
            case XLSX -> isOffice(content, "xl/workbook.xml");
            case DOCX -> isOffice(content, "word/document.xml");
            case TEXT, CSV -> false;
        };
    }

    /** A picture or a PDF that other programs would open as an archive or as a page: nobody's camera makes that. */
    private static boolean isSomethingElseToo(FileKind kind, byte[] content) {
        if (kind == FileKind.XLSX || kind == FileKind.DOCX) {
            return false;
        }
        ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = content.length - DIRECTORY_END; at >= Math.max(0, content.length - 65_557); at--) {
            if (bytes.getInt(at) == 0x06054b50
                    && at + DIRECTORY_END + (bytes.getShort(at + 20) & 0xffff) == content.length) {
                return true;
            }
        }
        String beginning = new String(content, 0, Math.min(1024, content.length), StandardCharsets.ISO_8859_1)
                .toLowerCase(Locale.ROOT);
        return PAGE_MARKS.stream().anyMatch(beginning::contains);
    }

    private static boolean startsWith(byte[] content, int at, String mark) {
        byte[] bytes = mark.getBytes(StandardCharsets.ISO_8859_1);
        if (content.length < at + bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if (content[at + i] != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    /** A zip whose directory names the main part of that kind, without macros, odd paths or absurd sizes. */
    private static boolean isOffice(byte[] content, String mainPart) {
        if (!startsWith(content, 0, "PK\u0003\u0004")) {
            return false;
        }
        ByteBuffer zip = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        int end = content.length - DIRECTORY_END;
        while (end >= 0 && zip.getInt(end) != 0x06054b50) {
            end--;
        }
        if (end < 0) {
            return false;
        }
        int parts = zip.getShort(end + 10) & 0xffff;
        long at = zip.getInt(end + 16) & 0xffff_ffffL;
        long unpacked = 0;
        boolean main = false;
        boolean types = false;
        if (parts > MOST_PARTS) {
            return false;
        }
        for (int i = 0; i < parts; i++) {
            if (at + 46 > end || zip.getInt((int) at) != 0x02014b50) {
                return false;
            }
            int header = (int) at;
            unpacked += zip.getInt(header + 24) & 0xffff_ffffL;
            int nameLength = zip.getShort(header + 28) & 0xffff;
            int more = (zip.getShort(header + 30) & 0xffff) + (zip.getShort(header + 32) & 0xffff);
            if (at + 46 + nameLength + more > end || unpacked > LARGEST_UNPACKED) {
                return false;
            }
            String name = new String(content, header + 46, nameLength, StandardCharsets.UTF_8);
            if (name.contains("..") || name.startsWith("/") || name.contains("\\") || name.endsWith("vbaProject.bin")) {
                return false;
            }
            main |= name.equals(mainPart);
            types |= name.equals("[Content_Types].xml");
            at += 46L + nameLength + more;
        }
        return main && types;
    }

    /** Readable text in one of the encodings of the office, without control characters. */
    private static boolean isText(byte[] content) {
        for (Charset charset : TEXTS) {
            try {
                String text =
                        charset.newDecoder().decode(ByteBuffer.wrap(content)).toString();
                return text.chars().noneMatch(c -> (c < ' ' && c != '\t' && c != '\r' && c != '\n') || c == 0x7f);
            } catch (CharacterCodingException e) {
                // the next encoding is tried
                continue;
            }
        }
        return false;
    }
}
