package kasane.referral.sheet;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.text.Normalizer;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import kasane.access.PublicPath;
import kasane.editing.Forms;
import kasane.editing.Outcome;
import kasane.editing.Submission;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.settings.Town;
import kasane.shared.Texts;
import kasane.shared.Wareki;
import kasane.sharing.Consents;
import kasane.ui.FormField;
import kasane.ui.FormPage;
import kasane.ui.FormView;
import kasane.ui.Screen;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * 一件リンク, the other side: the door, the one sheet and its answer. No address but the door's holds the link, none holds a
 * name, and nothing of it is kept by a browser or told to another site.
 */
@Controller
class GuestController {

    @Configuration
    static class Paths {
        @Bean
        PublicPath oneItem() {
            return new PublicPath("/one-item/**");
        }
    }

    private static final String COOKIE = "kasane_one_item";
    private static final String HOME = "/one-item/sheet";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("M月d日 H:mm");

    private final SheetLinks links;
    private final ReferralController words;
    private final Referrals referrals;
    private final Forms forms;
    private final Town town;
    private final Clock clock;

    GuestController(
            SheetLinks links, ReferralController words, Referrals referrals, Forms forms, Town town, Clock clock) {
        this.links = links;
        this.words = words;
        this.referrals = referrals;
        this.forms = forms;
        this.town = town;
        this.clock = clock;
    }

    // ---- the door: the same for a link that lives, one that is dead and one that never was

    @GetMapping("/one-item/open/{token}")
    Screen door(@PathVariable String token, HttpServletResponse response) {
        quiet(response);
        return door(token, forms.button());
    }

    private static Screen door(String token, FormView form) {
        return Screen.form(
                "referral/sheet/guest-door", "確認番号", new LinkPages.Door(form, "/one-item/open/" + token), form);
    }

    @PostMapping("/one-item/open/{token}")
    Object open(@PathVariable String token, Submission form, HttpServletRequest request, HttpServletResponse response) {
        quiet(response);
        String code =
                Normalizer.normalize(form.raw("code"), Normalizer.Form.NFKC).replaceAll("[\\s-]", "");
        if (!code.matches("\\d{6}")) {
            return door(token, forms.back(form, Map.of("code", "確認番号は、6つの数字です。")));
        }
        Optional<String> visit = links.open(new LinkKey(token, code));
        if (visit.isEmpty()) {
            return door(token, forms.back(form, Map.of("code", "開けませんでした。確認番号がちがうか、リンクが使えなくなっています。送ってきた機関に電話してください。")));
        }
        response.addCookie(cookie(request, visit.get(), -1));
        return ResponseEntity.status(303).header(HttpHeaders.LOCATION, HOME).build();
    }

    // ---- the sheet

    @GetMapping("/one-item/sheet")
    Object sheet(@CookieValue(name = COOKIE, required = false) @Nullable String cookie, HttpServletResponse response) {
        return inside(cookie, response, this::sheet);
    }

    private Screen sheet(Viewer.Guest guest) {
        SheetLinks.Open open = links.read(guest);
        Referrals.Opened opened = open.opened();
        SheetStore.Sheet sheet = opened.sheet();
        List<ReferralFlow.Step> steps = AnswerFields.steps(opened.state());
        return Screen.of(
                "referral/sheet/guest-sheet",
                "つなぐシート",
                new LinkPages.Item(
                        forms.button(),
                        sheet.name() + "さんのつなぎ",
                        sheet.fromName(),
                        sheet.fromPhone(),
                        sheet.writer(),
                        sheet.toName(),
                        Wareki.formatWithWeekday(sheet.sentOn()),
                        PaperController.number(sheet.id()),
                        sheet.urgent(),
                        referrals.label("issue", sheet.mainIssue(), sheet.issueEdition()),
                        sheet.issues().stream()
                                .filter(code -> !code.equals(sheet.mainIssue()))
                                .map(code -> referrals.label("issue", code, sheet.issueEdition()))
                                .toList(),
                        words.facts(opened),
                        words.basis(sheet),
                        open.past().stream()
                                .map(past -> new LinkPages.Past(
                                        Texts.text("referral.step." + past.kind()),
                                        TIME.format(ZonedDateTime.ofInstant(past.at(), clock.getZone())),
                                        past.guest()))
                                .toList(),
                        !steps.isEmpty(),
                        steps.contains(ReferralFlow.Step.REPLY) ? "結果を返す" : "返事をする",
                        Wareki.formatWithWeekday(Consents.lastDay(open.until()))));
    }

    @GetMapping("/one-item/answers/new")
    Object answering(
            @CookieValue(name = COOKIE, required = false) @Nullable String cookie, HttpServletResponse response) {
        return inside(cookie, response, guest -> answering(guest, forms.button()));
    }

    private Screen answering(Viewer.Guest guest, FormView form) {
        SheetLinks.Open open = links.read(guest);
        List<FormField> fields = new ArrayList<>(AnswerFields.fields(open.offer()));
        fields.add(FormField.text("name", "お名前・職名").must().hint("返事をする方"));
        return new FormPage(
                        "返事",
                        open.opened().sheet().fromName() + "へ送ります。",
                        "/one-item/answers",
                        "送る",
                        HOME,
                        fields,
                        form)
                .screen();
    }

    @PostMapping("/one-item/answers")
    Object answer(
            @CookieValue(name = COOKIE, required = false) @Nullable String cookie,
            Submission form,
            HttpServletResponse response) {
        return inside(
                cookie,
                response,
                guest -> forms.submit(guest, form, again -> answering(guest, again), in -> {
                    SheetLinks.Open open = links.read(guest);
                    Referrals.Answer answer = AnswerFields.read(in, open.offer());
                    String name = in.requiredLine("name", "お名前・職名", 80);
                    if (in.hasErrors() || answer == null) {
                        return in.invalid();
                    }
                    return Outcome.of(
                            links.answer(guest, answer, name),
                            AnswerFields.field(open.opened().state()),
                            "返事を送りました。",
                            state -> HOME);
                }));
    }

    @PostMapping("/one-item/end")
    Screen end(
            @CookieValue(name = COOKIE, required = false) @Nullable String cookie,
            Submission form,
            HttpServletRequest request,
            HttpServletResponse response) {
        quiet(response);
        if (cookie != null) {
            links.leave(cookie);
        }
        response.addCookie(cookie(request, "", 0));
        return closed().status(200);
    }

    /** Only with a cookie of a link that lives; a consent that ended a moment ago looks the same as no cookie at all. */
    private Object inside(@Nullable String cookie, HttpServletResponse response, Function<Viewer.Guest, Object> work) {
        quiet(response);
        Optional<Viewer.Guest> guest = cookie == null ? Optional.empty() : links.visiting(cookie);
        if (guest.isEmpty()) {
            return closed();
        }
        try {
            return work.apply(guest.get());
        } catch (NotVisible e) {
            return closed();
        }
    }

    private Screen closed() {
        return Screen.of("referral/sheet/guest-closed", "閉じました", new LinkPages.Closed(town.name()))
                .status(404);
    }

    private static void quiet(HttpServletResponse response) {
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("X-Robots-Tag", "noindex, nofollow, noarchive");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    private static Cookie cookie(HttpServletRequest request, String value, int age) {
        Cookie cookie = new Cookie(COOKIE, value);
        cookie.setPath("/one-item");
        cookie.setHttpOnly(true);
        cookie.setSecure(request.isSecure());
        cookie.setMaxAge(age);
        cookie.setAttribute("SameSite", "Strict");
        return cookie;
    }
}
