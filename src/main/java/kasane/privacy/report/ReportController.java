package kasane.privacy.report;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kasane.access.SignedIn;
import kasane.documents.Csv;
import kasane.documents.Download;
import kasane.documents.FileName;
import kasane.documents.Sheets;
import kasane.editing.Forms;
import kasane.editing.Outcome;
import kasane.editing.Submission;
import kasane.gate.Db;
import kasane.gate.Duty;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.privacy.Copies;
import kasane.privacy.Inquiries;
import kasane.privacy.Moments;
import kasane.settings.Codes;
import kasane.shared.Decision;
import kasane.shared.PartialDate;
import kasane.shared.Wareki;
import kasane.ui.FormField;
import kasane.ui.FormPage;
import kasane.ui.FormView;
import kasane.ui.Option;
import kasane.ui.Screen;
import kasane.ui.Tone;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 閲覧の説明: asking who saw what about a person, reading it, and taking a copy of it. */
@Controller
class ReportController {

    private static final String PATH = "/access-reports";
    private static final String PURPOSES = "access-report-purpose";
    private static final int MOST_LISTED = 100;
    private static final int OLDEST_YEARS = 130;

    private final Inquiries inquiries;
    private final Copies copies;
    private final Codes codes;
    private final Sheets sheets;
    private final Forms forms;
    private final Db db;
    private final Clock clock;

    ReportController(Inquiries inquiries, Copies copies, Codes codes, Sheets sheets, Forms forms, Db db, Clock clock) {
        this.inquiries = inquiries;
        this.copies = copies;
        this.codes = codes;
        this.sheets = sheets;
        this.forms = forms;
        this.db = db;
        this.clock = clock;
    }

    @GetMapping(PATH)
    Object list(Viewer.Staff viewer, @RequestParam(required = false, defaultValue = "") String no) {
        viewer.require(Duty.PRIVACY_OFFICER);
        String typed = java.text.Normalizer.normalize(no, java.text.Normalizer.Form.NFKC)
                .strip();
        boolean number = typed.matches("[1-9][0-9]{0,8}");
        if (number) {
            var found = inquiries.numbered(viewer, Integer.parseInt(typed));
            if (found.isPresent()) {
                return ResponseEntity.status(303)
                        .header("Location", PATH + "/" + found.get().id())
                        .build();
            }
        }
        return Screen.of(
                "privacy/report/list",
                "閲覧の説明",
                new ReportPages.Listing(
                        number ? typed : "",
                        typed.isEmpty() ? "" : number ? "その番号の照会は、ありません。" : "照会番号は、数字で入れてください。",
                        inquiries.latest(viewer, MOST_LISTED).stream()
                                .map(this::row)
                                .toList()));
    }

    private ReportPages.Row row(Inquiries.Inquiry one) {
        return new ReportPages.Row(
                Integer.toString(one.no()),
                PATH + "/" + one.id(),
                Moments.of(one.openedAt(), clock.getZone()),
                one.opener(),
                codes.label(PURPOSES, one.purpose(), one.purposeEdition()),
                switch (one.stage()) {
                    case WAITING -> Tone.WAITING;
                    case CHOOSING -> Tone.ACTIVE;
                    case READY -> Tone.DONE;
                },
                switch (one.stage()) {
                    case WAITING -> "二人目の確かめを待つ";
                    case CHOOSING -> "記録を選ぶ";
                    case READY -> "見られます";
                });
    }

    @GetMapping(PATH + "/new")
    Screen form(Viewer.Staff viewer) {
        viewer.require(Duty.PRIVACY_OFFICER);
        return form(viewer, forms.open(viewer));
    }

    private Screen form(Viewer.Staff viewer, FormView form) {
        return new FormPage(
                        "閲覧を照会する",
                        "お名前と生年月日の両方が合う記録だけを探します。入れた内容と目的は、照会の記録に残ります。",
                        PATH,
                        "照会する",
                        PATH,
                        List.of(
                                FormField.text("family", "姓").must(),
                                FormField.text("given", "名").must().hint("かなでも探せます。"),
                                FormField.date("birth", "生年月日").must(),
                                FormField.select("purpose", "目的", purposes(viewer))
                                        .must(),
                                FormField.block("reason", "わけ").must().hint("例：窓口でご本人から「だれが見たか知りたい」と申し出があった"),
                                FormField.checkboxes(
                                        "together",
                                        "二人での照会",
                                        List.of(new Option(
                                                "yes",
                                                "もう一人の個人情報保護担当と照会する",
                                                "秘匿の記録も探すときに選びます。ひとりの照会では、秘匿の記録はあってもなくても出ません。")))),
                        form)
                .screen();
    }

