package kasane.access;

import java.util.Locale;
import kasane.shared.Decision;
import kasane.shared.Reason;

/** パスワードのきまり: long rather than complicated, and not the login name. */
public final class PasswordRule {

    private static final int SHORTEST = 10;
    private static final int LONGEST = 200;

    private PasswordRule() {}

    /** The password, if it may be used for this login. */
    public static Decision<String> judge(String login, String password) {
        int length = password.codePointCount(0, password.length());
        if (length < SHORTEST) {
            return Decision.refuse(Reason.of("access.refused.password-short", SHORTEST));
        }
        if (length > LONGEST) {
            return Decision.refuse(Reason.of("access.refused.password-long", LONGEST));
        }
        if (!login.isEmpty() && password.toLowerCase(Locale.ROOT).contains(login.toLowerCase(Locale.ROOT))) {
            return Decision.refuse(Reason.of("access.refused.password-login"));
        }
        if (password.codePoints().distinct().count() < 4) {
            return Decision.refuse(Reason.of("access.refused.password-simple"));
        }
        return Decision.allow(password);
    }
}
