package kasane.referral.sheet;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kasane.access.SignedIn;
import kasane.documents.Download;
import kasane.documents.FileName;
import kasane.documents.SheetFrame;
import kasane.documents.Sheets;
import kasane.documents.Workbook;
import kasane.files.Attachments;
import kasane.referral.sheet.ReferralSheet.Box;
import kasane.referral.sheet.ReferralSheet.Choice;
import kasane.settings.Codes;
import kasane.shared.PartialDate;
import kasane.shared.Texts;
import kasane.shared.Wareki;
import kasane.sharing.Basis;
import kasane.ui.Frame;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** つなぐシート on paper: the preview, the PDF and the workbook are filled from the same record. */
@Controller
class ReferralSheetController {

    private static final String TEMPLATE = "referral/sheet/sheet";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(" H:mm");

    private final Referrals referrals;
    private final ReferralController words;
    private final Codes codes;
    private final Sheets sheets;
    private final Clock clock;

    ReferralSheetController(Referrals referrals, ReferralController words, Codes codes, Sheets sheets, Clock clock) {
        this.referrals = referrals;
        this.words = words;
        this.codes = codes;
        this.sheets = sheets;
        this.clock = clock;
    }

    @GetMapping("/referrals/{id}/sheet")
    ResponseEntity<byte[]> preview(SignedIn me, @PathVariable UUID id) {
        ReferralSheet sheet = sheet(referrals.print(me.viewer(), id));
        return sheets.preview(TEMPLATE, frame(me, id, sheet.title()), sheet).answer();
    }

    @GetMapping("/referrals/{id}/sheet.pdf")
    ResponseEntity<byte[]> pdf(SignedIn me, @PathVariable UUID id) {
        Referrals.Opened opened = referrals.print(me.viewer(), id);
        ReferralSheet sheet = sheet(opened);
        return sheets.pdf(TEMPLATE, frame(me, id, sheet.title()), sheet, name(opened))
                .answer();
    }

    @GetMapping("/referrals/{id}/sheet.xlsx")
    ResponseEntity<byte[]> workbook(SignedIn me, @PathVariable UUID id) {
        Referrals.Opened opened = referrals.export(me.viewer(), id);
        ReferralSheet sheet = sheet(opened);
        return Download.xlsx(
                        name(opened),
                        Workbook.bytes(book -> book.form(frame(me, id, sheet.title()), form -> fill(form, sheet))))
                .answer();
    }

    private static FileName name(Referrals.Opened opened) {
        return new FileName("tsunagu", opened.sheet().sentOn(), opened.sheet().id());
    }

    private SheetFrame frame(SignedIn me, UUID id, String title) {
        ZonedDateTime now = ZonedDateTime.now(clock);
        String href = "/referrals/" + id;
        return SheetFrame.confidential(title, me.foot(now) + " 印刷")
                .numbered(Texts.find("referral.sheet.number").orElse(""))
                .with(
                        new Frame.Link("つなぎにもどる", href),
                        List.of(
                                new Frame.Link("PDFで開く", href + "/sheet.pdf"),
                                new Frame.Link("Excelで保存", href + "/sheet.xlsx")));
    }

    private ReferralSheet sheet(Referrals.Opened opened) {
        SheetStore.Sheet sheet = opened.sheet();
        List<Choice> issues = codes.list("issue", sheet.sentOn()).stream()
                .map(code -> new Choice(
                        code.shortLabel(),
                        code.code().equals(sheet.mainIssue())
                                ? Box.MOST_URGENT
                                : sheet.issues().contains(code.code()) ? Box.CHECKED : Box.EMPTY))
                .toList();
        boolean agreed = sheet.basis() == Basis.CONSENT;
        return new ReferralSheet(
                sheet.preset().isEmpty() ? "つなぐシート" : sheet.preset(),
                PaperController.number(sheet.id()),
                Wareki.formatWithWeekday(sheet.sentOn()),
                sheet.toName(),
                new ReferralSheet.Sender(sheet.fromName(), sheet.writer(), sheet.fromPhone()),
                new ReferralSheet.Person(
                        sheet.kana(),
                        sheet.name(),
                        sheet.birth().isUnknown() ? "" : Wareki.format(sheet.birth()),
                        sheet.birth()
                                .ageOn(sheet.sentOn())
                                .map(PartialDate.Age::label)
                                .orElse(""),
                        sheet.address(),
                        sheet.phone(),
                        sheet.contactNote()),
                sheet.family(),
                issues,
                "",
                List.of(
                        new Choice("いただいた", agreed ? Box.CHECKED : Box.EMPTY),
                        new Choice("いただいていない（法令の通告・命や身体の危険）", agreed ? Box.EMPTY : Box.CHECKED)),
                words.basis(sheet),
                sheet.word(),
                wishes(opened),
                enclosed(opened),
                replyBy(sheet.replyBy()),
                receipt(sheet, opened.steps()),
                answer(opened.steps()));
    }

