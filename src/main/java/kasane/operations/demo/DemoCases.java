package kasane.operations.demo;

import static kasane.operations.demo.Hands.CLINIC;
import static kasane.operations.demo.Hands.HOUKATSU;
import static kasane.operations.demo.Hands.JIRITSU;
import static kasane.operations.demo.Hands.KODOMO;
import static kasane.operations.demo.Hands.MINSEI;
import static kasane.operations.demo.Hands.OWN;
import static kasane.operations.demo.Hands.SCHOOL;
import static kasane.operations.demo.Hands.SHAKYO;
import static kasane.operations.demo.Hands.SHOUGAI;
import static kasane.operations.demo.Hands.TAKIKAN;
import static kasane.operations.demo.Hands.TEAM;
import static kasane.operations.demo.Hands.accept;
import static kasane.operations.demo.Hands.confirm;
import static kasane.operations.demo.Hands.consent;
import static kasane.operations.demo.Hands.contact;
import static kasane.operations.demo.Hands.member;
import static kasane.operations.demo.Hands.person;
import static kasane.operations.demo.Hands.press;
import static kasane.operations.demo.Hands.record;
import static kasane.operations.demo.Hands.refuse;
import static kasane.operations.demo.Hands.reply;
import static kasane.operations.demo.Hands.send;
import static kasane.operations.demo.Hands.tie;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import kasane.shared.Wareki;

/**
 * かさね市の物語: one method a story, told sitting by sitting by the people it happens to. The kinds of cases are those of the
 * source texts; every name, number and place is made up.
 */
final class DemoCases {

    /** Everybody whom the family of four lets help. */
    private static final String[] TEAM_OF_FOUR = {TAKIKAN, SHOUGAI, SCHOOL, CLINIC, MINSEI, JIRITSU, SHAKYO, KODOMO};

    private final Sittings sittings;
    private final StoryDays days;

    DemoCases(Sittings sittings) {
        this.sittings = sittings;
        this.days = sittings.days();
    }

    /**
     * A household as its story leaves it, for a story that goes on.
     *
     * @param household its key in the record of the agency that accompanies it
     * @param persons   the key of each person by the given name
     * @param consents  the key of each person's consent by the given name
     */
    record Family(String household, Map<String, String> persons, Map<String, String> consents) {

        /** The address of its record. */
        String home() {
            return "/households/" + household;
        }

        /** The key of the person with this given name. */
        String person(String given) {
            return Objects.requireNonNull(persons.get(given), given);
        }
    }

    /** Tells all of them. */
    void tell() {
        DemoPlans plans = new DemoPlans(sittings);
        plans.kakuudani(kakuudani());
        plans.othersInConference(shisakuzawa(), midashi(), hanrei(), reijima());
        plans.isConferredOnToday(tebiki());
        plans.movesAway(kuuran());
        plans.hasJustBegun(shoshiki());
        plans.waitsForAnAnswer(zumen());
        plans.meetsBeforeConsent(mihonda());
        karioki();
        reibun();
        hinagata();
        katagi();
        kanabashi();
        someone();
        new DemoJoint(sittings).tell();
        new DemoSupport(sittings).tell();
    }

    // ---- 架空谷家: 認知症の初期の夫婦、失業中で精神疾患のある息子（ひとり親）、発達障害で学校に行っていない孫

    /** 税の窓口で気づき、包括が訪ね、ネグレクトはすぐに知らせ、三人の同意がそろうまで. */
    Family kakuudani() {
        String sheet = kakuudaniIsPassedOn();
        Family family = kakuudaniIsVisited(sheet);
        neglectIsReported(family);
        taxHearsBack(sheet);
        Family agreed = kakuudaniAgrees(family);
        kakuudaniIsAccompanied(agreed);
        return agreed;
    }

    private String kakuudaniIsPassedOn() {
        String[] sheet = new String[1];
        at(
                62,
                "10:20",
                "zei",
                desk -> sheet[0] = send(
                        desk,
                        "/referrals/new",
                        Typed.of("name", "架空谷 トメ")
                                .and("kana", "かくうだに とめ")
                                .and("phone", "090-0000-1201")
                                .and("contactNote", "携帯のみ・留守電不可。自宅の電話は息子さんが出るのでかけない")
                                .issues("issues", "mainIssue", "介護", "税・公共料金", "お金・生活費", "家族との関係")
                                .and("to", HOUKATSU)
                                .and(
                                        "word",
                                        "納付の相談に来られたが、同じことを何度もたずねられ、通帳の場所がわからないと話された。夫も物忘れがあり、"
                                                + "同居の息子さんは仕事をしておらず、お孫さんは学校に行っていないとのこと。"
                                                + "「だれに相談したらいいかわからない」と言われたので、暮らしのことから聞いてほしい。")
                                .and("consent", "いただいた")
                                .and("birth", days.born(80, 3, 5))
                                .and("address", "かさね市架空町1丁目2番3号")
                                .and("family", "夫、息子、小学生の孫との4人暮らし。家は持ち家。")
                                .and("accompanied", "はじめの相談に同行します")));
        return sheet[0];
    }

