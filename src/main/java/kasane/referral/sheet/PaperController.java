package kasane.referral.sheet;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kasane.access.Agencies;
import kasane.access.Reach;
import kasane.access.SignedIn;
import kasane.access.Told;
import kasane.access.ToldFields;
import kasane.documents.FileName;
import kasane.documents.Paper;
import kasane.documents.SheetFrame;
import kasane.documents.Sheets;
import kasane.editing.Forms;
import kasane.editing.Outcome;
import kasane.editing.Submission;
import kasane.gate.Viewer;
import kasane.settings.Codes;
import kasane.shared.Decision;
import kasane.shared.Reason;
import kasane.shared.Wareki;
import kasane.ui.FormField;
import kasane.ui.FormPage;
import kasane.ui.FormView;
import kasane.ui.Frame;
import kasane.ui.Option;
import kasane.ui.Screen;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 紙でつなぐ: how a sheet left for an agency without accounts, its 送付状, and what is keyed in for that agency. */
@Controller
class PaperController {

    private static final String COVER = "referral/sheet/cover";

    private final Referrals referrals;
    private final Forms forms;
    private final Sheets sheets;
    private final Clock clock;

    PaperController(Referrals referrals, Forms forms, Sheets sheets, Clock clock) {
        this.referrals = referrals;
        this.forms = forms;
        this.sheets = sheets;
        this.clock = clock;
    }

    // ---- how it left

    @GetMapping("/referrals/{id}/dispatches/new")
    Screen dispatch(Viewer.Staff viewer, @PathVariable UUID id, @RequestParam(defaultValue = "") String way) {
        Referrals.OnPaper sheet = referrals.onPaper(viewer, id);
        Reach chosen = Arrays.stream(Reach.values())
                .filter(one -> one.name().equals(way))
                .findFirst()
                .orElseGet(() -> usual(sheet.to()));
        return dispatch(
                sheet,
                forms.open(
                        viewer, Map.of("way", List.of(chosen.name()), "on", List.of(Wareki.compact(sheet.today())))));
    }

    /** The first way of the 機関カード; without one a FAX where there is a number. */
    private static Reach usual(Agencies.Agency to) {
        return to.ways().isEmpty()
                ? to.fax().isEmpty() ? Reach.POST : Reach.FAX
                : to.ways().getFirst();
    }

    private static Screen dispatch(Referrals.OnPaper sheet, FormView form) {
        String href = "/referrals/" + sheet.opened().sheet().id();
        Agencies.Agency to = sheet.to();
        Reach chosen = Arrays.stream(Reach.values())
                .filter(way -> form.has("way", way.name()))
                .findFirst()
                .orElseGet(() -> usual(to));
        List<ReferralPages.Kind> ways = Arrays.stream(Reach.values())
                .map(way ->
                        new ReferralPages.Kind(way.word(), href + "/dispatches/new?way=" + way.name(), way == chosen))
                .toList();
        return Screen.form(
                "referral/sheet/dispatch",
                "紙を送った記録",
                new ReferralPages.DispatchForm(
                        form, to.name(), href, ways, chosen.name(), to.fax(), to.address(), to.contact()),
                form);
    }

    @PostMapping("/referrals/{id}/dispatches")
    Object addDispatch(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        Referrals.OnPaper sheet = referrals.onPaper(viewer, id);
        return forms.submit(viewer, form, again -> dispatch(sheet, again), in -> {
            Reach way = in.requiredChoice("way", "届け方", Reach.class, Reach.POST);
            String number = in.line("number", 40);
            String again = in.line("again", 40);
            String givenBy = in.line("givenBy", 100);
            String note = way == Reach.HAND ? in.requiredLine("note", "渡した人", 200) : in.line("note", 200);
            LocalDate on = in.requiredDate("on", "送った日", sheet.today());
            if (on.isAfter(sheet.today())) {
                in.error("on", "これからの日です。送った日を入れてください。");
            } else if (on.isBefore(sheet.opened().sheet().sentOn())) {
                in.error("on", "シートを書いた日より前の日です。");
            }
            if (way == Reach.FAX && number.isEmpty()) {
                in.error("number", "押した番号を入れてください。");
            }
            if (in.hasErrors()) {
                return in.invalid();
            }
            Decision<UUID> sent = referrals.dispatch(
                    viewer, id, new DispatchRule.Facts(way, sheet.to().fax(), number, again, givenBy), on, note);
            return Outcome.of(sent, field(sent), "送ったと記録しました。つぎは、受領を確かめます。", done -> "/referrals/" + id);
        });
    }

    private static String field(Decision<UUID> sent) {
        return sent instanceof Decision.Refused<UUID>(Reason reason)
                ? switch (reason.key()) {
                    case "referral.refused.number-not-read-back", "referral.refused.numbers-differ" -> "again";
                    case "referral.refused.number-not-on-card", "referral.refused.number-unknown" -> "givenBy";
                    default -> reason.key().startsWith("shared.") ? "number" : "on";
                }
                : "on";
    }

