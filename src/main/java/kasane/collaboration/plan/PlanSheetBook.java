package kasane.collaboration.plan;

import java.util.List;
import java.util.stream.Collectors;
import kasane.collaboration.plan.PlanSheet.Choice;
import kasane.documents.Workbook;

/** プラン兼利用申込書 as a spreadsheet: every word of the printed one, in the same order. */
final class PlanSheetBook {

    private PlanSheetBook() {}

    /** Writes the form from the same record as the paper. */
    static void fill(Workbook.Form form, PlanSheet sheet) {
        head(form, sheet);
        plan(form, sheet);
        course(form, sheet);
        application(form, sheet.application());
        decision(form, sheet);
    }

    private static void head(Workbook.Form form, PlanSheet sheet) {
        form.title(PlanSheet.TITLE)
                .right("番号　" + sheet.number())
                .row(line -> line.label(4, "作成日")
                        .value(8, sheet.day())
                        .label(2, "回数")
                        .value(10, inOneLine(sheet.rounds())))
                .row(line -> line.label(4, "作成機関")
                        .value(8, sheet.author().agency())
                        .label(2, "型")
                        .value(10, inOneLine(sheet.kinds())))
                .row(line -> line.label(4, "担当")
                        .value(8, sheet.author().staff())
                        .label(2, "電話")
                        .value(10, sheet.author().phone()))
                .band("１　対象となる方")
                .row(line -> line.heading(7, "氏名")
                        .heading(6, "ふりがな")
                        .heading(3, "続柄")
                        .heading(5, "生年月日")
                        .heading(3, "年齢"));
        for (PlanSheet.Person person : sheet.personRows()) {
            form.row(line -> line.value(7, person.name())
                    .value(6, person.kana())
                    .value(3, person.relation())
                    .value(5, person.birth())
                    .value(3, person.age()));
        }
    }

    private static void plan(Workbook.Form form, PlanSheet sheet) {
        form.band("２　意向と課題").row(3, line -> line.label(4, "本人・世帯の意向").value(20, sheet.wishes()));
        List<String> issues = sheet.issueRows();
        for (int i = 0; i < issues.size(); i++) {
            int place = i;
            form.row(line -> line.label(4, place == 0 ? "解決したい課題\n（優先順）" : "")
                    .value(1, Integer.toString(place + 1))
                    .value(19, issues.get(place)));
        }
        form.band("３　目標と方針")
                .row(2, line -> line.label(4, "長期目標").value(20, sheet.longGoal()))
                .row(2, line -> line.label(4, "短期目標\n（このプランで達成すること）").value(20, sheet.shortGoal()))
                .row(2, line -> line.label(4, "支援方針").value(20, sheet.policy()))
                .band("４　支援の内容")
                .row(line -> line.heading(3, "課題")
                        .heading(3, "目標")
                        .heading(5, "支援内容")
                        .heading(4, "本人・家族が\n行うこと")
                        .heading(3, "担当機関・\n担当者")
                        .heading(3, "頻度・時期")
                        .heading(3, "期限"));
        for (PlanSheet.Line each : sheet.lineRows()) {
            form.row(
                    3,
                    line -> line.value(3, each.issue())
                            .value(3, each.goal())
                            .value(5, each.support())
                            .value(4, each.own())
                            .value(3, each.agency())
                            .value(3, each.frequency())
                            .value(3, each.due()));
        }
        form.row(line -> line.label(4, "主担当機関\n（いま）")
                .value(8, sheet.lead())
                .label(4, "終結後の主担当\n（見込み）")
                .value(8, sheet.nextLead()));
    }

    private static void course(Workbook.Form form, PlanSheet sheet) {
        form.band("５　参加支援、アウトリーチ等、併用する制度・事業")
                .row(line -> line.label(4, "参加支援")
                        .value(4, inLines(sheet.participation().choices(), 1))
                        .value(16, sheet.participation().text()))
                .row(line -> line.label(4, "アウトリーチ等を\n通じた継続的支援")
                        .value(4, inLines(sheet.outreach().choices(), 1))
                        .value(16, sheet.outreach().text()))
                .row(line -> line.label(4, "併用する\n制度・事業")
                        .value(
                                20,
                                inLines(sheet.programmes().choices(), 3)
                                        + "\nその他："
                                        + sheet.programmes().others()))
                .band("６　期間、モニタリング、緊急時の対応")
                .row(line -> line.label(4, "プラン期間").value(20, sheet.course().period()))
                .row(line -> line.label(4, "次回モニタリング").value(20, sheet.course().nextDay()))
                .row(2, line -> line.label(4, "緊急時の対応").value(20, sheet.course().emergency()));
    }

    private static void application(Workbook.Form form, PlanSheet.Application application) {
        form.band("７　申込みと同意　（説明を受けてから、ご本人が記入します。）")
                .row(line -> line.value(
                        24, "（あて先）　" + application.to() + "\n" + application.words() + "\n" + application.consent()))
                .row(2, line -> line.label(4, "情報を共有する\n機関").value(20, application.sharedWith()))
                .row(line -> line.label(4, "説明した人")
                        .value(8, application.explainedBy())
                        .label(4, "説明した日")
                        .value(8, application.explainedDay()))
                .row(line -> line.heading(8, "申込み・同意をする方（代理の方は続柄も）")
                        .heading(6, "年月日")
                        .heading(10, "署名"));
        for (PlanSheet.Signature signature : application.signatureRows()) {
            form.row(
                    2,
                    line -> line.value(8, signature.by())
                            .value(6, signature.day())
                            .value(10, signature.sign()));
        }
    }

    private static void decision(Workbook.Form form, PlanSheet sheet) {
        form.band("８　重層的支援会議")
                .row(line -> line.label(4, "開催日").value(20, sheet.conference().day()))
                .row(line -> line.label(4, "協議結果")
                        .value(20, inLines(sheet.conference().results(), 2)))
                .row(
                        2,
                        line -> line.label(4, "協議の内容")
                                .value(20, sheet.conference().text()))
                .band("９　市町村の支援決定")
                .row(line -> line.label(4, "決定日")
                        .value(6, sheet.decision().day())
                        .label(2, "決定者")
                        .value(5, sheet.decision().decidedBy())
                        .label(3, "文書番号")
                        .value(4, sheet.decision().documentNo()))
                .row(2, line -> line.label(4, "備考").value(20, sheet.remarks()));
    }

    private static String inOneLine(List<Choice> choices) {
        return choices.stream().map(Choice::boxed).collect(Collectors.joining("　　"));
    }

    private static String inLines(List<Choice> choices, int perLine) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < choices.size(); i++) {
            text.append(i == 0 ? "" : i % perLine == 0 ? "\n" : "　　")
                    .append(choices.get(i).boxed());
        }
        return text.toString();
    }
}
