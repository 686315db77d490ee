package kasane.documents;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import org.dhatim.fastexcel.BorderStyle;
import org.dhatim.fastexcel.PaperSize;
import org.dhatim.fastexcel.Position;
import org.dhatim.fastexcel.StyleSetter;
import org.dhatim.fastexcel.Worksheet;

/**
 * 表計算ファイル: an .xlsx written as a stream, either a form on twenty-four narrow columns like the printed sheet, or a
 * plain list. What was typed stays text: every text cell has the text format, so that a leading = is never a formula,
 * also after somebody edits the cell.
 */
public final class Workbook {

    /** The columns of every form, as in the style sheet of the printed one. */
    public static final int COLUMNS = 24;

    private static final String FONT = "BIZ UDPゴシック";
    private static final String LABEL = "F0F0F0";
    private static final String BAND = "DCDCDC";
    /** R8.6.3, in every office programme that knows Japanese eras. */
    private static final String DAY = "[$-411]ge.m.d";

    private static final String CUT_NOTE = "\n（長いため、ここまで。続きは画面で）";
    /** What one cell of a spreadsheet can hold. */
    private static final int LONGEST = 32_767;

    private final org.dhatim.fastexcel.Workbook book;

    private Workbook(org.dhatim.fastexcel.Workbook book) {
        this.book = book;
    }

