package kasane.documents;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import kasane.referral.sheet.ReferralSheet;
import kasane.referral.sheet.ReferralSheet.Box;
import kasane.referral.sheet.ReferralSheet.Choice;
import kasane.ui.Frame;

/** A つなぐシート of made-up people, full and with what a hostile hand might type. */
final class Referrals {
    private Referrals() {}

    static final SheetFrame FRAME = SheetFrame.confidential("つなぐシート", "税務課収納係　見本沢タクミ　令和8年6月15日 9:00 印刷")
            .numbered("様式第1号")
            .with(
                    new Frame.Link("つなぎにもどる", "/referrals/1"),
                    List.of(
                            new Frame.Link("PDF", "/referrals/1/sheet.pdf"),
                            new Frame.Link("Excel", "/referrals/1/sheet.xlsx")));

    static ReferralSheet sample() {
        return sheet(
                "架空山 トメ",
                "介護保険料の納付相談で来所。ご主人の物忘れが進み、通帳の管理ができなくなっている。同居の息子さんは仕事をしておらず、"
                        + "お孫さんが学校に行けていない様子。\n「どこに相談したらよいか分からない」と話された。");
    }

    static ReferralSheet sheet(String name, String reason) {
        Map<String, Box> chosen = Map.of("介護・認知症", Box.MOST_URGENT, "収入・生活費", Box.CHECKED, "子育て・学校", Box.CHECKED);
        return new ReferralSheet(
                "つなぐシート",
                "3f2a",
                "令和8年6月15日（月）",
                "地域包括支援センター北",
                new ReferralSheet.Sender("税務課収納係", "主事 見本沢タクミ", "0000-10-1100"),
                new ReferralSheet.Person(
                        "かくうやま とめ",
                        name,
                        "昭和19年5月3日",
                        "82歳",
                        "かさね市架空台1丁目2番3号",
                        "090-0000-0000",
                        "携帯のみ。留守番電話には残さない。午前中に。"),
                "夫（84）物忘れがある。長男（54）無職、通院中とのこと。孫（10）小学5年、学校を休みがち。",
                Stream.of(
                                "病気・健康",
                                "こころ",
                                "障害",
                                "介護・認知症",
                                "子育て・学校",
                                "仕事さがし",
                                "収入・生活費",
                                "家賃・税・公共料金",
                                "借金",
                                "住まい",
                                "家族との関係",
                                "ひきこもり・不登校",
                                "地域との関係",
                                "DV・虐待",
                                "その他")
                        .map(label -> new Choice(label, chosen.getOrDefault(label, Box.EMPTY)))
                        .toList(),
                "",
                List.of(new Choice("いただいた", Box.CHECKED), new Choice("いただいていない（命・身体・財産の危険のため）", Box.EMPTY)),
                "令和8年6月15日 口頭・書面で説明（見本沢）。伝える範囲：お名前、連絡先、お困りのこと、相談の内容。滞納額は含めない。",
                reason,
                "ご主人のいないところで話したいとのこと。訪問は午前中に。",
                "",
                "令和8年6月22日（月）",
                new ReferralSheet.Receipt("令和8年6月15日 11:20", "地域包括支援センター北", "例示原ミドリ"),
                new ReferralSheet.Answer(
                        List.of(
                                new Choice("引き受けます", Box.CHECKED),
                                new Choice("一緒に対応します", Box.EMPTY),
                                new Choice("対応できません", Box.EMPTY)),
                        "6月17日（水）10時に訪問します。結果をお知らせします。",
                        "",
                        "令和8年6月15日",
                        "例示原ミドリ"));
    }
}
