package kasane.operations.demo;

import static kasane.operations.demo.Hands.JIRITSU;
import static kasane.operations.demo.Hands.SHOUGAI;
import static kasane.operations.demo.Hands.consent;

import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import kasane.operations.demo.DemoCases.Family;
import kasane.shared.Wareki;

/** 連携支援: a household for which three agencies share the work without 多機関協働. */
final class DemoJoint {

    private final Sittings sittings;
    private final StoryDays days;

    DemoJoint(Sittings sittings) {
        this.sittings = sittings;
        this.days = sittings.days();
    }

    // ---- 口絵家: ひとり暮らしの母。物忘れと家計。包括・自立・障害の三つの機関で受けもつ

    /** Begun by 包括北; one has joined and told how it goes, one is still asked. */
    void tell() {
        Family[] family = new Family[1];
        String[] joint = new String[1];
        at(30, "10:30", "houkatsu", desk -> {
            String home = desk.submit(
                    "/households/new",
                    "/households",
                    Typed.of("family", "口絵")
                            .and("given", "サヨ")
                            .and("familyKana", "くちえ")
                            .and("givenKana", "さよ")
                            .and("birth", days.born(74, 3, 9))
                            .and("sex", "女性"));
            String household = home.split("/")[2];
            String sayo =
                    desk.open("/households/" + household + "/members").id("/households/" + household + "/members/");
            family[0] = new Family(household, Map.of("サヨ", sayo), Map.of());
        });
        at(
                30,
                "11:20",
                "houkatsu",
                desk -> consent(
                        desk,
                        family[0],
                        "サヨ",
                        Typed.of("purpose", "家で暮らし続けるために、三つの機関でいっしょに考えるため")
                                .and("method", "書面")
                                .and("explainedHow", "自宅で、ゆっくり読み合わせた")
                                .and("explainedWith", "説明カード（大きな字）"),
                        JIRITSU,
                        SHOUGAI));
        at(29, "9:40", "houkatsu", desk -> {
            String page = family[0].home() + "/joint-supports";
            joint[0] = desk.submit(
                    page + "/new",
                    page,
                    Typed.of("aim", "お金の心配を減らし、住み慣れた家で暮らし続ける")
                            .and("role", "週に一度の訪問と、受診の付きそい")
                            .and(part(desk, page, JIRITSU), "家計をいっしょに見て、滞りを整理する")
                            .and(part(desk, page, SHOUGAI), "同居を考えている息子さんの相談にのる")
                            .and("review", Wareki.compact(days.ahead(20))));
        });
        at(
                28,
                "14:00",
                "jiritsu",
                desk -> desk.submit(
                        joint[0] + "/answer/new",
                        joint[0] + "/answer",
                        Typed.of("answer", "加わる").and("words", "月に二度、通帳をいっしょに見ます。")));
        at(
                7,
                "16:10",
                "jiritsu",
                desk -> desk.submit(
                        joint[0] + "/report/new",
                        joint[0] + "/report",
                        Typed.of("words", "引き落としを一つの口座にまとめた。来月から通信費が下がる。").and("step", "続ける")));
    }

    /** The field of what an agency is asked to do, by the words beside it. */
    private static String part(DemoDesk desk, String page, String agency) {
        return desk.open(page + "/new")
                .html()
                .replaceAll("(?s).*>" + Pattern.quote(agency) + "に頼むこと.*?name=\"(part-\\d+)\".*", "$1");
    }

    private void at(int openDaysAgo, String clock, String login, Consumer<DemoDesk> act) {
        sittings.at(openDaysAgo, clock, login, act);
    }
}