    private Family kakuudaniIsVisited(String sheet) {
        String[] household = new String[1];
        Map<String, String> persons = new LinkedHashMap<>();
        at(61, "9:10", "houkatsu", desk -> household[0] = accept(desk, sheet));
        String home = "/households/" + household[0];
        at(60, "15:40", "houkatsu", desk -> {
            String tome = desk.open(home + "/members").id(home + "/members/");
            persons.put("トメ", tome);
            desk.submit(
                    home + "/members/" + tome,
                    home + "/members/" + tome,
                    Typed.of("sex", "女性").and("tie", "本人").and("note", "もの忘れ外来を、一度だけ受けている。"));
            persons.put(
                    "カンイチ",
                    member(
                            desk,
                            home,
                            person("架空谷", "カンイチ", "かくうだに", "かんいち", days.born(83, 7, 2), "男性")
                                    .and("tie", "配偶者")));
            persons.put(
                    "ヒロシ",
                    member(
                            desk,
                            home,
                            person("架空谷", "ヒロシ", "かくうだに", "ひろし", days.born(54, 11, 9), "男性")
                                    .and("tie", "子")));
            persons.put(
                    "ソラ",
                    member(
                            desk,
                            home,
                            person("架空谷", "ソラ", "かくうだに", "そら", days.born(10, 6, 21), "男性")
                                    .and("tie", "孫")));
            desk.submit(home + "/name", home + "/name", Typed.of("householdNote", "持ち家の4人暮らし。"));
            tie(desk, home, "架空谷 トメ", "架空谷 カンイチ", "配偶者・パートナー", Typed.of("marriage", "婚姻"));
            tie(desk, home, "架空谷 トメ", "架空谷 ヒロシ", "親", Typed.NOTHING);
            tie(desk, home, "架空谷 カンイチ", "架空谷 ヒロシ", "親", Typed.of("how", "対立がある"));
            tie(desk, home, "架空谷 ヒロシ", "架空谷 ソラ", "親", Typed.NOTHING);
            desk.submit(
                    home + "/relationships/new",
                    home + "/relationships",
                    Typed.of("person", "架空谷 ヒロシ")
                            .and("otherName", "元の妻")
                            .and("kind", "配偶者・パートナー")
                            .and("marriage", "離別")
                            .and("how", "疎遠・音信不通"));
            contact(desk, home, tome, "住所・居所", "かさね市架空町1丁目2番3号", "");
            contact(desk, home, tome, "自宅の電話", "0000-20-1201", "日中は息子が出る。かけない");
            contact(desk, home, persons.get("ヒロシ"), "携帯電話", "080-0000-1202", "夕方からつながる");
            contact(desk, home, persons.get("ソラ"), "学校・園", SCHOOL, "");
            desk.submit(
                    home + "/safe-contact",
                    home + "/safe-contact",
                    Typed.of("phone", "090-0000-1201")
                            .and("hours", "平日 10時から15時")
                            .and("voicemail", "だめ")
                            .and("post", "よい")
                            .and("senderName", "だめ")
                            .and("mayKnow", "カンイチさん")
                            .and("doNot", "自宅の電話にはかけない（息子さんが出る）"));
        });
        String[] visit = new String[1];
        at(
                60,
                "16:30",
                "houkatsu",
                desk -> visit[0] = record(
                        desk,
                        home,
                        "訪問",
                        "トメさん",
                        TEAM,
                        Typed.of("doneTime", "13:30")
                                .and("withWhom", "トメさん、カンイチさん")
                                .and("place", "自宅")
                                .and(
                                        "facts",
                                        "税務課の職員とともに訪問。台所の流しに洗い物がたまり、冷蔵庫に期限の切れた食品が多い。"
                                                + "トメさんは曜日を答えられず、同じ話を3回された。カンイチさんは通院の薬が数か月分残っていた。")
                                .and("words", "「このごろ、お財布をどこに置いたかわからなくなるの」")
                                .and("impression", "夫婦とも認知症の初期と思われる。家事を続けるのが難しくなっている。")
                                .and("next", "もの忘れ外来の受診に付き添う")
                                .and("until", Wareki.compact(days.ago(55)))));
        // What concerns the child and the son, who have not been asked, stays with those who saw it.
        at(
                60,
                "16:45",
                "houkatsu",
                desk -> record(
                        desk,
                        home,
                        "訪問",
                        "ソラさん",
                        OWN,
                        Typed.of("doneTime", "13:30")
                                .and("withWhom", "祖父母")
                                .and("place", "自宅")
                                .and("facts", "平日の昼に家にいて、奥の部屋で動画を見ていた。声をかけるとうなずいた。父は自室から出てこなかった。")
                                .and("words", "「わたしがしっかりしないと、あの子にごはんを食べさせる人がいない」（トメさん）")
                                .and("impression", "世話は祖母ひとりにかかっている。次の訪問で食事の様子を必ず見る。")));
        // What is done is ticked off where it was written down.
        at(
                55,
                "16:00",
                "houkatsu",
                desk -> desk.submit(
                        "/records/" + visit[0], "/records/" + visit[0] + "/next-step-completion", Typed.NOTHING));
        return new Family(household[0], persons, Map.of());
    }

