package kasane.collaboration.plan;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kasane.collaboration.plan.PlanSheet.Choice;
import kasane.collaboration.plan.PlanSheet.Line;

/** A プラン兼利用申込書 of made-up people: as it usually is, much too long, and not filled in at all. */
final class PlanSamples {

    private PlanSamples() {}

    static final String MADE = "かさね市ふくし総合相談室　仮名原ミノリ　令和8年6月20日 9:00 印刷";

    static PlanSheet usual() {
        return new PlanSheet(
                "様式第3号",
                "8-0012",
                "令和8年6月10日（水）",
                rounds("（第　版）", "初回"),
                choices(Set.of("伴走型"), "課題解決型", "伴走型"),
                new PlanSheet.Author("かさね市ふくし総合相談室", "相談支援包括化推進員　仮名原ミノリ", "0000-10-1200"),
                List.of(
                        new PlanSheet.Person("かくうだに とめ", "架空谷 トメ", "本人", "昭和19年5月3日", "82歳"),
                        new PlanSheet.Person("かくうだに いちろう", "架空谷 イチロウ", "長男", "昭和47年2月ごろ", "54歳ぐらい"),
                        new PlanSheet.Person("かくうだに ひなた", "架空谷 ヒナタ", "孫", "平成28年8月1日", "9歳")),
                "トメさん「この家で、息子と孫と暮らしていきたい」。イチロウさん「人に会うのはまだつらい。体のことは診てもらいたい」。" + "ヒナタさん「保健室なら行けるかもしれない」。",
                List.of("トメさんの介護と、夜間の見守りを家族だけで担っている", "収入が年金だけで、家賃と医療費の支払いが遅れがち", "イチロウさんとヒナタさんに、家のほかの居場所がない"),
                "家族それぞれに相談できる相手がいて、いまの家で暮らし続けられる。",
                "介護サービスを週2回使い、イチロウさんが受診して、今後のことを話せる相手を1人もつ。",
                "急がず、まず顔の見える関係をつくる。家族全体の様子は月1回のチーム会議で共有し、窓口はふくし総合相談室とする。",
                List.of(
                        new Line(
                                "介護の負担",
                                "夜に眠れる日を増やす",
                                "通所介護を週2回、夜間の見守り機器を試しに使う",
                                "トメさんは通所に行ってみる。イチロウさんは送り出しをする",
                                "地域包括支援センター北　例示原ミドリ",
                                "週2回（火・金）",
                                "R8.9.30"),
                        new Line(
                                "受診していない体の不調",
                                "かかりつけの医師を決める",
                                "受診に同行し、医療費の負担を軽くする制度を案内する",
                                "保険証と薬の記録を用意する",
                                "保健センター　模型川シズク",
                                "6月中に1回、その後は月1回",
                                "R8.7.31"),
                        new Line(
                                "家賃などの滞納",
                                "毎月の収支がわかる",
                                "家計表をいっしょにつくり、分納の相談に同行する",
                                "請求書を1つの箱に入れておく",
                                "自立相談支援センター　試作タクミ",
                                "月2回",
                                "R8.12.28"),
                        new Line(
                                "学校を休みがち",
                                "安心して過ごせる場所が1つある",
                                "保健室登校から始め、放課後の居場所を見学する",
                                "ヒナタさんが行きたい日を決める",
                                "（見ることができません）",
                                "（見ることができません）",
                                "R8.10.30")),
                "かさね市ふくし総合相談室（多機関協働）",
                "地域包括支援センター北",
                new PlanSheet.Use(
                        choices(Set.of("利用する"), "利用する", "利用しない", "検討する"), "イチロウさん：園芸作業の見学から始める。候補は見本沢ファーム（週1回、午前のみ）。"),
                new PlanSheet.Use(choices(Set.of("検討する"), "利用する", "利用しない", "検討する"), "会えない日が続いたときは、手紙と訪問で関わりを保つ。"),
                new PlanSheet.Programmes(
                        choices(
                                Set.of("介護保険サービス", "家計改善支援"),
                                "介護保険サービス",
                                "障害福祉サービス",
                                "自立相談支援",
                                "家計改善支援",
                                "就労準備支援",
                                "住居確保給付金",
                                "生活保護",
                                "日常生活自立支援事業・成年後見制度",
                                "就学援助"),
                        "配食の見守り（週3回）"),
                new PlanSheet.Course(
                        "令和8年7月1日",
                        "令和8年12月31日",
                        "令和8年9月15日（火）",
                        "夜間や休日に具合が悪いときは119番。ふくし総合相談室の当番携帯にも連絡する。イチロウさんと連絡がとれないときは、包括北が当日中に訪問する。"),
                new PlanSheet.Application(
                        "かさね市長",
                        "上記の支援プランの内容について説明を受け、利用を申し込みます。",
                        "支援に必要な範囲で、下記の機関が情報を共有することに同意します。",
                        List.of("かさね市ふくし総合相談室", "地域包括支援センター北", "保健センター", "自立相談支援センター", "架空台小学校", "見本沢ファーム"),
                        "仮名原ミノリ（かさね市ふくし総合相談室）",
                        "令和8年6月18日（木）",
                        List.of(
                                new PlanSheet.Signature("架空谷 トメ（本人）", "令和8年6月18日", "署名済み（令和8年6月18日）"),
                                new PlanSheet.Signature("架空谷 イチロウ（長男）", "", ""))),
                new PlanSheet.Conference(
                        "令和8年6月24日（水）", results("修正のうえ決定"), "夜間の見守りを試しに入れることを加えた。滞納の相談はご本人の気持ちが整ってからとする。"),
                new PlanSheet.SupportDecision("令和8年6月26日（金）", "福祉総務課長", "か福総第812号"),
                "兄の親族には伝えない。");
    }