    // ---- what is keyed in for the other side

    @GetMapping("/referrals/{id}/told/new")
    Screen told(Viewer.Staff viewer, @PathVariable UUID id) {
        Referrals.OnPaper sheet = referrals.onPaper(viewer, id);
        return told(viewer, sheet, forms.open(viewer, Map.of("toldOn", List.of(Wareki.compact(sheet.today())))));
    }

    private AnswerFields.Offer offer(Viewer.Staff viewer, Referrals.OnPaper sheet) {
        return new AnswerFields.Offer(
                sheet.opened().state(),
                sheet.opened().companyWaits(),
                options(viewer, "decline-reason"),
                options(viewer, "reply-outcome"),
                referrals.offer(viewer, null).windows().stream()
                        .filter(window -> !window.id().equals(sheet.to().id()))
                        .map(window -> Option.of(window.id().value().toString(), window.name()))
                        .toList(),
                sheet.today());
    }

    private Screen told(Viewer.Staff viewer, Referrals.OnPaper sheet, FormView form) {
        String href = "/referrals/" + sheet.opened().sheet().id();
        List<FormField> fields = new ArrayList<>(ToldFields.fields());
        fields.addAll(AnswerFields.fields(offer(viewer, sheet)));
        return new FormPage(
                        sheet.opened().sheet().name() + "さん：" + sheet.to().name() + "の返事",
                        "返信票や電話のとおりに、代わりに入力します。だれがどこから入力したかも残ります。返信票は、つなぎの画面で添付できます。",
                        href + "/told",
                        "入力する",
                        href,
                        fields,
                        form)
                .screen();
    }

    private List<Option> options(Viewer.Staff viewer, String list) {
        return referrals.codes(viewer, list).stream()
                .map(code -> Option.of(code.code(), code.shortLabel()))
                .toList();
    }

    @PostMapping("/referrals/{id}/told")
    Object keyIn(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        Referrals.OnPaper sheet = referrals.onPaper(viewer, id);
        return forms.submit(viewer, form, again -> told(viewer, sheet, again), in -> {
            Told told = ToldFields.read(in, sheet.opened().sheet().sentOn(), sheet.today());
            Referrals.Answer answer = AnswerFields.read(in, offer(viewer, sheet));
            if (in.hasErrors() || answer == null) {
                return in.invalid();
            }
            return Outcome.of(
                    referrals.keyIn(viewer, id, answer, told),
                    AnswerFields.field(sheet.opened().state()),
                    "代わりに入力しました。",
                    state -> "/referrals/" + id);
        });
    }

    // ---- the paper that goes on top

    @GetMapping("/referrals/{id}/cover")
    ResponseEntity<byte[]> cover(SignedIn me, @PathVariable UUID id) {
        Referrals.OnPaper sheet = referrals.printCover(me.viewer(), id);
        return sheets.preview(COVER, frame(me, id), cover(me, sheet)).answer();
    }

    @GetMapping("/referrals/{id}/cover.pdf")
    ResponseEntity<byte[]> coverPdf(SignedIn me, @PathVariable UUID id) {
        Referrals.OnPaper sheet = referrals.printCover(me.viewer(), id);
        return sheets.pdf(COVER, frame(me, id), cover(me, sheet), new FileName("soufujou", sheet.today(), id))
                .answer();
    }

    private SheetFrame frame(SignedIn me, UUID id) {
        ZonedDateTime now = ZonedDateTime.now(clock);
        String href = "/referrals/" + id;
        return new SheetFrame(
                "送付状",
                "",
                Paper.PORTRAIT,
                List.of(),
                me.foot(now) + " 印刷",
                null,
                new Frame.Link("つなぎにもどる", href),
                List.of(new Frame.Link("PDFで開く", href + "/cover.pdf"), new Frame.Link("つなぐシート", href + "/sheet")));
    }

    private CoverSheet cover(SignedIn me, Referrals.OnPaper sheet) {
        Agencies.Agency to = sheet.to();
        Reach way = usual(to);
        Referrals.Asked asked =
                referrals.asked(me.viewer(), sheet.opened().sheet().urgent());
        return new CoverSheet(
                to.name(),
                way == Reach.FAX ? "FAX" : way == Reach.POST ? "所在地" : "手渡し",
                way == Reach.FAX ? to.fax() : way == Reach.POST ? to.address() : "",
                to.contact(),
                Wareki.formatWithWeekday(sheet.today()),
                number(sheet.opened().sheet().id()),
                sheet.own().name(),
                me.staffName(),
                sheet.own().phone(),
                sheet.own().fax(),
                Wareki.formatWithWeekday(asked.receive()),
                Wareki.formatWithWeekday(asked.answer()),
                referrals.codes(me.viewer(), "decline-reason").stream()
                        .map(Codes.Code::shortLabel)
                        .toList());
    }

    /** The number by which both sides speak of a sheet; the same stands on the sheet itself. */
    static String number(UUID id) {
        String text = id.toString();
        return text.substring(text.length() - 4);
    }
}