    private void neglectIsReported(Family family) {
        String home = "/households/" + family.household();
        String[] report = new String[1];
        at(57, "11:20", "houkatsu", desk -> {
            record(
                    desk,
                    home,
                    "訪問",
                    "世帯全体",
                    OWN,
                    Typed.of("doneTime", "10:00")
                            .and("withWhom", "トメさん、ソラさん")
                            .and("place", "自宅")
                            .and(
                                    "facts",
                                    "トメさんが前の晩から食事を作れず、ソラさんはきのうの昼から何も食べていないと話した。"
                                            + "服は3日ほど同じで、爪がのびている。父は自室から出てこず、声をかけても返事がなかった。")
                            .and("words", "「おなかすいた。おばあちゃん、ごはん忘れるようになった」（ソラさん）")
                            .and("impression", "祖母が担ってきた世話がとだえ、父による養育の放棄（ネグレクト）の疑いがある。待たずに通告する。"));
            report[0] = desk.submit(
                    "/suspicions/new",
                    "/suspicions",
                    Typed.of("kind", "児童虐待")
                            .and("immediate", "いますぐではない")
                            .and("called", KODOMO + "（11時）")
                            .and("person", "架空谷 ソラ")
                            .and("age", "10歳")
                            .and("place", "かさね市架空町1丁目2番3号（自宅）")
                            .and("contactNote", "祖母の携帯 090-0000-1201 へ。父にはまだ伝えていない")
                            .and("facts", "けさ10時に訪問。前日の昼から食事をとっていないと本人が話した。服は3日ほど同じ。父は自室から出てこなかった。")
                            .and("impression", "祖母が担ってきた世話がとだえ、父は応じない。安全の確認をお願いしたい。")
                            .and("accused", "家族・同居する人")
                            .and("accusedName", "父"));
        });
        String[] theirs = new String[1];
        at(57, "11:50", "kodomo", desk -> {
            desk.submit(report[0], report[0] + "/receipt", Typed.NOTHING);
            theirs[0] = desk.open(report[0]).id("/households/");
        });
        at(
                57,
                "17:10",
                "kodomo",
                desk -> record(
                        desk,
                        "/households/" + theirs[0],
                        "訪問",
                        "ソラさん",
                        OWN,
                        Typed.of("doneTime", "14:00")
                                .and("withWhom", "ソラさん、祖父母")
                                .and("place", "自宅")
                                .and("facts", "48時間以内の安全の確認として訪問し、本人に会えた。けがはない。その場で食事をとった。父とは戸ごしに2分ほど話した。")
                                .and("words", "「学校は、音がいっぱいでつかれる」")
                                .and("impression", "緊急の一時保護までは要しない。食事の確保と、父の状態の見きわめが先。")
                                .and("next", "学校と週1回の様子の確認を続ける")
                                .and("until", days.in(0))));
        at(
                54,
                "10:30",
                "kodomo",
                desk -> desk.submit(
                        report[0] + "/conclusion/new",
                        report[0] + "/conclusion",
                        Typed.of("outcome", "安全を確かめ、支援に入った")
                                .and("words", "当日に訪問して本人に会えた。けがはない。緊急の一時保護までは要しないと所内で決めた。学校と週1回、様子を確かめる。")
                                .and("told", "当日に訪問して安全を確かめました。こちらでも訪問を続け、変わったことはすぐ電話します。")));
        at(
                54,
                "13:30",
                "houkatsu",
                desk -> record(
                        desk,
                        home,
                        "他機関との協議（会議以外）",
                        "世帯全体",
                        OWN,
                        Typed.of("doneTime", "13:20")
                                .and("withWhom", KODOMO)
                                .and("facts", "こども家庭センターから、訪問して安全を確かめたとの返事を受けた。役割の分け方を電話で確かめた。")
                                .and("impression", "ソラさんのことは、父の同意を求めずに法律の道で進める。疑いのある親に同意を頼むことはしない。")));
    }

    private void taxHearsBack(String sheet) {
        at(
                52,
                "9:40",
                "houkatsu",
                desk -> reply(desk, sheet, "一緒に対応している", "ご自宅を訪ね、ご夫婦の通院と介護の相談を始めました。納付のことは、落ち着いたらご本人といっしょに窓口へうかがいます。"));
        at(51, "11:00", "zei", desk -> confirm(desk, sheet));
    }

    private Family kakuudaniAgrees(Family family) {
        String home = "/households/" + family.household();
        Map<String, String> consents = new LinkedHashMap<>();
        at(48, "14:30", "houkatsu", desk -> {
            consents.put(
                    "トメ",
                    consent(
                            desk,
                            family,
                            "トメ",
                            Typed.of("purpose", "家族4人の暮らしを、関わる機関がいっしょに支えるため")
                                    .and("excludedNote", "近所の人には言わない")
                                    .and("method", "書面")
                                    .and("explainedHow", "自宅で、夫といっしょに、ゆっくり2回")
                                    .and("explainedWith", "説明カード（大きな字）"),
                            TEAM_OF_FOUR));
            consents.put(
                    "カンイチ",
                    consent(
                            desk,
                            family,
                            "カンイチ",
                            Typed.of("purpose", "家族4人の暮らしを、関わる機関がいっしょに支えるため")
                                    .and("method", "書面")
                                    .and("explainedHow", "自宅で、妻といっしょに、ゆっくり2回")
                                    .and("explainedWith", "説明カード（大きな字）"),
                            TEAM_OF_FOUR));
        });
        at(
                44,
                "17:30",
                "houkatsu",
                desk -> record(
                        desk,
                        home,
                        "訪問",
                        "ヒロシさん",
                        OWN,
                        Typed.of("doneTime", "16:00")
                                .and("withWhom", "ヒロシさん")
                                .and("place", "自宅の玄関先")
                                .and("facts", "3回目の訪問で、はじめて本人から玄関に出てきた。10分ほど立ち話。2年前に勤め先をやめ、半年前から通院していないと話した。")
                                .and("words", "「親父に説教されるのがいやで部屋にいる。ソラのことは、悪いと思っている」")
                                .and("impression", "責められる場ではないとわかれば話ができる。病状が重いときの養育の難しさであり、意図した放置とは見えない。")));
        at(
                41,
                "17:00",
                "houkatsu",
                desk -> consents.put(
                        "ヒロシ",
                        consent(
                                desk,
                                family,
                                "ヒロシ",
                                Typed.of("purpose", "通院の再開と、仕事・お金の相談をいっしょに進めるため")
                                        .and("excludedNote", "父（カンイチさん）には、病気のくわしいことを言わない")
                                        .and("method", "口頭")
                                        .and("explainedHow", "自宅の玄関先で、短く区切って3回。あとで読み返せる紙を渡した")
                                        .and("explainedWith", "説明カード"),
                                TEAM_OF_FOUR)));
        return new Family(family.household(), family.persons(), consents);
    }

