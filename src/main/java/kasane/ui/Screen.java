package kasane.ui;

import org.jspecify.annotations.Nullable;

/**
 * What a controller answers with: a template, the record it takes, and what the frame needs to know about it.
 *
 * @param template path below the root package without ending, such as {@code intake/reception/form}
 */
public record Screen(
        String template,
        String title,
        Object page,
        int status,
        @Nullable FormView form,
        Frame.@Nullable CaseStrip strip) {

    /** An ordinary page. */
    public static Screen of(String template, String title, Object page) {
        return new Screen(template, title, page, 200, null, null);
    }

    /** A page whose main matter is a form; refused forms answer 422 and mark the title. */
    public static Screen form(String template, String title, Object page, FormView form) {
        return new Screen(template, title, page, form.hasErrors() ? 422 : 200, form, null);
    }

    /** The same page with a household's strip under the header. */
    public Screen with(Frame.CaseStrip household) {
        return new Screen(template, title, page, status, form, household);
    }

    /** The same page with another status. */
    public Screen status(int code) {
        return new Screen(template, title, page, code, form, strip);
    }
}
