package kasane.access.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import kasane.settings.Town;
import kasane.ui.Frame;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Nobody takes the server away from the others: whoever asks far more than a person can is asked to wait, before a session
 * is looked up or a paper made. Each server counts for itself and in memory; nothing of it is kept.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
@EnableConfigurationProperties(LimitSettings.class)
class LimitFilter extends OncePerRequestFilter {

    private final Rate sources;
    private final Rate signIns;
    private final Rate sessions;
    private final Rate searches;
    private final Rate papers;
    private final ObjectProvider<ScreenWriter> screens;
    private final ObjectProvider<Town> town;

    LimitFilter(LimitSettings limits, ObjectProvider<ScreenWriter> screens, ObjectProvider<Town> town) {
        this.sources = new Rate(limits.source());
        this.signIns = new Rate(limits.signIns());
        this.sessions = new Rate(limits.session());
        this.searches = new Rate(limits.searches());
        this.papers = new Rate(limits.papers());
        this.screens = screens;
        this.town = town;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.startsWith("/css/")
                || path.startsWith("/js/")
                || path.startsWith("/img/")
                || path.startsWith("/vendor/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        int wait = seconds(request, System.nanoTime());
        if (wait == 0) {
            chain.doFilter(request, response);
            return;
        }
        response.setHeader("Retry-After", Integer.toString(wait));
        response.setHeader("Cache-Control", "no-store");
        if (request.getHeader("HX-Request") != null || request.getRequestURI().startsWith("/drafts/")) {
            response.setStatus(429);
            return;
        }
        screens.getObject()
                .send(
                        "access/web/too-many",
                        Frame.plain("少しお待ちください", town.getObject().name()),
                        null,
                        429,
                        response);
    }

    private int seconds(HttpServletRequest request, long moment) {
        String path = request.getRequestURI();
        String source = request.getRemoteAddr();
        int wait = sources.take(source, moment);
        if (wait > 0) {
            return wait;
        }
        if (path.equals("/login") && request.getMethod().equals("POST")) {
            return signIns.take(source, moment);
        }
        // Without a session, or with an invented one, the address alone counts: an invented one buys nothing.
        String caller = session(request, source);
        wait = sessions.take(caller, moment);
        if (wait == 0 && path.endsWith("search")) {
            wait = searches.take(caller, moment);
        }
        if (wait == 0 && (path.endsWith(".pdf") || path.endsWith(".xlsx"))) {
            wait = papers.take(caller, moment);
        }
        return wait;
    }

    private static String session(HttpServletRequest request, String source) {
        Cookie[] cookies = request.getCookies();
        if (cookies != null) {
            for (Cookie cookie : cookies) {
                if (cookie.getName().endsWith("kasane_session")) {
                    return source + " " + Integer.toHexString(cookie.getValue().hashCode());
                }
            }
        }
        return source;
    }
}