    private void kakuudaniIsAccompanied(Family family) {
        String home = "/households/" + family.household();
        at(
                33,
                "16:20",
                "shougai",
                desk -> record(
                        desk,
                        home,
                        "同行",
                        "ヒロシさん",
                        TEAM,
                        Typed.of("doneTime", "14:00")
                                .and("withWhom", "ヒロシさん、見本台クリニックの相談室")
                                .and("place", CLINIC)
                                .and("facts", "本人と受診に同行。診察は15分。薬が再開になり、次は2週間後。帰りに障害福祉サービスの話を少しした。")
                                .and("words", "「待合室に人が少なくて助かった」")
                                .and("impression", "午後の遅い時間なら通える。朝の予約は避ける。")));
        at(
                25,
                "11:30",
                "jiritsu",
                desk -> record(
                        desk,
                        home,
                        "電話",
                        "ヒロシさん",
                        TEAM,
                        Typed.of("doneTime", "11:00")
                                .and("withWhom", "ヒロシさん")
                                .and("facts", "家計の相談の初回を電話で約束。公共料金の払い込みの用紙をまとめておいてもらう。")
                                .and("impression", "仕事探しはまだ早い。まず家計の見える化から。")));
        at(
                9,
                "15:00",
                "iryou",
                desk -> record(
                        desk,
                        home,
                        "来所面談",
                        "ヒロシさん",
                        TEAM,
                        Typed.of("doneTime", "14:20")
                                .and("withWhom", "ヒロシさん")
                                .and("facts", "予約どおりに3回続けて通院。夜は眠れるようになったとのこと。")
                                .and("impression", "回復の途中。急がせず、昼の居場所を考えてよい時期。")));
        at(
                4,
                "17:20",
                "houkatsu",
                desk -> record(
                        desk,
                        home,
                        "訪問",
                        "トメさん",
                        TEAM,
                        Typed.of("doneTime", "14:30")
                                .and("withWhom", "トメさん、カンイチさん")
                                .and("place", "自宅")
                                .and("facts", "介護保険の認定の調査に立ち会った。配食は週4回受け取れている。納付の用紙は箱にまとめてあった。")
                                .and("words", "「ヒロシが、夕飯の米をといでくれた」")
                                .and("impression", "役割を分けてから、ご夫婦も訪問に身構えなくなった。")
                                .and("next", "認定の調査の結果を、カンイチさんに電話で伝える")
                                .and("until", days.in(0))));
        at(
                2,
                "10:40",
                "minsei",
                desk -> record(
                        desk,
                        home,
                        "訪問",
                        "カンイチさん",
                        TEAM,
                        Typed.of("doneTime", "10:10")
                                .and("withWhom", "カンイチさん")
                                .and("facts", "回覧板のついでに立ち寄った。雨戸が開いていた。配食の申込みの紙を預かった。")));
        at(
                1,
                "15:10",
                "shougai",
                desk -> record(
                        desk,
                        home,
                        "電話",
                        "ヒロシさん",
                        TEAM,
                        Typed.of("doneTime", "14:50")
                                .and("withWhom", "ヒロシさん")
                                .and("facts", "地域活動支援センターの見学を来週に決めた。")
                                .and("words", "「行くだけ行ってみる」")
                                .and("next", "見学に同行する")
                                .and("until", days.in(6))));
    }

    // ---- 例島家: 8050。民生委員が気づいた、ひきこもりの息子

