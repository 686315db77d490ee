package kasane.access.signin;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * The browser's side of a session: one cookie that scripts cannot read and other sites cannot send. While the second proof is
 * missing, the half session has a cookie of its own, so that the one before still tells whose typing waits here.
 */
final class SessionCookie {

    private static final String NAME = "kasane_session";
    private static final String HALF = "kasane_half";

    private SessionCookie() {}

    static @Nullable String read(HttpServletRequest request) {
        return read(request, NAME);
    }

    static @Nullable String readHalf(HttpServletRequest request) {
        return read(request, HALF);
    }

    private static @Nullable String read(HttpServletRequest request, String name) {
        Cookie[] cookies = request.getCookies();
        if (cookies != null) {
            for (Cookie cookie : cookies) {
                if (cookie.getName().equals(name) && !cookie.getValue().isEmpty()) {
                    return cookie.getValue();
                }
            }
        }
        return null;
    }

    static void write(HttpServletRequest request, HttpServletResponse response, String token) {
        response.addCookie(cookie(request, NAME, token, -1));
        if (readHalf(request) != null) {
            response.addCookie(cookie(request, HALF, "", 0));
        }
    }

    static void writeHalf(HttpServletRequest request, HttpServletResponse response, String token) {
        response.addCookie(cookie(request, HALF, token, -1));
    }

    static void remove(HttpServletRequest request, HttpServletResponse response) {
        response.addCookie(cookie(request, NAME, "", 0));
    }

    private static Cookie cookie(HttpServletRequest request, String name, String value, int age) {
        Cookie cookie = new Cookie(name, value);
        cookie.setPath("/");
        cookie.setHttpOnly(true);
        cookie.setSecure(request.isSecure());
        cookie.setMaxAge(age);
        cookie.setAttribute("SameSite", "Lax");
        return cookie;
    }
}
