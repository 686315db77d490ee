package kasane.operations.demo;

import java.util.function.Consumer;
import kasane.shared.Wareki;

/**
 * 同意のないまま考える世帯と、名前を出さない相談: a 支援会議 that was held once and is to be held again, a 開催依頼 that waits to be
 * judged, and what agencies asked a coordinator.
 */
final class DemoSupport {

    private final Sittings sittings;
    private final StoryDays days;

    DemoSupport(Sittings sittings) {
        this.sittings = sittings;
        this.days = sittings.days();
    }

    /** Tells all of it. */
    void tell() {
        fuchidori();
        sashie();
        advice();
    }

    // ---- 縁取家: だれも出てこない家。支援会議で考える

    private void fuchidori() {
        String[] request = new String[1];
        String[] series = new String[1];
        String[] sitting = new String[1];
        at(
                16,
                "16:20",
                "houkatsu",
                desk -> request[0] = desk.submit(
                        "/convening-requests/new",
                        "/convening-requests",
                        Typed.of("called", "縁取家")
                                .and("worry", "80代の父と50代の長女。父の姿をひと月だれも見ていない。長女は扉ごしに「けっこうです」とだけ言う。水道は使われている。")
                                .and("noConsent", "ご本人が望んでいない")
                                .and("effort", "週に一度、手紙を入れている")
                                .and("wanted", "民生委員、社会福祉協議会")
                                .and("urgent", "急ぐ")));
        at(
                15,
                "9:30",
                "kacho",
                desk -> series[0] = desk.submit(
                        request[0] + "/judgement/new", request[0] + "/judgement", Typed.of("judgement", "支援会議をひらく")));
        at(
                15,
                "10:10",
                "kacho",
                desk -> sitting[0] = desk.submit(
                        series[0] + "/sittings/new",
                        series[0] + "/sittings",
                        Typed.of("on", Wareki.compact(days.ago(9)))
                                .and("from", "15:00")
                                .and("until", "16:00")
                                .and("place", "市役所 第3会議室")
                                .and("purpose", "父の安否をどう確かめ、だれがどう関わるか")
                                .and("members", "地域包括支援センター北", "民生委員・児童委員（北地区）", "社会福祉協議会")
                                .and("secrecy", secrecy(desk, series[0]))));
        at(9, "14:50", "houkatsu", desk -> {
            enter(desk, sitting[0]);
            material(desk, sitting[0], "訪問のようす", "四月から六回訪ねた。長女は扉ごしに答える。父の声は五月に一度だけ聞こえた。玄関に介護用品の空き箱がある。");
        });
        at(9, "14:55", "minsei", desk -> {
            enter(desk, sitting[0]);
            material(desk, sitting[0], "近所のようす", "夜に明かりはつく。長女は早朝に買い物に出る。ごみ出しで二度あいさつした。");
        });
        at(9, "16:30", "kacho", desk -> {
            desk.submit(
                    sitting[0] + "/minutes/edit",
                    sitting[0] + "/minutes",
                    Typed.of("summary", "父は家にいるとみられる。長女は介護をひとりで続けていて、責められると感じている。")
                            .and("view", "父の安否より先に、長女をねぎらう関わりから。"));
            decided(desk, sitting[0], "早朝の買い物の時間に、あいさつを続ける", "民生委員・児童委員（北地区）", 20);
            decided(desk, sitting[0], "介護用品の助成の案内を、手紙で届ける", "地域包括支援センター北", 3);
            desk.submit(
                    sitting[0] + "/conclusion/new",
                    sitting[0] + "/conclusion",
                    Typed.of("result", "もう一度ひらく").and("until", "").and("end", ""));
        });
        String[] next = new String[1];
        at(
                6,
                "11:00",
                "kacho",
                desk -> next[0] = desk.submit(
                        series[0] + "/sittings/new",
                        series[0] + "/sittings",
                        Typed.of("on", Wareki.compact(days.ahead(4)))
                                .and("from", "15:00")
                                .and("place", "市役所 第3会議室")
                                .and("purpose", "手紙のあとのようすと、長女を支える手だて")
                                .and("members", "地域包括支援センター北", "民生委員・児童委員（北地区）", "見本台クリニック")
                                .and("secrecy", secrecy(desk, series[0]))));
        at(
                6,
                "11:10",
                "kacho",
                desk -> desk.submit(
                        next[0] + "/carried/new",
                        next[0] + "/carried",
                        Typed.of("pieces", "第1回の会議録").and("why", "クリニックに、これまでの見立てを分かってもらうため")));
        at(
                5,
                "14:00",
                "kacho",
                desk -> desk.submit(
                        next[0] + "/cooperation-requests/new",
                        next[0] + "/cooperation-requests",
                        Typed.of("to", "自立相談支援センターかさね").and("question", "この世帯から家計や仕事の相談を受けたことがあるか。")));
    }

