package kasane.files.attachment;

import kasane.ui.FormView;

/** What the page for withdrawing an attachment shows. */
public final class WithdrawalPages {

    private WithdrawalPages() {}

    /** The form. */
    public record Form(FormView form, String action, String name, String added) {}
}