    private Family reijima() {
        String[] sheet = new String[1];
        at(
                13,
                "13:30",
                "minsei",
                desk -> sheet[0] = send(
                        desk,
                        "/referrals/new",
                        Typed.of("name", "例島 キヨ")
                                .and("kana", "れいじま きよ")
                                .and("phone", "0000-20-2301")
                                .and("contactNote", "午前中だけ。息子が起きる夕方は避ける")
                                .issues("issues", "mainIssue", "ひきこもり・不登校", "介護", "お金・生活費")
                                .and("to", HOUKATSU)
                                .and("word", "見守りの訪問で、51歳の息子さんが20年ほど家から出ていないと打ち明けられた。年金だけの暮らしで、先が心配とのこと。")
                                .and("consent", "いただいた")
                                .and("birth", days.born(82, 2, 14))
                                .and("family", "息子と2人暮らし。夫は5年前に亡くなった。")
                                .and("companyAsked", "相手の職員に、同行をお願いする")
                                .and("companyNote", "はじめの訪問に、いっしょに来てほしい")
                                .and("copies", SHAKYO)));
        String[] household = new String[1];
        at(12, "9:00", "houkatsu", desk -> {
            press(desk, sheet[0], "receipt");
            desk.submit(
                    "/referrals/" + sheet[0] + "/company/new",
                    "/referrals/" + sheet[0] + "/company",
                    Typed.of("answer", "同行します")
                            .and("day", Wareki.compact(days.ago(10)))
                            .and("words", "午後3時に、お宅の前で"));
            press(desk, sheet[0], "acceptance");
            household[0] = desk.open("/referrals/" + sheet[0]).id("/households/");
        });
        at(12, "10:10", "shakyo", desk -> press(desk, sheet[0], "reading"));
        String home = "/households/" + household[0];
        Map<String, String> persons = new LinkedHashMap<>();
        Family family = new Family(household[0], persons, new LinkedHashMap<>());
        at(10, "16:50", "houkatsu", desk -> {
            String kiyo = desk.open(home + "/members").id(home + "/members/");
            persons.put("キヨ", kiyo);
            desk.submit(
                    home + "/members/" + kiyo,
                    home + "/members/" + kiyo,
                    Typed.of("sex", "女性").and("tie", "本人"));
            member(
                    desk,
                    home,
                    person("例島", "ツトム", "れいじま", "つとむ", days.born(51, 9, 30), "男性")
                            .and("tie", "子"));
            tie(desk, home, "例島 キヨ", "例島 ツトム", "親", Typed.NOTHING);
            record(
                    desk,
                    home,
                    "訪問",
                    "キヨさん",
                    OWN,
                    Typed.of("doneTime", "10:00")
                            .and("withWhom", "キヨさん、民生委員")
                            .and("place", "自宅")
                            .and("facts", "2階の戸は閉まったまま。階段の下から名前だけ伝えた。キヨさんは買い物の荷物がつらくなっている。")
                            .and("words", "「わたしが死んだら、あの子はどうなるんでしょう」")
                            .and("impression", "本人に会うことを急がない。キヨさんの支えを先に整える。")
                            .and("next", "ツトムさんあてに短い手紙を置く")
                            .and("until", Wareki.compact(days.ago(2))));
        });
        // The son has not been met: what is shared is only about her.
        agrees(
                9,
                "11:20",
                "houkatsu",
                family,
                "キヨ",
                Typed.of("purpose", "これからの暮らしを、関わる機関といっしょに考えるため")
                        .and("excludedNote", "息子には、わたしから話すまで言わない")
                        .and("method", "書面")
                        .and("explainedHow", "自宅の茶の間で、午前中に")
                        .and("explainedWith", "説明カード（大きな字）"),
                TAKIKAN,
                MINSEI,
                JIRITSU,
                SHAKYO);
        return family;
    }

    // ---- 仮置沢さん: ごみ屋敷。名前を伏せる近所の人から

    private void karioki() {
        at(
                4,
                "11:10",
                "houkatsu",
                desk -> desk.submit(
                        "/consultations/new?from=neighbour",
                        "/consultations",
                        Typed.of("aboutWords", "北町3丁目の角の家、70代くらいの一人暮らしの男性")
                                .and("caller", "近隣・知人")
                                .and("informantName", "試作野 サチ")
                                .and("informantPhone", "090-0000-3901")
                                .and("informantRelation", "近所の人")
                                .and("secrecy", "伏せる")
                                .and("channel", "電話")
                                .and("doneTime", "10:50")
                                .issues("issues", "main", "地域との関係", "住まい", "からだ・こころ・障害")
                                .and("story", "庭から玄関までごみの袋が積まれ、何か月も人の出入りを見ない。夜に明かりはつく。本人は話しかけると怒る。")
                                .and("wish", "自分から聞いたとは言わないでほしい。")
                                .and("impression", "孤立している。火の元と体調が心配。民生委員に、ふだんの見守りの範囲で様子を聞けないか。")
                                .and("urgency", "今週のうちに")));
    }

    // ---- 試作沢家: 母と子、借金。対応不可のあと、別の窓口へ