    private List<Option> purposes(Viewer.Staff viewer) {
        return db.transact(viewer, () -> codes.list(PURPOSES, db.today(viewer))).stream()
                .map(code -> Option.of(code.code(), code.label()))
                .toList();
    }

    @PostMapping(PATH)
    Object ask(Viewer.Staff viewer, Submission form) {
        viewer.require(Duty.PRIVACY_OFFICER);
        return forms.submit(viewer, form, again -> form(viewer, again), in -> {
            LocalDate today = db.today(viewer);
            String family = in.requiredLine("family", "姓", 50);
            String given = in.requiredLine("given", "名", 50);
            LocalDate birth = in.requiredDate("birth", "生年月日", today);
            if (birth.isAfter(today) || birth.isBefore(today.minusYears(OLDEST_YEARS))) {
                in.error("birth", "生年月日をお確かめください。");
            }
            String purpose = in.code("purpose", Option.values(purposes(viewer)));
            if (purpose.isEmpty()) {
                in.error("purpose", "目的を選んでください。");
            }
            String reason = in.requiredBlock("reason", "わけ", 500);
            boolean together = in.checked("together");
            if (in.hasErrors()) {
                return in.invalid();
            }
            return Outcome.of(
                    inquiries.open(viewer, new Inquiries.Asked(purpose, reason, family, given, birth, together)),
                    "family",
                    together ? "二人での照会を申し込みました。もう一人が確かめると探せます。" : "",
                    id -> PATH + "/" + id);
        });
    }

    @GetMapping(PATH + "/{id}")
    Screen page(
            Viewer.Staff viewer,
            @PathVariable UUID id,
            @RequestParam(required = false, defaultValue = "") String from,
            @RequestParam(required = false, defaultValue = "") String until) {
        return db.transact(viewer, () -> {
            Inquiries.Inquiry inquiry = inquiries.find(viewer, id);
            return inquiry.stage() == Inquiries.Stage.READY
                    ? report(viewer, inquiry, from, until)
                    : asking(viewer, inquiry, forms.button());
        });
    }

    private Screen asking(Viewer.Staff viewer, Inquiries.Inquiry inquiry, FormView form) {
        String home = PATH + "/" + inquiry.id();
        boolean waiting = inquiry.stage() == Inquiries.Stage.WAITING;
        boolean second = waiting && !inquiry.openedBy().equals(viewer.staff());
        boolean chooses = !waiting && inquiry.isChosenBy(viewer);
        String lead = second
                ? "もう一人が照会しようとしています。目的とわけを読み、よければ二人目として確かめます。"
                : waiting ? "もう一人の個人情報保護担当が確かめると、探せます。" : chooses ? "見つかった記録のうち、ご本人のものを選びます。" : "照会した人が、記録を選んでいるところです。";
        return Screen.form(
                "privacy/report/asking",
                "閲覧の照会",
                new ReportPages.Asking(
                        form,
                        "閲覧の照会 第" + inquiry.no() + "号",
                        lead,
                        facts(inquiry),
                        second ? home + "/confirmation" : null,
                        chooses ? home + "/records" : null,
                        inquiries.candidates(viewer, inquiry).stream()
                                .map(ReportController::option)
                                .toList()),
                form);
    }

    private static Option option(Inquiries.Candidate one) {
        PartialDate birth = PartialDate.ofText(one.birth());
        return new Option(
                one.key(),
                one.name() + (one.kana().isEmpty() ? "" : "（" + one.kana() + "）"),
                "生年月日 " + (birth.isUnknown() ? "不明" : Wareki.format(birth)) + "　記録 "
                        + one.records().size() + "件");
    }

    private List<ReportPages.Fact> facts(Inquiries.Inquiry inquiry) {
        List<ReportPages.Fact> facts = new ArrayList<>();
        facts.add(new ReportPages.Fact("お名前", name(inquiry)));
        facts.add(new ReportPages.Fact("生年月日", Wareki.format(inquiry.birth())));
        facts.add(new ReportPages.Fact("目的", codes.label(PURPOSES, inquiry.purpose(), inquiry.purposeEdition())));
        facts.add(new ReportPages.Fact("わけ", inquiry.reason()));
        facts.add(new ReportPages.Fact(
                "照会した人", inquiry.opener() + "　" + Moments.of(inquiry.openedAt(), clock.getZone())));
        if (inquiry.confirmer() != null && inquiry.confirmedAt() != null) {
            facts.add(new ReportPages.Fact(
                    "二人目", inquiry.confirmer() + "　" + Moments.of(inquiry.confirmedAt(), clock.getZone())));
        }
        return facts;
    }

    private static String name(Inquiries.Inquiry inquiry) {
        return inquiry.family() + " " + inquiry.given();
    }

