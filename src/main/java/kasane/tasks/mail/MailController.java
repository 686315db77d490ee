package kasane.tasks.mail;

import java.util.List;
import java.util.Map;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.editing.Forms;
import kasane.editing.Outcome;
import kasane.editing.Submission;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.shared.Texts;
import kasane.ui.FormField;
import kasane.ui.FormPage;
import kasane.ui.FormView;
import kasane.ui.Option;
import kasane.ui.Screen;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** メールのお知らせ: whether and where one wants to be told; the choice of each for themselves. */
@Controller
class MailController {

    private static final String PATH = "/account/mail";
    private static final String ADDRESS = "[^@\\s\\p{Cntrl}]{1,64}@[A-Za-z0-9.-]{1,190}";

    private final MailStore store;
    private final Notices notices;
    private final Forms forms;
    private final Db db;
    private final AuditTrail audit;

    MailController(MailStore store, Notices notices, Forms forms, Db db, AuditTrail audit) {
        this.store = store;
        this.notices = notices;
        this.forms = forms;
        this.db = db;
        this.audit = audit;
    }

    @GetMapping(PATH)
    Screen form(Viewer.Staff viewer) {
        return page(forms.open(viewer, now(viewer))).screen();
    }

    private Map<String, List<String>> now(Viewer.Staff viewer) {
        return db.transact(viewer, () -> store.wish(viewer))
                .map(wish -> Map.of(
                        "address", List.of(wish.address()),
                        "wanted", List.of(wish.wanted().name())))
                .orElseGet(() -> Map.of("wanted", List.of(Notice.Wanted.NONE.name())));
    }

    private FormPage page(FormView form) {
        return new FormPage(
                "メールのお知らせ",
                Texts.text(notices.isPossible() ? "tasks.mail.lead" : "tasks.mail.off"),
                PATH,
                "決める",
                "/account",
                List.of(
                        FormField.radios(
                                        "wanted",
                                        "いつ",
                                        List.of(
                                                Option.of("NONE", "受け取らない"),
                                                new Option("DAILY", "1日1回、朝に", "期限切れか、きょうまでのものがあるとき"),
                                                new Option("NEW", "新しく届いたとき", "1時間に1通まで")))
                                .must(),
                        FormField.text("address", "メールアドレス").hint("職場のアドレスにします。")),
                form);
    }

    @PostMapping(PATH)
    Object choose(Viewer.Staff viewer, Submission form) {
        return forms.submit(viewer, form, again -> page(again).screen(), in -> {
            Notice.Wanted wanted = in.requiredChoice("wanted", "いつ", Notice.Wanted.class, Notice.Wanted.NONE);
            String address = in.line("address", 254);
            boolean keeps = wanted == Notice.Wanted.NONE && address.isEmpty();
            if (!keeps && !address.matches(ADDRESS)) {
                in.error("address", "メールアドレスを、名前@例.jp の形で書いてください。");
            }
            if (in.hasErrors()) {
                return in.invalid();
            }
            if (!keeps || store.wish(viewer).isPresent()) {
                store.choose(
                        viewer,
                        keeps ? store.wish(viewer).map(MailStore.Wish::address).orElse("") : address,
                        wanted);
                audit.administered(viewer, "mail.wish", Detail.NONE);
            }
            return new Outcome.Done("/account", "メールのお知らせを決めました。");
        });
    }
}