    /** Twenty lines with long texts, many persons and agencies. */
    static PlanSheet endless() {
        PlanSheet usual = usual();
        return new PlanSheet(
                usual.form(),
                usual.no(),
                usual.date(),
                rounds("（第12版）", "再プラン（第12版）"),
                usual.kinds(),
                usual.author(),
                IntStream.rangeClosed(1, 7)
                        .mapToObj(i -> new PlanSheet.Person("れいじま" + i, "例島 " + i + "ばん", "家族" + i, "生まれ" + i, i + "歳"))
                        .toList(),
                lasting("意向", 12),
                IntStream.rangeClosed(1, 8).mapToObj(i -> lasting("課題" + i, 2)).toList(),
                lasting("長期目標", 4),
                lasting("短期目標", 4),
                lasting("方針", 6),
                IntStream.rangeClosed(1, 20)
                        .mapToObj(i -> new Line(
                                lasting("行" + i + "課題", 1),
                                lasting("行" + i + "目標", 1),
                                lasting("行" + i + "内容", i == 7 ? 40 : 3),
                                lasting("行" + i + "家族", 2),
                                lasting("行" + i + "担当", 1),
                                "毎週" + i + "回" + (i == 3 ? "W".repeat(40) : ""),
                                "期限" + i))
                        .toList(),
                lasting("いまの主担当", 1),
                lasting("つぎの主担当", 1),
                new PlanSheet.Use(usual.participation().choices(), lasting("参加支援", 5)),
                new PlanSheet.Use(usual.outreach().choices(), lasting("アウトリーチ", 5)),
                new PlanSheet.Programmes(usual.programmes().choices(), lasting("併用", 3)),
                new PlanSheet.Course(
                        usual.course().from(),
                        usual.course().to(),
                        usual.course().nextMonitoring(),
                        lasting("緊急", 6)),
                new PlanSheet.Application(
                        usual.application().to(),
                        usual.application().words(),
                        usual.application().consent(),
                        IntStream.rangeClosed(1, 25)
                                .mapToObj(i -> "共有する機関その" + i)
                                .toList(),
                        usual.application().explainedBy(),
                        usual.application().explainedOn(),
                        IntStream.rangeClosed(1, 5)
                                .mapToObj(i -> new PlanSheet.Signature("例島 " + i + "ばん（家族）", "", ""))
                                .toList()),
                new PlanSheet.Conference(usual.conference().heldOn(), results("再協議"), lasting("協議", 8)),
                usual.decision(),
                lasting("備考", 8));
    }

    /** Nothing written, only what there is to choose from. */
    static PlanSheet blank() {
        return new PlanSheet(
                "様式第3号",
                "",
                "",
                rounds("（第　版）", ""),
                choices(Set.of(), "課題解決型", "伴走型"),
                new PlanSheet.Author("", "", ""),
                List.of(),
                "",
                List.of(),
                "",
                "",
                "",
                List.of(),
                "",
                "",
                new PlanSheet.Use(choices(Set.of(), "利用する", "利用しない", "検討する"), ""),
                new PlanSheet.Use(choices(Set.of(), "利用する", "利用しない", "検討する"), ""),
                new PlanSheet.Programmes(
                        usual().programmes().choices().stream()
                                .map(choice -> new Choice(choice.label(), false))
                                .toList(),
                        ""),
                new PlanSheet.Course("", "", "", ""),
                new PlanSheet.Application(
                        "かさね市長",
                        "上記の支援プランの内容について説明を受け、利用を申し込みます。",
                        "支援に必要な範囲で、下記の機関が情報を共有することに同意します。",
                        List.of(),
                        "",
                        "",
                        List.of()),
                new PlanSheet.Conference("", results(""), ""),
                new PlanSheet.SupportDecision("", "", ""),
                "");
    }

    private static List<Choice> rounds(String edition, String chosen) {
        return choices(Set.of(chosen), "初回", "再プラン" + edition);
    }

    private static List<Choice> results(String chosen) {
        return choices(Set.of(chosen), "プラン適切", "修正のうえ決定", "再協議", "紹介元（包括的相談支援）が主担当", "他機関へつなぐ", "終結");
    }

    private static List<Choice> choices(Set<String> chosen, String... labels) {
        return Stream.of(labels)
                .map(label -> new Choice(label, chosen.contains(label)))
                .toList();
    }

    /** A text that tells at its end that nothing of it was lost. */
    private static String lasting(String name, int sentences) {
        return name + "はじめ。" + "少しずつ様子を見ながら話し合って決めます。".repeat(sentences) + name + "おわり";
    }
}