    private Family shisakuzawa() {
        String[] sheet = new String[1];
        at(
                66,
                "15:20",
                "zei",
                desk -> sheet[0] = send(
                        desk,
                        "/referrals/new",
                        Typed.of("name", "試作沢 ミナ")
                                .and("kana", "しさくざわ みな")
                                .and("phone", "080-0000-4501")
                                .and("contactNote", "昼休み（12時から13時）だけ。職場には言わない")
                                .issues("issues", "mainIssue", "借金", "税・公共料金", "お金・生活費", "子育て")
                                .and("to", SHAKYO)
                                .and("word", "6歳の娘さんと2人暮らし。カードの返済が重なり、公共料金も遅れている。貸付を使えないか相談したいとのこと。")
                                .and("consent", "いただいた")
                                .and("birth", days.born(34, 5, 18))
                                .and("family", "小学1年の娘と2人暮らし。")));
        at(65, "9:30", "shakyo", desk -> press(desk, sheet[0], "receipt"));
        at(
                63,
                "16:00",
                "shakyo",
                desk -> refuse(
                        desk,
                        sheet[0],
                        "対象年齢・要件の外",
                        JIRITSU + "　☎ 0000-10-4400",
                        "借金の返済にあてる貸付はできません。家計の立て直しと法律の相談を先にするのがよいと思います。"));
        at(
                62,
                "10:10",
                "zei",
                desk -> sheet[0] = send(
                        desk,
                        "/referrals/new?from=" + sheet[0],
                        Typed.of("to", JIRITSU).and("consent", "いただいた").and("accompanied", "はじめの相談に同行します")));
        Family family = taken(61, "13:00", "jiritsu", sheet[0], "ミナ");
        at(
                58,
                "13:40",
                "jiritsu",
                desk -> record(
                        desk,
                        family.home(),
                        "電話",
                        "ミナさん",
                        OWN,
                        Typed.of("doneTime", "12:20")
                                .and("withWhom", "ミナさん")
                                .and("facts", "借入れは4社。督促は郵便で来ている。債務整理の相談に行く日を決めた。")
                                .and("words", "「娘の給食費だけは遅れたくない」")
                                .and("impression", "働く力はある。返済を止められれば暮らしは回る。")));
        at(57, "16:10", "jiritsu", desk -> reply(desk, sheet[0], "対応した", "お会いして、家計の相談を始めました。"));
        at(56, "9:50", "zei", desk -> confirm(desk, sheet[0]));
        agrees(
                55,
                "12:40",
                "jiritsu",
                family,
                "ミナ",
                Typed.of("purpose", "借金の整理と、子育てしながらの暮らしをいっしょに考えるため")
                        .and("excludedNote", "職場には言わない")
                        .and("method", "書面")
                        .and("explainedHow", "昼休みに、相談室で")
                        .and("explainedWith", "説明カード"),
                TAKIKAN,
                SHAKYO,
                KODOMO);
        return family;
    }

    // ---- 凡例山さん: 退院したばかりのひとり暮らし。民生委員から社協へ

    private Family hanrei() {
        return newcomer(
                30,
                "minsei",
                "shakyo",
                SHAKYO,
                "ゲン",
                Typed.of("name", "凡例山 ゲン")
                        .and("kana", "はんれいやま げん")
                        .and("phone", "080-0000-9301")
                        .issues("issues", "mainIssue", "お金・生活費", "からだ・こころ・障害", "地域との関係")
                        .and("word", "66歳。退院してひとり暮らしにもどったが、買い物にも出られず、家賃の支払いも止まっている。")
                        .and("birth", days.born(66, 12, 1)),
                "ひとり暮らしを続けるため",
                TAKIKAN,
                HOUKATSU,
                JIRITSU,
                CLINIC,
                MINSEI);
    }

    // ---- 図面坂さん: 家賃の滞納と体調。社協から障害の相談へ

    private Family zumen() {
        return newcomer(
                14,
                "shakyo",
                "shougai",
                SHOUGAI,
                "カナデ",
                Typed.of("name", "図面坂 カナデ")
                        .and("kana", "ずめんざか かなで")
                        .and("phone", "080-0000-9501")
                        .and("contactNote", "電話は苦手。先にメッセージを送る")
                        .issues("issues", "mainIssue", "からだ・こころ・障害", "家賃・ローン", "仕事の悩み")
                        .and("word", "休職が長引き、家賃が2か月遅れている。気分の波が大きく、手続きの書類が開けないとのこと。")
                        .and("birth", days.born(32, 3, 19)),
                "住まいと仕事のことを、いっしょに考えるため",
                TAKIKAN,
                JIRITSU,
                SHAKYO,
                CLINIC);
    }

    // ---- 手引野さん: 介護と仕事。きょうの会議を待っている

    private Family tebiki() {
        return newcomer(
                17,
                "iryou",
                "houkatsu",
                HOUKATSU,
                "ナオ",
                Typed.of("name", "手引野 ナオ")
                        .and("kana", "てびきの なお")
                        .and("phone", "090-0000-9801")
                        .and("contactNote", "仕事の間は出られない。夜7時から")
                        .issues("issues", "mainIssue", "介護", "仕事の悩み", "お金・生活費")
                        .and("word", "親の介護で休みが続き、仕事をやめるか迷っている。本人の眠れなさも続いている。")
                        .and("birth", days.born(49, 2, 6)),
                "介護と仕事の両方を、いっしょに考えるため",
                TAKIKAN,
                JIRITSU,
                CLINIC);
    }

    // ---- 書式台さん: 住まいと仕事。引き受けられたばかり

    private Family shoshiki() {
        return newcomer(
                11,
                "shakyo",
                "jiritsu",
                JIRITSU,
                "マコト",
                Typed.of("name", "書式台 マコト")
                        .and("kana", "しょしきだい まこと")
                        .and("phone", "080-0000-9901")
                        .issues("issues", "mainIssue", "住まい", "仕事さがし", "からだ・こころ・障害")
                        .and("word", "寮のある仕事をやめ、来月には住む所がなくなる。体の痛みで長く立てないとのこと。")
                        .and("birth", days.born(41, 10, 23)),
                "住む所と仕事を、いっしょに探すため",
                TAKIKAN,
                SHOUGAI,
                SHAKYO);
    }

