package kasane.documents;

import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.Map;
import org.springframework.stereotype.Component;

/** 様式: a sheet record and its template become one HTML, for the preview and for the PDF alike. */
@Component
public class Sheets {

    private final TemplateEngine templates;
    private final Pdf pdf;

    /** With the templates of the server and its engine. */
    public Sheets(TemplateEngine templates, Pdf pdf) {
        this.templates = templates;
        this.pdf = pdf;
    }

    /**
     * The HTML of a sheet.
     *
     * @param template path below the root package without ending; it takes {@code SheetFrame frame} and {@code page}
     */
    public String html(String template, SheetFrame frame, Object page) {
        StringOutput out = new StringOutput(16_384);
        templates.render(template + ".jte", Map.of("frame", frame, "page", page), out);
        return out.toString();
    }

    /** The preview for the screen. */
    public Download preview(String template, SheetFrame frame, Object page) {
        return Download.preview(html(template, frame, page));
    }

    /** The PDF under a name that says nothing about anybody. */
    public Download pdf(String template, SheetFrame frame, Object page, FileName name) {
        return Download.pdf(name, pdf.of(html(template, frame, page)));
    }
}
