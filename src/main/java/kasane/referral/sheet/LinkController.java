package kasane.referral.sheet;

import java.util.List;
import java.util.UUID;
import kasane.access.SignedIn;
import kasane.editing.Forms;
import kasane.editing.Outcome;
import kasane.editing.Submission;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.shared.Decision;
import kasane.shared.Reason;
import kasane.shared.Wareki;
import kasane.sharing.Consents;
import kasane.ui.FormPage;
import kasane.ui.FormView;
import kasane.ui.Screen;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** 一件リンク, the sender's side: making one, which is shown once, and stopping it. */
@Controller
class LinkController {

    @Configuration
    @EnableConfigurationProperties(LinkSettings.class)
    static class Links {}

    private final SheetLinks links;
    private final Referrals referrals;
    private final Forms forms;
    private final LinkSettings settings;

    LinkController(SheetLinks links, Referrals referrals, Forms forms, LinkSettings settings) {
        this.links = links;
        this.referrals = referrals;
        this.forms = forms;
        this.settings = settings;
    }

    @GetMapping("/referrals/{id}/links/new")
    Screen form(Viewer.Staff viewer, @PathVariable UUID id) {
        if (!referrals.linksOffered(viewer)) {
            throw new NotVisible();
        }
        return form(viewer, id, forms.button());
    }

    private Screen form(Viewer.Staff viewer, UUID id, FormView form) {
        Referrals.OnPaper sheet = referrals.onPaper(viewer, id);
        return new FormPage(
                        "一件リンクを作る",
                        sheet.to().name() + "の人が、アカウントなしで、このシート1件だけを開いて返事を書けます。リンクと確認番号は、つぎの画面に一度だけ出ます。"
                                + "添付は開けません。前に作ったリンクは使えなくなります。",
                        "/referrals/" + id + "/links",
                        "リンクを作る",
                        "/referrals/" + id,
                        List.of(),
                        form)
                .screen();
    }

    @PostMapping("/referrals/{id}/links")
    Object make(SignedIn me, @PathVariable UUID id, Submission form) {
        Viewer.Staff viewer = me.viewer();
        referrals.onPaper(viewer, id);
        return forms.submit(viewer, form, again -> form(viewer, id, again), in -> switch (links.make(
                viewer, id, me.staffName())) {
            case Decision.Refused<SheetLinks.Made>(Reason reason) -> new Outcome.Refused("next", reason);
            case Decision.Allowed<SheetLinks.Made>(SheetLinks.Made made) ->
                new Outcome.Shown(shown(made, id), "/referrals/" + id);
        });
    }

    private Screen shown(SheetLinks.Made made, UUID id) {
        String base = settings.base().isEmpty()
                ? ServletUriComponentsBuilder.fromCurrentContextPath().build().toUriString()
                : settings.base();
        return Screen.of(
                "referral/sheet/link-made",
                "一件リンク",
                new LinkPages.Made(
                        made.sheet().to().name(),
                        made.sheet().to().phone(),
                        base + "/one-item/open/" + made.key().token(),
                        made.key().code().substring(0, 3) + " "
                                + made.key().code().substring(3),
                        Wareki.formatWithWeekday(Consents.lastDay(made.until())),
                        "/referrals/" + id));
    }

    @PostMapping("/referrals/{id}/links/stop")
    Object stop(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        referrals.onPaper(viewer, id);
        return forms.submit(
                viewer,
                form,
                again -> form(viewer, id, again),
                in -> Outcome.of(links.stop(viewer, id), "next", "リンクを止めました。", done -> "/referrals/" + id));
    }
}