    private static void enter(DemoDesk desk, String sitting) {
        desk.submit(sitting, sitting + "/entries", Typed.NOTHING);
    }

    private static void material(DemoDesk desk, String sitting, String title, String words) {
        desk.submit(
                sitting + "/materials/new",
                sitting + "/materials",
                Typed.of("title", title).and("words", words));
    }

    private void decided(DemoDesk desk, String sitting, String what, String by, int inDays) {
        desk.submit(
                sitting + "/decisions/new",
                sitting + "/decisions",
                Typed.of("what", what).and("by", by).and("due", days.in(inDays)));
    }

    /** The words beside the box: they are a setting of the town. */
    private static String secrecy(DemoDesk desk, String series) {
        String html = desk.open(series + "/sittings/new").html();
        return html.replaceAll("(?s).*name=\"secrecy\"[^>]*>\\s*<label[^>]*>(.*?)</label>.*", "$1")
                .strip();
    }

    // ---- 挿絵家: 開催依頼。まだ判断されていない

    private void sashie() {
        at(
                1,
                "15:40",
                "shougai",
                desk -> desk.submit(
                        "/convening-requests/new",
                        "/convening-requests",
                        Typed.of("called", "挿絵家")
                                .and("worry", "30代の兄妹。妹の通所が三か月とだえ、兄は電話に出ない。家賃の督促状が郵便受けからあふれている。")
                                .and("noConsent", "まだ会えていない")
                                .and("wanted", "自立相談支援センター、住宅の窓口")
                                .and("urgent", "ふつう")));
    }

    // ---- 名前を出さない相談

    private void advice() {
        String[] asked = new String[1];
        at(
                11,
                "9:50",
                "shougai",
                desk -> asked[0] = desk.submit(
                        "/advice/new",
                        "/advice",
                        Typed.of("field", "使える制度が見あたらない")
                                .and("to", "福祉総合支援課 多機関協働係")
                                .and("worry", "40代の男性。手帳はなく、仕事は続かない。親の年金で暮らしていて、親は施設に入る予定。")
                                .and("shape", "高齢の親と子")
                                .and("wanted", "助言がほしい")));
        at(
                10,
                "13:15",
                "suishin",
                desk -> desk.submit(
                        asked[0] + "/answer/new",
                        asked[0] + "/answer",
                        Typed.of("words", "自立相談の家計の相談を入口にしてはどうでしょう。就労準備は、手帳がなくても使えます。はじめの面談に同行できます。")));
        at(
                4,
                "16:45",
                "shougai",
                desk -> desk.submit(
                        asked[0] + "/closure/new",
                        asked[0] + "/closure",
                        Typed.of("outcome", "ほかの機関につないだ").and("words", "家計の相談につながりました。")));
        at(
                7,
                "17:20",
                "suishin",
                desk -> desk.submit(
                        "/accompaniments/new",
                        "/accompaniments",
                        Typed.of("minutes", "120")
                                .and("whom", "ケアマネジャーと、70代の男性")
                                .and("place", "見本台クリニック")
                                .and("words", "受診まで付き添った。本人が先生に自分から話した。")));
        at(
                1,
                "11:30",
                "houkatsu",
                desk -> desk.submit(
                        "/advice/new",
                        "/advice",
                        Typed.of("field", "支援を望まれない")
                                .and("to", "福祉総合支援課 多機関協働係")
                                .and("worry", "90代の女性。訪問介護を断りつづけ、長男が仕事を休んで介護している。長男も疲れている。")
                                .and("tried", "主治医からも話してもらった。")
                                .and("shape", "高齢の親と子")
                                .and("wanted", "いっしょに行ってほしい")));
    }

    private void at(int openDaysAgo, String clock, String login, Consumer<DemoDesk> act) {
        sittings.at(openDaysAgo, clock, login, act);
    }
}
