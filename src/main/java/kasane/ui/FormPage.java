package kasane.ui;

import java.util.List;

/**
 * 記入の画面: a page that consists of one plain form, for what is too simple to deserve a template of its own.
 *
 * @param lead one sentence under the title; may be empty
 * @param verb what the button does
 * @param back where the form came from
 */
public record FormPage(
        String title, String lead, String action, String verb, String back, List<FormField> fields, FormView form) {

    public FormPage {
        fields = List.copyOf(fields);
    }

    /** The page as a screen, 422 when the form was refused. */
    public Screen screen() {
        return Screen.form("ui/form/page", title, this, form);
    }
}