    @PostMapping(PATH + "/{id}/confirmation")
    Object confirm(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        Inquiries.Inquiry inquiry = inquiries.find(viewer, id);
        return forms.submit(
                viewer,
                form,
                again -> db.transact(viewer, () -> asking(viewer, inquiry, again)),
                in -> Outcome.of(inquiries.confirm(viewer, id), "confirm", "二人目として確かめました。", done -> PATH + "/" + done));
    }

    @PostMapping(PATH + "/{id}/records")
    Object choose(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        Inquiries.Inquiry inquiry = inquiries.find(viewer, id);
        if (inquiry.stage() != Inquiries.Stage.CHOOSING || !inquiry.isChosenBy(viewer)) {
            throw new NotVisible();
        }
        return forms.submit(
                viewer,
                form,
                again -> db.transact(viewer, () -> asking(viewer, inquiry, again)),
                in -> Outcome.of(
                        inquiries.choose(viewer, id, in.form().all("record")),
                        "record",
                        "",
                        done -> PATH + "/" + done));
    }

    private record Period(LocalDate from, LocalDate until, String said) {}

    /** What was typed behind the address; what cannot be read gives the last twelve months and a sentence. */
    private static Period period(String from, String until, LocalDate today) {
        LocalDate first = from.isBlank() ? today.minusYears(1) : date(from);
        LocalDate last = until.isBlank() ? today : date(until);
        if (first == null || last == null || first.isAfter(last) || first.getYear() < 2000 || last.getYear() > 2200) {
            return new Period(today.minusYears(1), today, "期間は、R8.6.1 や 2026-06-01 のように、はじめを先に入れてください。この1年を出しています。");
        }
        return new Period(first, last, "");
    }

    private static @Nullable LocalDate date(String typed) {
        return Wareki.parseDate(typed) instanceof Decision.Allowed<LocalDate>(LocalDate day) ? day : null;
    }

    private Screen report(Viewer.Staff viewer, Inquiries.Inquiry inquiry, String from, String until) {
        Period period = period(from, until, db.today(viewer));
        Inquiries.Report report = copies.onScreen(viewer, inquiry, period.from(), period.until());
        String home = PATH + "/" + inquiry.id();
        return Screen.of(
                "privacy/report/report",
                "閲覧の説明",
                new ReportPages.Report(
                        Integer.toString(inquiry.no()),
                        home,
                        Moments.period(period.from(), period.until()),
                        Wareki.compact(period.from()),
                        Wareki.compact(period.until()),
                        period.said(),
                        facts(inquiry),
                        lines(report.lines()),
                        report.more(),
                        (int) report.lines().stream()
                                .filter(line -> line.caution() != null)
                                .count(),
                        home + "/copies/new?from=" + period.from() + "&until=" + period.until(),
                        copies.of(viewer, inquiry.id()).stream()
                                .map(copy -> made(home, copy))
                                .toList()));
    }

    private List<ReportPages.Line> lines(List<Inquiries.Line> lines) {
        return lines.stream()
                .map(line -> ReportPages.line(line, Moments.of(line.at(), clock.getZone())))
                .toList();
    }

    private ReportPages.Made made(String home, Copies.Copy copy) {
        return new ReportPages.Made(
                Integer.toString(copy.no()),
                home + "/copies/" + copy.id(),
                copy.variant().words(),
                copy.form().name(),
                Moments.period(copy.from(), copy.until()),
                copy.purpose(),
                copy.maker() + "　" + Moments.of(copy.madeAt(), clock.getZone()));
    }

    @GetMapping(PATH + "/{id}/copies/new")
    Screen copyForm(
            Viewer.Staff viewer,
            @PathVariable UUID id,
            @RequestParam(required = false, defaultValue = "") String from,
            @RequestParam(required = false, defaultValue = "") String until) {
        return db.transact(viewer, () -> {
            Inquiries.Inquiry inquiry = ready(viewer, id);
            Period period = period(from, until, db.today(viewer));
            return copyForm(
                    inquiry,
                    forms.open(
                            viewer,
                            Map.of(
                                    "from", List.of(Wareki.compact(period.from())),
                                    "until", List.of(Wareki.compact(period.until())),
                                    "variant", List.of(Copies.Variant.CHECK.name()),
                                    "form", List.of(Copies.Form.PDF.name()))));
        });
    }

    private Inquiries.Inquiry ready(Viewer.Staff viewer, UUID id) {
        Inquiries.Inquiry inquiry = inquiries.find(viewer, id);
        if (inquiry.stage() != Inquiries.Stage.READY) {
            throw new NotVisible();
        }
        return inquiry;
    }

