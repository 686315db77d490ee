package kasane.intake.phone;

import kasane.ui.FormView;

/** What the pages of phone notes show. */
public final class PhonePages {

    private PhonePages() {}

    /** 電話メモ: the form. */
    public record Form(FormView form) {}

    /** One note, with the form that closes it. */
    public record One(
            String id,
            String when,
            String writer,
            String text,
            String caller,
            boolean open,
            String closed,
            FormView form) {}
}
