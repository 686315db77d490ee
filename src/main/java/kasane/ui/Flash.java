package kasane.ui;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** 一言: one sentence that a page leaves for the next one, such as 「送りました。」, in a cookie of its own. */
public final class Flash {

    private static final String NAME = "kasane_flash";

    private Flash() {}

    /** Leaves one sentence for the next page; it must not name a person, for a cookie is not the place. */
    public static void leave(HttpServletRequest request, HttpServletResponse response, String sentence) {
        Cookie cookie = new Cookie(
                NAME,
                Base64.getUrlEncoder().withoutPadding().encodeToString(sentence.getBytes(StandardCharsets.UTF_8)));
        cookie.setPath("/");
        cookie.setHttpOnly(true);
        cookie.setSecure(request.isSecure());
        cookie.setAttribute("SameSite", "Strict");
        response.addCookie(cookie);
    }

    /** The sentence that the page before has left, once; null for none. */
    public static Frame.@Nullable Banner take(HttpServletRequest request, HttpServletResponse response) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) {
            return null;
        }
        for (Cookie cookie : cookies) {
            if (cookie.getName().equals(NAME) && !cookie.getValue().isEmpty()) {
                Cookie gone = new Cookie(NAME, "");
                gone.setPath("/");
                gone.setMaxAge(0);
                response.addCookie(gone);
                try {
                    return new Frame.Banner(
                            Tone.DONE,
                            new String(Base64.getUrlDecoder().decode(cookie.getValue()), StandardCharsets.UTF_8),
                            null);
                } catch (IllegalArgumentException e) {
                    return null;
                }
            }
        }
        return null;
    }
}
