package kasane.documents;

import java.util.List;
import kasane.ui.Frame;
import org.jspecify.annotations.Nullable;

/**
 * 用紙のまわり: everything around the content of a printed form.
 *
 * @param title  names the form, never a person, for it becomes the title of the file
 * @param number 様式番号 as the town prints it, such as 様式第1号; empty for none
 * @param made   who printed it and when, at the foot of every page
 * @param copy   通し番号 of a numbered copy
 * @param back   where the preview leads back to
 * @param files  the same sheet as files, offered by the preview
 */
public record SheetFrame(
        String title,
        String number,
        Paper paper,
        List<Mark> marks,
        String made,
        @Nullable Integer copy,
        Frame.@Nullable Link back,
        List<Frame.Link> files) {

    public SheetFrame {
        marks = List.copyOf(marks);
        files = List.copyOf(files);
    }

    /** A sheet with personal content, upright, without number and links. */
    public static SheetFrame confidential(String title, String made) {
        return new SheetFrame(title, "", Paper.PORTRAIT, List.of(Mark.CONFIDENTIAL), made, null, null, List.of());
    }

    /** The same under the town's form number. */
    public SheetFrame numbered(String form) {
        return new SheetFrame(title, form, paper, marks, made, copy, back, files);
    }

    /** The same with the links of its preview. */
    public SheetFrame with(Frame.Link way, List<Frame.Link> offered) {
        return new SheetFrame(title, number, paper, marks, made, copy, way, offered);
    }

    /** The same under other marks. */
    public SheetFrame marked(Mark... other) {
        return new SheetFrame(title, number, paper, List.of(other), made, copy, back, files);
    }

    /** The same on other paper. */
    public SheetFrame on(Paper other) {
        return new SheetFrame(title, number, other, marks, made, copy, back, files);
    }

    /** The same as one numbered copy of several that are collected again. */
    public SheetFrame copy(int no) {
        return new SheetFrame(title, number, paper, List.of(Mark.CONFIDENTIAL, Mark.COLLECT), made, no, back, files);
    }

    /** The foot: who and when, and the copy's number. */
    public String foot() {
        return copy == null ? made : made + "　通し番号 " + copy;
    }
}