    /** A workbook in memory, for one form. */
    public static byte[] bytes(Consumer<Workbook> content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 14);
        write(out, content);
        return out.toByteArray();
    }

    /** A workbook into a stream, for lists of any length; lists are sent on while they are written. */
    public static void write(OutputStream out, Consumer<Workbook> content) {
        try (org.dhatim.fastexcel.Workbook book = new org.dhatim.fastexcel.Workbook(out, "Kasane", "1.0")) {
            book.setGlobalDefaultFont(FONT, 10);
            content.accept(new Workbook(book));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A form on A4 with the marks and the foot of its frame. */
    public void form(SheetFrame frame, Consumer<Form> content) {
        Worksheet sheet = page(frame.title(), frame.paper());
        sheet.fitToHeight((short) 0);
        header(sheet, frame);
        double width = frame.paper() == Paper.PORTRAIT ? 3.55 : 5.45;
        for (int c = 0; c < COLUMNS; c++) {
            sheet.width(c, width);
        }
        content.accept(new Form(sheet, width));
    }

    /** A list: one line of headings that is repeated on every page, then rows. */
    public void list(SheetFrame frame, List<Heading> headings, Consumer<Rows> content) {
        Worksheet sheet = page(frame.title(), frame.paper());
        sheet.fitToHeight((short) 0);
        header(sheet, frame);
        for (int c = 0; c < headings.size(); c++) {
            Heading heading = headings.get(c);
            sheet.width(c, heading.width());
            sheet.value(0, c, text(heading.label()));
            sheet.style(0, c)
                    .bold()
                    .fillColor(LABEL)
                    .borderStyle(BorderStyle.THIN)
                    .wrapText(true)
                    .verticalAlignment("center")
                    .format("@")
                    .set();
        }
        sheet.freezePane(0, 1);
        sheet.repeatRows(0, 0);
        content.accept(new Rows(sheet, headings.size()));
    }

    private Worksheet page(String name, Paper paper) {
        Worksheet sheet = book.newWorksheet(sheetName(name));
        sheet.paperSize(PaperSize.A4_PAPER);
        sheet.pageOrientation(paper == Paper.PORTRAIT ? "portrait" : "landscape");
        sheet.setFitToPage(true);
        sheet.fitToWidth((short) 1);
        sheet.leftMargin(0.6f);
        sheet.rightMargin(0.6f);
        sheet.topMargin(0.75f);
        sheet.bottomMargin(0.7f);
        sheet.headerMargin(0.35f);
        sheet.footerMargin(0.35f);
        sheet.hideGridLines();
        return sheet;
    }

    private static void header(Worksheet sheet, SheetFrame frame) {
        if (!frame.number().isEmpty()) {
            sheet.header(headerText(frame.number()), Position.LEFT, 9);
        }
        if (!frame.marks().isEmpty()) {
            String marks =
                    String.join("　", frame.marks().stream().map(Mark::label).toList());
            sheet.header(marks, Position.RIGHT, 11);
        }
        sheet.footer(headerText(frame.foot()), Position.LEFT, 8);
        sheet.footer("&P / &N", Position.RIGHT, 8);
    }

    /** In headers and footers a single & begins a code. */
    private static String headerText(String text) {
        return Printable.cell(text).replace("&", "&&");
    }

    private static String sheetName(String title) {
        String name = Printable.cell(title).replaceAll("[\\\\/?*\\[\\]:']", "");
        return name.isBlank() ? "様式" : name.substring(0, Math.min(31, name.length()));
    }

    private static String text(String typed) {
        String clean = Printable.cell(typed).replace("\r\n", "\n").replace('\r', '\n');
        if (clean.length() <= LONGEST) {
            return clean;
        }
        int end = LONGEST - CUT_NOTE.length();
        return clean.substring(0, Character.isHighSurrogate(clean.charAt(end - 1)) ? end - 1 : end) + CUT_NOTE;
    }

    /** A column of a list and its width in characters. */
    public record Heading(String label, double width) {}

    /** The rows of a list. */
    public static final class Rows {
        private final Worksheet sheet;
        private final int columns;
        private int row = 1;

        private Rows(Worksheet sheet, int columns) {
            this.sheet = sheet;
            this.columns = columns;
        }

        /** One row; numbers stay numbers and days stay days, everything else is text. */
        public void row(Object... cells) {
            if (cells.length != columns) {
                throw new IllegalArgumentException("a row has as many cells as the list has headings");
            }
            for (int c = 0; c < columns; c++) {
                StyleSetter style =
                        sheet.style(row, c).borderStyle(BorderStyle.THIN).verticalAlignment("top");
                if (cells[c] instanceof Number number) {
                    sheet.value(row, c, number);
                } else if (cells[c] instanceof LocalDate day) {
                    sheet.value(row, c, day);
                    style = style.format(DAY).horizontalAlignment("left");
                } else {
                    sheet.value(row, c, text(String.valueOf(cells[c])));
                    style = style.wrapText(true).format("@");
                }
                style.set();
            }
            row++;
            if (row % 500 == 0) {
                flush();
            }
        }

        private void flush() {
            try {
                sheet.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A form, written from top to bottom; every line fills the twenty-four columns. */
    public static final class Form {
        private final Worksheet sheet;
        private final double width;
        private int row;

        private Form(Worksheet sheet, double width) {
            this.sheet = sheet;
            this.width = width;
        }

        /** 表題. */
        public Form title(String title) {
            sheet.value(row, 0, text(title));
            sheet.range(row, 0, row, COLUMNS - 1)
                    .style()
                    .merge()
                    .bold()
                    .fontSize(18)
                    .horizontalAlignment("center")
                    .verticalAlignment("center")
                    .format("@")
                    .set();
            sheet.rowHeight(row++, 32);
            return this;
        }

        /** A line of running text without rules. */
        public Form line(String typed) {
            return free(typed, "left", 10);
        }

        /** A line at the right without rules, such as the date. */
        public Form right(String typed) {
            return free(typed, "right", 10);
        }

        private Form free(String typed, String side, int size) {
            String value = text(typed);
            sheet.value(row, 0, value);
            sheet.range(row, 0, row, COLUMNS - 1)
                    .style()
                    .merge()
                    .fontSize(size)
                    .wrapText(true)
                    .horizontalAlignment(side)
                    .verticalAlignment("center")
                    .format("@")
                    .set();
            sheet.rowHeight(row++, height(lines(value, COLUMNS), 16));
            return this;
        }

        /** An empty line. */
        public Form gap() {
            sheet.rowHeight(row++, 8);
            return this;
        }

        /** 見出し帯. */
        public Form band(String heading) {
            cell(0, COLUMNS, text(heading), BAND, true, 11, "left");
            sheet.rowHeight(row++, 19);
            return this;
        }

        /** A ruled line: label cells and value cells from left to right. */
        public Form row(Consumer<Line> cells) {
            return row(1, cells);
        }

        /** A ruled line at least as high as so many lines of text. */
        public Form row(int lines, Consumer<Line> cells) {
            Line line = new Line(lines);
            cells.accept(line);
            if (line.column != COLUMNS) {
                throw new IllegalArgumentException("the line fills " + line.column + " of 24 columns");
            }
            sheet.rowHeight(row++, height(line.lines, 20));
            return this;
        }

        private void cell(int from, int span, String value, String fill, boolean bold, int size, String side) {
            sheet.value(row, from, value);
            StyleSetter style = sheet.range(row, from, row, from + span - 1)
                    .style()
                    .borderStyle(BorderStyle.THIN)
                    .verticalAlignment("center")
                    .horizontalAlignment(side)
                    .wrapText(true)
                    .fontSize(BigDecimal.valueOf(size))
                    .format("@");
            if (side.equals("left") && span > 1) {
                style = style.indent(1);
            }
            if (span > 1) {
                style = style.merge();
            }
            if (!fill.isEmpty()) {
                style = style.fillColor(fill);
            }
            if (bold) {
                style = style.bold();
            }
            style.set();
        }

        private double height(int lines, double least) {
            // 409 points are the most a row can have.
            return Math.min(409, Math.max(least, 6 + 14.0 * lines));
        }

        /**
         * How many lines a text takes in so many columns. The width's unit is a digit of the form's font, of which a wide
         * character is 1.7; less the indent of the cell.
         */
        private int lines(String value, int span) {
            int room = Math.max(20, (int) (span * width * 10) - 15);
            int lines = 0;
            for (String part : value.split("\n", -1)) {
                int units = part.codePoints()
                        .map(c -> c < 0x2000 || (c >= 0xFF61 && c <= 0xFF9F) ? 10 : 17)
                        .sum();
                lines += Math.max(1, (units + room - 1) / room);
            }
            return lines;
        }

        /** One ruled line while it is filled. */
        public final class Line {
            private int lines;
            private int column;

            private Line(int lines) {
                this.lines = lines;
            }

            /** A shaded cell with the name of what stands beside it. */
            public Line label(int span, String label) {
                return put(span, label, LABEL, 9, "left");
            }

            /** A shaded cell with the name of the column below it. */
            public Line heading(int span, String label) {
                return put(span, label, LABEL, 9, "center");
            }

            /** A cell with what was written. */
            public Line value(int span, String typed) {
                return put(span, typed, "", 10, "left");
            }

            private Line put(int span, String typed, String fill, int size, String side) {
                String value = text(typed);
                cell(column, span, value, fill, false, size, side);
                lines = Math.max(lines, lines(value, span));
                column += span;
                return this;
            }
        }
    }
}
