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
     */
    public record Login(
            FormView form,
            String next,
            boolean expired,
            @Nullable Carried carried) {}

    /** 二つ目の確認: the question after the right password. */
    public record Code(FormView form, String next, @Nullable Carried carried) {}

    /**
     * もう一度の確認: before something delicate, for whoever signed in a while ago.
     *
     * @param label what is asked for
     */
    public record Proof(
            FormView form,
            String label,
            String next,
            @Nullable Carried carried) {}

    /** The proof was right, and what was asked for is a file: a link, because a page that downloads would stay where it is. */
    public record Proved(String file) {}

    /** A form that arrived without a living session: its path and everything typed into it. */
    public record Carried(String path, Map<String, List<String>> values) {}

    /** Offers to send the carried form again, now that it is known who sends it. */
    public record Again(String csrfToken, Carried carried, String lead) {}
}