    /** お願い・配慮, one sentence each. */
    private String wishes(Referrals.Opened opened) {
        SheetStore.Sheet sheet = opened.sheet();
        List<String> wishes = new ArrayList<>();
        wishes.add(referrals.label("urgency", sheet.urgency(), sheet.urgencyEdition()));
        if (sheet.wishes().contactBy() != null) {
            wishes.add("はじめの連絡の希望日：" + Wareki.formatWithWeekday(sheet.wishes().contactBy()));
        }
        if (sheet.accompanied()) {
            wishes.add("はじめの相談に同行します。");
        }
        if (sheet.wishes().companyAsked()) {
            wishes.add(ReferralController.companyAsked(sheet) + "。"
                    + (opened.company() == null ? "" : "返事：" + ReferralController.companyAnswer(opened.company())));
        }
        return wishes.stream().filter(wish -> !wish.isEmpty()).collect(Collectors.joining("\n"));
    }

    /** Who reads along and what is enclosed; nothing when there is neither. */
    private static String enclosed(Referrals.Opened opened) {
        String copies = opened.copies().stream().map(SheetStore.Copy::name).collect(Collectors.joining("、"));
        String files = opened.files().stream().map(Attachments.Attached::name).collect(Collectors.joining("、"));
        return Stream.of(copies.isEmpty() ? "" : "写し：" + copies, files.isEmpty() ? "" : "添付：" + files)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private static String replyBy(@org.jspecify.annotations.Nullable LocalDate day) {
        return day == null ? "なし" : Wareki.formatWithWeekday(day);
    }

    private ReferralSheet.Receipt receipt(SheetStore.Sheet sheet, List<SheetStore.Taken> steps) {
        return steps.stream()
                .filter(step -> step.kind() == ReferralFlow.Step.RECEIVE)
                .findFirst()
                .map(step -> step.told() == null
                        ? new ReferralSheet.Receipt(at(step), step.agency(), step.staff())
                        : new ReferralSheet.Receipt(at(step), sheet.toName(), by(step)))
                .orElse(new ReferralSheet.Receipt("", "", ""));
    }

    private ReferralSheet.Answer answer(List<SheetStore.Taken> steps) {
        boolean accepted = steps.stream().anyMatch(step -> step.kind() == ReferralFlow.Step.ACCEPT);
        boolean declined = steps.stream().anyMatch(step -> step.kind() == ReferralFlow.Step.DECLINE);
        boolean replied = steps.stream().anyMatch(step -> step.kind() == ReferralFlow.Step.REPLY);
        List<Choice> outcome = List.of(
                new Choice("引き受けます", accepted ? Box.CHECKED : Box.EMPTY),
                new Choice("対応できません", declined ? Box.CHECKED : Box.EMPTY),
                new Choice("結果をお返しします", replied ? Box.CHECKED : Box.EMPTY));
        return steps.stream()
                .filter(step -> step.kind() == ReferralFlow.Step.DECLINE || step.kind() == ReferralFlow.Step.REPLY)
                .reduce((earlier, later) -> later)
                .map(step -> {
                    String list = step.kind() == ReferralFlow.Step.DECLINE ? "decline-reason" : "reply-outcome";
                    String label = referrals.label(list, step.code(), step.codeEdition());
                    return new ReferralSheet.Answer(
                            outcome, (label + "\n" + step.words()).strip(), step.otherName(), at(step), by(step));
                })
                .orElse(new ReferralSheet.Answer(outcome, "", "", "", ""));
    }

    /** Who it was; for what was keyed in, who said so over there and who typed it. */
    private static String by(SheetStore.Taken step) {
        return step.told() == null ? step.staff() : step.told().who() + "（代わりに入力：" + step.staff() + "）";
    }

    private String at(SheetStore.Taken step) {
        if (step.told() != null) {
            return Wareki.compact(step.told().on());
        }
        ZonedDateTime at = step.at().atZone(clock.getZone());
        return Wareki.compact(at.toLocalDate()) + TIME.format(at);
    }

    private static void fill(Workbook.Form form, ReferralSheet sheet) {
        form.title(sheet.title())
                .line(sheet.to() + "　御中")
                .right(sheet.date() + "　番号 " + sheet.no())
                .band("１　つなぐ側")
                .row(line -> line.label(3, "機関名")
                        .value(10, sheet.from().agency())
                        .label(3, "担当・電話")
                        .value(8, sheet.from().staff() + "\n" + sheet.from().phone()))
                .band("２　ご本人")
                .row(line -> line.label(3, "ふりがな\nお名前")
                        .value(10, sheet.person().kana() + "\n" + sheet.person().name())
                        .label(3, "生年月日")
                        .value(
                                8,
                                (sheet.person().birth() + "\n" + sheet.person().age()).strip()))
                .row(line -> line.label(3, "ご住所")
                        .value(10, sheet.person().address())
                        .label(3, "お電話")
                        .value(8, sheet.person().phone()))
                .row(line -> line.label(3, "安全な連絡").value(21, sheet.person().safe()))
                .row(line -> line.label(3, "ご家族の様子").value(21, sheet.family()))
                .band("３　お困りのこと　（◎ いちばん急ぐもの）");
        for (int i = 0; i < sheet.issues().size(); i += 4) {
            int first = i;
            form.row(line -> {
                for (int j = first; j < first + 4; j++) {
                    line.value(
                            6, j < sheet.issues().size() ? boxed(sheet.issues().get(j)) : "");
                }
            });
        }
        form.band("４　ご相談の内容と、お願いしたいこと")
                .row(4, line -> line.label(3, "内容・\nつなぐ理由").value(21, sheet.reason()))
                .row(2, line -> line.label(3, "お願い・配慮").value(21, sheet.wishes()));
        if (!sheet.enclosed().isEmpty()) {
            form.row(2, line -> line.label(3, "写し・添付").value(21, sheet.enclosed()));
        }
        form.band("５　ご本人の同意")
                .row(
                        2,
                        line -> line.value(
                                        14,
                                        String.join(
                                                "\n",
                                                sheet.consent().stream()
                                                        .map(ReferralSheetController::boxed)
                                                        .toList()))
                                .value(10, sheet.consentNote()))
                .gap()
                .line("受け取った機関が記入　（お返事の期限　" + sheet.replyBy() + "）")
                .row(line -> line.label(3, "受領")
                        .value(7, sheet.receipt().at())
                        .label(3, "機関・担当")
                        .value(
                                11,
                                (sheet.receipt().agency() + "　"
                                                + sheet.receipt().staff())
                                        .strip()))
                .row(line -> line.label(3, "お返事")
                        .value(
                                21,
                                String.join(
                                        "　　",
                                        sheet.answer().outcome().stream()
                                                .map(ReferralSheetController::boxed)
                                                .toList())))
                .row(3, line -> line.label(3, "内容・理由").value(21, sheet.answer().text()))
                .row(line -> line.label(3, "代わりの窓口")
                        .value(10, sheet.answer().otherWindow())
                        .label(3, "返事の日・担当")
                        .value(8, (sheet.answer().at() + "　" + sheet.answer().staff()).strip()));
    }

    private static String boxed(Choice choice) {
        return choice.sign() + " " + choice.label();
    }
}
