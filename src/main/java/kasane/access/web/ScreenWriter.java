package kasane.access.web;

import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kasane.access.Alarm;
import kasane.access.NavEntry;
import kasane.access.SignedIn;
import kasane.settings.Town;
import kasane.shared.Texts;
import kasane.ui.Flash;
import kasane.ui.Frame;
import kasane.ui.Screen;
import kasane.ui.Tone;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;

/** Writes a {@link Screen} as HTML inside the frame of whoever is signed in. */
@Component
public class ScreenWriter {

    private static final Logger LOG = LoggerFactory.getLogger(ScreenWriter.class);

    private final TemplateEngine templates;
    private final List<NavEntry> nav;
    private final Town town;
    private final ObjectProvider<Alarm> alarms;

    ScreenWriter(TemplateEngine templates, List<NavEntry> nav, Town town, ObjectProvider<Alarm> alarms) {
        this.templates = templates;
        this.nav = nav.stream().sorted(Comparator.comparingInt(NavEntry::rank)).toList();
        this.town = town;
        this.alarms = alarms;
    }

    /** Who is signed in on this thread's request, or null. */
    public static @Nullable SignedIn signedIn() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof SignedIn me ? me : null;
    }

    /** Renders and sends the screen; the whole page is rendered before the first byte is sent. */
    public void write(Screen screen, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Frame frame = frame(screen.title(), request, response);
        if (screen.form() != null) {
            frame = frame.with(screen.form());
        }
        if (screen.strip() != null) {
            frame = frame.with(screen.strip());
        }
        send(screen.template(), frame, screen.page(), screen.status(), response);
    }

    /** Sends a template that takes the frame and possibly a page. */
    void send(String template, Frame frame, @Nullable Object page, int status, HttpServletResponse response)
            throws IOException {
        Map<String, Object> params = new HashMap<>();
        params.put("frame", frame);
        if (page != null) {
            params.put("page", page);
        }
        send(template, params, status, response);
    }

    /** The page of last resort, with the number under which the failure stands in the log. */
    void sendUnexpected(Frame frame, String reference, HttpServletResponse response) throws IOException {
        send("ui/error/unexpected", Map.of("frame", frame, "reference", reference), 500, response);
    }

    private void send(String template, Map<String, Object> params, int status, HttpServletResponse response)
            throws IOException {
        Utf8ByteOutput output = new Utf8ByteOutput();
        templates.render(template + ".jte", params, output);
        response.setStatus(status);
        response.setContentType("text/html;charset=UTF-8");
        response.setContentLength(output.getContentLength());
        output.writeTo(response.getOutputStream());
    }

    /** The frame of whoever is signed in on this request, or a plain one. */
    Frame frame(String title, HttpServletRequest request, HttpServletResponse response) {
        SignedIn me = signedIn();
        CsrfToken csrf = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
        String token = csrf == null ? "" : csrf.getToken();
        String path = request.getRequestURI();
        Frame.Banner banner = Flash.take(request, response);
        if (me == null) {
            Frame plain = Frame.plain(title, town.name());
            return new Frame(title, null, List.of(), token, "_csrf", path, banner, plain.town(), null, false);
        }
        List<Frame.Nav> entries = nav.stream()
                .filter(entry -> !entry.menu() && entry.audience().offers(me.viewer()))
                .map(entry -> new Frame.Nav(
                        entry.label(),
                        entry.href(),
                        entry.href().equals(path) || (!"/".equals(entry.href()) && path.startsWith(entry.href() + "/")),
                        null,
                        entry.key()))
                .toList();
        Frame.Person person = new Frame.Person(
                me.staffName(),
                new Frame.Hat(Integer.toString(me.hatId()), me.agencyName(), ""),
                me.hats().stream()
                        .filter(hat -> hat.hatId() != me.hatId())
                        .map(hat -> new Frame.Hat(Integer.toString(hat.hatId()), hat.agencyName(), ""))
                        .toList(),
                nav.stream()
                        .filter(entry -> entry.menu() && entry.audience().offers(me.viewer()))
                        .map(entry -> new Frame.Link(entry.label(), entry.href()))
                        .toList());
        if (banner == null && me.notice() != null && !path.startsWith("/account")) {
            banner = new Frame.Banner(
                    Tone.CAUTION, Texts.text("access.notice." + me.notice()), new Frame.Link("確かめる", "/account"));
        }
        return new Frame(title, person, entries, token, "_csrf", path, banner, town.name(), null, false)
                .alarmed(alarm(me));
    }

    /** An alarm never takes the page away: what cannot be asked now is asked on the next page. */
    private Frame.@Nullable Banner alarm(SignedIn me) {
        try {
            return alarms.stream()
                    .flatMap(alarm -> alarm.of(me.viewer()).stream())
                    .findFirst()
                    .orElse(null);
        } catch (RuntimeException e) {
            LOG.warn("An alarm could not be asked for ({})", e.getClass().getSimpleName());
            return null;
        }
    }
}