    // ---- 見出川さん: 会議で、紹介元が主担当としてもどすと決まった

    private Family midashi() {
        return newcomer(
                66,
                "minsei",
                "houkatsu",
                HOUKATSU,
                "フミ",
                Typed.of("name", "見出川 フミ")
                        .and("kana", "みだしがわ ふみ")
                        .and("phone", "0000-20-9101")
                        .issues("issues", "mainIssue", "地域との関係", "介護", "からだ・こころ・障害")
                        .and("word", "配偶者を亡くしてから外に出なくなった。買い物は近所の人がしている。")
                        .and("birth", days.born(77, 1, 12)),
                "外に出る機会を、いっしょに考えるため",
                TAKIKAN,
                MINSEI,
                SHAKYO);
    }

    // ---- 空欄谷さん: 転出して終わった

    private Family kuuran() {
        return newcomer(
                40,
                "shakyo",
                "shougai",
                SHOUGAI,
                "ミツ",
                Typed.of("name", "空欄谷 ミツ")
                        .and("kana", "くうらんだに みつ")
                        .and("phone", "080-0000-9201")
                        .issues("issues", "mainIssue", "からだ・こころ・障害", "住まい")
                        .and("word", "体調をくずし、ひとりでの手続きが難しい。となりの市の家族の近くへ移ることも考えている。")
                        .and("birth", days.born(38, 7, 30)),
                "これからの住まいを、いっしょに考えるため",
                TAKIKAN,
                SHAKYO);
    }

    // ---- 例文川さん: 税から社協へ、対応不可で戻ったばかり

    private void reibun() {
        String[] sheet = new String[1];
        at(
                3,
                "11:40",
                "zei",
                desk -> sheet[0] = send(
                        desk,
                        "/referrals/new",
                        Typed.of("name", "例文川 サト")
                                .and("kana", "れいぶんがわ さと")
                                .and("phone", "090-0000-9701")
                                .issues("issues", "mainIssue", "税・公共料金", "仕事さがし", "お金・生活費")
                                .and("to", SHAKYO)
                                .and("word", "店をたたんだばかりで、納付の見通しが立たない。つぎの仕事が見つかるまでの暮らしを相談したいとのこと。")
                                .and("consent", "いただいた")
                                .and("birth", days.born(58, 8, 27))));
        at(2, "9:10", "shakyo", desk -> press(desk, sheet[0], "receipt"));
        at(
                1,
                "11:30",
                "shakyo",
                desk -> refuse(
                        desk, sheet[0], "対象年齢・要件の外", JIRITSU + "　☎ 0000-10-4400", "貸付の前に、仕事と住まいの相談から始めるのがよいと思います。"));
    }

    // ---- 雛形山さん: 自立相談から障害の相談へ、受け取られたが答えはまだ

    private void hinagata() {
        String[] sheet = new String[1];
        at(
                2,
                "14:10",
                "jiritsu",
                desk -> sheet[0] = send(
                        desk,
                        "/referrals/new",
                        Typed.of("name", "雛形山 レン")
                                .and("kana", "ひながたやま れん")
                                .and("phone", "080-0000-5601")
                                .issues("issues", "mainIssue", "からだ・こころ・障害", "仕事さがし")
                                .and("to", SHOUGAI)
                                .and("word", "仕事が3か月続かない。本人が「見えない障害があるのでは」と相談を希望。手帳や診断のことを聞きたいとのこと。")
                                .and("consent", "いただいた")
                                .and("birth", days.born(29, 8, 8))));
        at(1, "9:00", "shougai", desk -> press(desk, sheet[0], "receipt"));
    }

    // ---- 見本田家: 学校からこども家庭センターへ、同意はまだ

    private Family mihonda() {
        String[] sheet = new String[1];
        at(
                6,
                "16:30",
                "gakkou",
                desk -> sheet[0] = send(
                        desk,
                        "/referrals/new",
                        Typed.of("name", "見本田 ユキ")
                                .and("kana", "みほんだ ゆき")
                                .and("phone", "090-0000-6701")
                                .issues("issues", "mainIssue", "子育て", "ひきこもり・不登校", "からだ・こころ・障害")
                                .and("to", KODOMO)
                                .and("word", "小学4年のお子さんがひと月ほど登校していない。弟が生まれて手がかかり、お母さん自身が眠れていないと話された。")
                                .and("consent", "いただいた")
                                .and("birth", days.born(36, 1, 27))
                                .and("family", "母、小学4年の子、0歳の弟の3人暮らし。")));
        Family family = taken(5, "9:20", "kodomo", sheet[0], "ユキ");
        at(
                3,
                "16:40",
                "kodomo",
                desk -> record(
                        desk,
                        family.home(),
                        "訪問",
                        "ユキさん",
                        OWN,
                        Typed.of("doneTime", "15:00")
                                .and("withWhom", "ユキさん、弟")
                                .and("place", "自宅")
                                .and("facts", "弟を抱いたまま話された。上の子は隣の部屋にいた。台所は片づいていた。")
                                .and("words", "「いろんなところに知られるのは、まだこわい」")
                                .and("impression", "眠れていないことが先。ほかの機関に伝えるのは、会って安心されてから。")));
        return family;
    }

