package kasane.access.factor;

import jakarta.servlet.http.HttpServletRequest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import kasane.access.SignedIn;
import kasane.access.signin.SignIns;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.editing.Forms;
import kasane.editing.Outcome;
import kasane.editing.Submission;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.shared.Wareki;
import kasane.ui.FormView;
import kasane.ui.Screen;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** 二つ目の確認: everybody sets up their own authenticator app and keeps their own codes on paper. */
@Controller
class FactorController {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Duration OFFERED = Duration.ofHours(1);
    private static final int FEW = 3;

    private final Db db;
    private final FactorStore store;
    private final Forms forms;
    private final AuditTrail audit;
    private final Clock clock;

    FactorController(Db db, FactorStore store, Forms forms, AuditTrail audit, Clock clock) {
        this.db = db;
        this.store = store;
        this.forms = forms;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping("/account/second-factor")
    Screen own(Viewer.Staff viewer) {
        return ownPage(viewer, forms.button());
    }

    private Screen ownPage(Viewer.Staff viewer, FormView form) {
        return db.transact(viewer, () -> {
            Optional<FactorStore.State> state = store.state(viewer);
            int codes = state.map(FactorStore.State::codes).orElse(0);
            String since = state.map(s -> Wareki.format(LocalDate.ofInstant(s.since(), clock.getZone())))
                    .orElse("");
            return Screen.of("access/factor/own", "二つ目の確認", new FactorPages.Own(since, codes, codes <= FEW, form));
        });
    }

    @GetMapping("/account/second-factor/new")
    Screen enrolment(SignedIn me) {
        return enrolment(me, forms.button());
    }

    private Screen enrolment(SignedIn me, FormView form) {
        Viewer.Staff viewer = me.viewer();
        return db.transact(viewer, () -> {
            byte[] secret = store.offered(viewer, OFFERED).orElseGet(() -> {
                byte[] made = new byte[Totp.SECRET_BYTES];
                RANDOM.nextBytes(made);
                store.offer(viewer, made);
                return made;
            });
            String text = Totp.base32(secret);
            List<String> groups = new ArrayList<>();
            for (int i = 0; i < text.length(); i += 4) {
                groups.add(text.substring(i, i + 4));
            }
            QrCode picture = QrCode.of(Totp.address(store.login(viewer), secret));
            return Screen.form(
                    "access/factor/new",
                    "二つ目の確認を登録する",
                    new FactorPages.Enrolment(form, groups, picture.side(), picture.path(), me.mustEnrol()),
                    form);
        });
    }

    @PostMapping("/account/second-factor")
    Object enrol(SignedIn me, Submission form, HttpServletRequest request) {
        Viewer.Staff viewer = me.viewer();
        byte[] session = SignIns.sessionKey(request);
        return forms.submit(viewer, form, again -> enrolment(me, again), in -> {
            Optional<byte[]> secret = store.offered(viewer, OFFERED);
            String typed = Normalizer.normalize(form.raw("code"), Normalizer.Form.NFKC)
                    .strip()
                    .replace(" ", "");
            OptionalLong step =
                    secret.map(offered -> step(viewer, offered, typed)).orElse(OptionalLong.empty());
            if (typed.isEmpty()) {
                in.error("code", "アプリに出ている6けたを入れてください。");
            } else if (secret.isEmpty()) {
                in.error("code", "時間がたったため、図が新しくなりました。アプリに読み取り直してください。");
            } else if (step.isEmpty()) {
                in.error("code", "コードがちがいます。アプリの新しい6けたを入れてください。");
            }
            if (in.hasErrors()) {
                return in.invalid();
            }
            store.enrol(viewer, secret.orElseThrow(), step.getAsLong());
            store.endOthers(viewer, session);
            audit.administered(viewer, "account.second-factor", Detail.fields("second_factor"));
            return codes(viewer);
        });
    }

    private OptionalLong step(Viewer.Staff viewer, byte[] secret, String typed) {
        return typed.length() > 10 ? OptionalLong.empty() : Totp.match(secret, typed, db.now(viewer), 0);
    }

    @PostMapping("/account/second-factor/codes")
    Object renew(Viewer.Staff viewer, Submission form) {
        if (db.transact(viewer, () -> store.state(viewer)).isEmpty()) {
            throw new NotVisible();
        }
        return forms.submit(viewer, form, again -> ownPage(viewer, again), in -> {
            audit.administered(viewer, "account.recovery-codes", Detail.fields("recovery_code"));
            return codes(viewer);
        });
    }

    /** Ten new codes, shown on the page that answers and never again. */
    private Outcome codes(Viewer.Staff viewer) {
        List<String> codes = Stream.generate(() -> RecoveryCode.make(RANDOM))
                .limit(RecoveryCode.MANY)
                .toList();
        store.codes(
                viewer,
                codes.stream()
                        .map(code -> RecoveryCode.hash(viewer.staff(), code))
                        .toList());
        return new Outcome.Shown(
                Screen.of(
                        "access/factor/codes",
                        "控えのコード",
                        new FactorPages.Codes(
                                store.login(viewer),
                                Wareki.format(db.today(viewer)),
                                codes.stream().map(RecoveryCode::shown).toList())),
                "/account/second-factor");
    }
}