    private static Screen copyForm(Inquiries.Inquiry inquiry, FormView form) {
        String home = PATH + "/" + inquiry.id();
        return new FormPage(
                        "写しをつくる",
                        "写しには通し番号がつき、目的とともに残ります。開くたびに、閲覧の記録に残ります。",
                        home + "/copies",
                        "写しをつくる",
                        home,
                        List.of(
                                FormField.radios(
                                                "variant",
                                                "だれのための写しか",
                                                List.of(
                                                        new Option(
                                                                Copies.Variant.CHECK.name(),
                                                                Copies.Variant.CHECK.words(),
                                                                "すべての行と、本人への提供前に判断することを載せます。"),
                                                        new Option(
                                                                Copies.Variant.PERSON.name(),
                                                                Copies.Variant.PERSON.words(),
                                                                "本人への提供前に判断する行は、載せません。")))
                                        .must(),
                                FormField.radios(
                                                "form",
                                                "かたち",
                                                List.of(
                                                        Option.of(Copies.Form.PDF.name(), "印刷（PDF）"),
                                                        Option.of(Copies.Form.CSV.name(), "表計算のファイル（CSV）")))
                                        .must(),
                                FormField.date("from", "いつから").must(),
                                FormField.date("until", "いつまで").must(),
                                FormField.text("purpose", "目的").must().hint("例：ご本人に説明するため")),
                        form)
                .screen();
    }

    @PostMapping(PATH + "/{id}/copies")
    Object copy(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        Inquiries.Inquiry inquiry = ready(viewer, id);
        return forms.submit(viewer, form, again -> copyForm(inquiry, again), in -> {
            LocalDate today = db.today(viewer);
            Copies.Variant variant =
                    in.requiredChoice("variant", "だれのための写しか", Copies.Variant.class, Copies.Variant.PERSON);
            Copies.Form made = in.requiredChoice("form", "かたち", Copies.Form.class, Copies.Form.PDF);
            LocalDate from = in.requiredDate("from", "いつから", today);
            LocalDate until = in.requiredDate("until", "いつまで", today);
            if (from.isAfter(until)) {
                in.error("until", "「いつから」よりあとの日を入れてください。");
            }
            if (from.getYear() < 2000 || until.getYear() > 2200) {
                in.error("from", "年をお確かめください。");
            }
            String purpose = in.requiredLine("purpose", "目的", 100);
            if (in.hasErrors()) {
                return in.invalid();
            }
            String home = PATH + "/" + id;
            return Outcome.of(
                    copies.make(viewer, id, new Copies.NewCopy(variant, made, purpose, from, until)),
                    "from",
                    "写しをつくりました。「つくった写し」から開きます。",
                    copy -> home);
        });
    }

    @GetMapping(PATH + "/{id}/copies/{copy}")
    ResponseEntity<byte[]> open(SignedIn me, @PathVariable UUID id, @PathVariable("copy") UUID copyId) {
        Viewer.Staff viewer = me.viewer();
        Copies.Content content = copies.open(viewer, id, copyId);
        Copies.Copy copy = content.copy();
        ZonedDateTime now = ZonedDateTime.now(clock);
        FileName name = new FileName("etsuran-setsumei", now.toLocalDate(), copy.id());
        String period = Moments.period(copy.from(), copy.until());
        boolean check = copy.variant() == Copies.Variant.CHECK;
        List<ReportPages.Line> lines = lines(content.lines());
        if (copy.form() == Copies.Form.PDF) {
            ReportSheet sheet = new ReportSheet(
                    copy.variant().words(),
                    Integer.toString(content.inquiry().no()),
                    name(content.inquiry()),
                    Wareki.format(content.inquiry().birth()),
                    period,
                    copy.purpose(),
                    Moments.of(copy.madeAt(), clock.getZone()) + "　" + copy.maker(),
                    check,
                    lines);
            return sheets.pdf("privacy/report/sheet", sheet.frame(me.foot(now) + " 印刷", copy.no()), sheet, name)
                    .answer();
        }
        Csv csv = new Csv()
                .line(List.of(ReportSheet.TITLE, copy.variant().words(), "取扱注意", "通し番号 " + copy.no()))
                .line(List.of("照会番号 " + content.inquiry().no(), period, "目的：" + copy.purpose(), me.foot(now) + " 出力"));
        List<String> heads = new ArrayList<>(List.of("日時", "機関", "担当者", "職名・職務", "したこと", "なにを", "欄", "根拠", "だれについて"));
        if (check) {
            heads.add("本人への提供前に判断");
        }
        csv.line(heads);
        for (ReportPages.Line line : lines) {
            List<String> cells = new ArrayList<>(List.of(
                    line.when(),
                    line.agency(),
                    line.who(),
                    line.title(),
                    line.act(),
                    line.what(),
                    line.fields(),
                    line.bases(),
                    line.about()));
            if (check) {
                cells.add(line.caution());
            }
            csv.line(cells);
        }
        return Download.csv(name, csv).answer();
    }
}