    // ---- 型木さん: 制度のあいだ。社協から多機関協働へ

    private void katagi() {
        String[] sheet = new String[1];
        at(
                7,
                "11:00",
                "shakyo",
                desk -> sheet[0] = send(
                        desk,
                        "/referrals/new",
                        Typed.of("name", "型木 イサオ")
                                .and("kana", "かたぎ いさお")
                                .and("contactNote", "電話がない。居場所「れい亭」に火曜と金曜の昼に来る")
                                .issues("issues", "mainIssue", "住まい", "お金・生活費", "からだ・こころ・障害", "地域との関係")
                                .and("to", TAKIKAN)
                                .and("word", "62歳。知人の家を転々としている。どの窓口でも対象の外と言われた。中心になる機関を決めるところから相談したい。")
                                .and("consent", "いただいた")
                                .and("urgency", "急ぎ")
                                .and("birth", days.born(62, 4, 11))));
        String[] household = new String[1];
        at(6, "9:05", "suishin", desk -> household[0] = accept(desk, sheet[0]));
        at(
                3,
                "15:30",
                "suishin",
                desk -> record(
                        desk,
                        "/households/" + household[0],
                        "訪問",
                        "イサオさん",
                        OWN,
                        Typed.of("doneTime", "12:30")
                                .and("withWhom", "イサオさん、居場所の世話役")
                                .and("place", "居場所「れい亭」")
                                .and("facts", "昼の食事のあとに会えた。荷物は紙袋ふたつ。今月いっぱいで、いまの部屋にいられなくなるとのこと。")
                                .and("words", "「役所は、行くたびに別の窓口を言われる」")
                                .and("impression", "まず住む所。一か所に同行して、たらい回しにしない。")
                                .and("next", "住まいの相談に同行する")
                                .and("until", days.in(0))));
    }

    // ---- 仮名橋さん: 立ち退きと飲酒。クリニックから多機関協働へ、まだ受け取られていない

    private void kanabashi() {
        at(
                2,
                "13:50",
                "iryou",
                desk -> send(
                        desk,
                        "/referrals/new",
                        Typed.of("name", "仮名橋 アキ")
                                .and("kana", "かなばし あき")
                                .and("phone", "080-0000-7801")
                                .and("contactNote", "夕方は出られない。短いメッセージを先に送る")
                                .issues("issues", "mainIssue", "住まい", "からだ・こころ・障害", "仕事の悩み")
                                .and("to", TAKIKAN)
                                .and("word", "お酒の問題で通院中。家賃が払えず部屋を出るように言われている。医療だけでは支えきれず、住まいと仕事をいっしょに考えてほしい。")
                                .and("consent", "いただいた")
                                .and("birth", days.born(47, 10, 2))));
    }

    // ---- 名乗らない人からの電話。まだ記録にしていない

    private void someone() {
        at(
                2,
                "17:05",
                "houkatsu",
                desk -> desk.submit(
                        "/phone-notes/new",
                        "/phone-notes",
                        Typed.of("text", "70代くらいの女性の声。「夫が夜中に何度も出ていく。もう眠れない」。名前は言わず、途中で切れた。またかけると言っていた。")));
    }

    // ---- 手つき

    /** The shortest way to a household with a consent: somebody is passed on, taken on, heard, and agrees. */
    private Family newcomer(
            int openDaysAgo,
            String from,
            String to,
            String toName,
            String given,
            Typed sheet,
            String purpose,
            String... recipients) {
        String[] sent = new String[1];
        at(
                openDaysAgo,
                "10:40",
                from,
                desk -> sent[0] =
                        send(desk, "/referrals/new", sheet.and("to", toName).and("consent", "いただいた")));
        Family family = taken(openDaysAgo - 1, "9:15", to, sent[0], given);
        at(openDaysAgo - 2, "16:10", to, desk -> reply(desk, sent[0], "一緒に対応している", "お会いしました。こちらからも続けて連絡します。"));
        at(openDaysAgo - 2, "17:00", from, desk -> confirm(desk, sent[0]));
        agrees(
                openDaysAgo - 3,
                "14:40",
                to,
                family,
                given,
                Typed.of("purpose", purpose)
                        .and("method", "書面")
                        .and("explainedHow", "相談室で、短く区切って")
                        .and("explainedWith", "説明カード"),
                recipients);
        return family;
    }

    /** A sheet is received and taken on: the household of its one person. */
    private Family taken(int openDaysAgo, String clock, String login, String sheet, String given) {
        Map<String, String> persons = new LinkedHashMap<>();
        String[] household = new String[1];
        at(openDaysAgo, clock, login, desk -> {
            household[0] = accept(desk, sheet);
            String home = "/households/" + household[0];
            persons.put(given, desk.open(home + "/members").id(home + "/members/"));
        });
        return new Family(household[0], persons, new LinkedHashMap<>());
    }

    private void agrees(
            int openDaysAgo,
            String clock,
            String login,
            Family family,
            String given,
            Typed words,
            String... recipients) {
        at(
                openDaysAgo,
                clock,
                login,
                desk -> family.consents().put(given, consent(desk, family, given, words, recipients)));
    }

    private void at(int openDaysAgo, String clock, String login, Consumer<DemoDesk> act) {
        sittings.at(openDaysAgo, clock, login, act);
    }
}
