package kasane.access.account;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import kasane.access.DutyWords;
import kasane.access.PasswordRule;
import kasane.access.SignedIn;
import kasane.access.signin.SignIns;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.editing.Forms;
import kasane.editing.Outcome;
import kasane.editing.Submission;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.shared.Decision;
import kasane.shared.Texts;
import kasane.shared.Wareki;
import kasane.ui.FormField;
import kasane.ui.FormPage;
import kasane.ui.FormView;
import kasane.ui.Screen;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** 自分の設定: the own password, the own sessions, the own hats. */
@Controller
class AccountController {

    private static final Set<String> SECRET = Set.of("current", "password", "again");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("H:mm");

    private final Db db;
    private final AccountStore store;
    private final SignIns signIns;
    private final Forms forms;
    private final AuditTrail audit;
    private final Clock clock;

    AccountController(Db db, AccountStore store, SignIns signIns, Forms forms, AuditTrail audit, Clock clock) {
        this.db = db;
        this.store = store;
        this.signIns = signIns;
        this.forms = forms;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping("/account")
    Screen own(Viewer.Staff viewer, HttpServletRequest request) {
        return ownPage(viewer, request, forms.button());
    }

    private Screen ownPage(Viewer.Staff viewer, HttpServletRequest request, FormView others) {
        byte[] current = SignIns.sessionKey(request);
        return db.transact(viewer, () -> {
            AccountStore.Own own = store.find(viewer);
            List<AccountPages.HatLine> hats = store.hats(viewer).stream()
                    .map(h -> new AccountPages.HatLine(
                            h.name(),
                            h.duties().stream().map(DutyWords::of).collect(Collectors.joining("、")),
                            Wareki.compact(h.from()) + " 〜"
                                    + (h.until() == null ? "" : " " + Wareki.compact(h.until())),
                            h.agency() == viewer.agency().value()))
                    .toList();
            List<AccountPages.NoticeLine> notices = store.notices(viewer, current).stream()
                    .map(n -> new AccountPages.NoticeLine(
                            when(n.at()),
                            Texts.text("access.told-about." + n.kind())
                                    + (n.device().isEmpty() ? "" : "（" + n.device() + "　" + n.network() + "）"),
                            n.fresh()))
                    .toList();
            store.seen(viewer, current);
            List<AccountPages.SessionLine> sessions = store.sessions(viewer, current, signIns.idle()).stream()
                    .map(s -> new AccountPages.SessionLine(
                            s.no(), s.device(), s.network(), when(s.since()), when(s.last()), s.current()))
                    .toList();
            return Screen.of(
                    "access/account/own",
                    "自分の設定",
                    new AccountPages.Own(
                            own.name(),
                            own.login(),
                            when(own.changed()),
                            !own.secondFactor().equals("NONE"),
                            hats,
                            notices,
                            sessions,
                            others));
        });
    }

    private String when(Instant instant) {
        ZonedDateTime at = ZonedDateTime.ofInstant(instant, clock.getZone());
        LocalDate day = at.toLocalDate();
        return Wareki.compact(day) + " " + TIME.format(at);
    }

    @GetMapping("/account/password")
    Screen passwordForm(SignedIn me) {
        return passwordPage(me, forms.button()).screen();
    }

    private static FormPage passwordPage(SignedIn me, FormView form) {
        return new FormPage(
                "パスワードを変える",
                me.mustChange() ? "はじめのパスワードは、渡した人も知っています。自分だけのものに変えると、使い始められます。" : "変えると、ほかの端末のログインはすべて切れます。",
                "/account/password",
                "変える",
                me.mustChange() ? "/login" : "/account",
                List.of(
                        FormField.password("current", "いまのパスワード").must(),
                        FormField.password("password", "新しいパスワード").must().hint("10文字以上。短い言葉をいくつか並べると、長くても覚えやすくなります。"),
                        FormField.password("again", "新しいパスワード（もう一度）").must()),
                form.without(SECRET));
    }

    @PostMapping("/account/password")
    Object change(SignedIn me, Submission form, HttpServletRequest request) {
        Viewer.Staff viewer = me.viewer();
        String current = form.raw("current");
        String wanted = form.raw("password");
        boolean measured = current.length() <= 1000 && wanted.length() <= 1000;
        // Both are slow on purpose, and therefore happen before the transaction.
        boolean known = measured && !current.isEmpty() && signIns.knows(viewer.staff(), current);
        String hash = known && !wanted.isEmpty() ? signIns.encode(wanted) : "";
        byte[] token = SignIns.sessionKey(request);
        return forms.submit(viewer, form, again -> passwordPage(me, again).screen(), in -> {
            String login = store.find(viewer).login();
            if (!known) {
                in.error("current", current.isEmpty() ? "いまのパスワードを入れてください。" : "いまのパスワードがちがいます。");
            }
            if (PasswordRule.judge(login, wanted) instanceof Decision.Refused<String> refused) {
                in.error("password", refused.reason());
            } else if (wanted.equals(current)) {
                in.error("password", "いまとちがうパスワードにしてください。");
            }
            if (!form.raw("again").equals(wanted)) {
                in.error("again", "上の新しいパスワードと、ちがっています。");
            }
            if (in.hasErrors()) {
                return in.invalid();
            }
            store.change(viewer, hash);
            store.endOthers(viewer, token);
            audit.administered(viewer, "account.password", Detail.fields("password"));
            return new Outcome.Done(me.mustChange() ? "/" : "/account", "パスワードを変えました。");
        });
    }

    @PostMapping("/account/sessions/end")
    Object endOthers(Viewer.Staff viewer, Submission form, HttpServletRequest request) {
        byte[] token = SignIns.sessionKey(request);
        return forms.submit(viewer, form, again -> ownPage(viewer, request, again), in -> {
            // A button names the one session it ends; the button below the list names none.
            Integer one = in.number("session", 1, Integer.MAX_VALUE);
            if (in.hasErrors()) {
                return in.invalid();
            }
            if (one == null) {
                store.endOthers(viewer, token);
            } else {
                store.end(viewer, token, one);
            }
            audit.signedOut(viewer, "account.sessions", viewer.staff());
            return new Outcome.Done("/account", one == null ? "ほかの端末のログインを切りました。" : "その端末のログインを切りました。");
        });
    }
}
