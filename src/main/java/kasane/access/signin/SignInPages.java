package kasane.access.signin;

import java.util.List;
import java.util.Map;
import kasane.ui.FormView;
import org.jspecify.annotations.Nullable;

/** What the sign-in templates take. */
public final class SignInPages {

    private SignInPages() {}

    /**
     * The sign-in form.
     *
     * @param next      where to go afterwards, a path of this site
     * @param expired   the person was signed in before and typed something meanwhile
     * @param carried   what was typed in a form that came too late, to be sent again after signing in
     * @param question  asks for a second proof, when the account needs one
     */
    public record Login(
            FormView form,
            String next,
            boolean expired,
            @Nullable Carried carried,
            @Nullable String question) {}

    /** A form that arrived without a living session: its path and everything typed into it. */
    public record Carried(String path, Map<String, List<String>> values) {}

    /** Offers to send the carried form again, now that the person is signed in. */
    public record Again(String csrfToken, Carried carried) {}
}
