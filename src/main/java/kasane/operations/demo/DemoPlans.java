package kasane.operations.demo;

import static kasane.operations.demo.Hands.CLINIC;
import static kasane.operations.demo.Hands.HOUKATSU;
import static kasane.operations.demo.Hands.JIRITSU;
import static kasane.operations.demo.Hands.KODOMO;
import static kasane.operations.demo.Hands.MINSEI;
import static kasane.operations.demo.Hands.SCHOOL;
import static kasane.operations.demo.Hands.SHAKYO;
import static kasane.operations.demo.Hands.SHOUGAI;
import static kasane.operations.demo.Hands.answer;
import static kasane.operations.demo.Hands.apply;
import static kasane.operations.demo.Hands.ask;
import static kasane.operations.demo.Hands.assess;
import static kasane.operations.demo.Hands.close;
import static kasane.operations.demo.Hands.conclude;
import static kasane.operations.demo.Hands.confirmMinutes;
import static kasane.operations.demo.Hands.convene;
import static kasane.operations.demo.Hands.decide;
import static kasane.operations.demo.Hands.decidePlan;
import static kasane.operations.demo.Hands.done;
import static kasane.operations.demo.Hands.evaluate;
import static kasane.operations.demo.Hands.keepSecret;
import static kasane.operations.demo.Hands.line;
import static kasane.operations.demo.Hands.minutes;
import static kasane.operations.demo.Hands.monitor;
import static kasane.operations.demo.Hands.plan;
import static kasane.operations.demo.Hands.put;
import static kasane.operations.demo.Hands.takeOn;

import java.util.List;
import java.util.function.Consumer;
import kasane.operations.demo.DemoCases.Family;
import kasane.shared.Wareki;

/**
 * 多機関協働の物語: how what one agency cannot untangle becomes a plan, is conferred on, decided, watched, and given back.
 * What concerns the child of 架空谷家 is in none of them: nobody has agreed for him, and his father, who may have neglected
 * him, is not asked to.
 */
final class DemoPlans {

    private final Sittings sittings;
    private final StoryDays days;

    DemoPlans(Sittings sittings) {
        this.sittings = sittings;
        this.days = sittings.days();
    }

    // ---- 架空谷家: 支援依頼から、支援決定をへて、つぎのモニタリングの日まで

    void kakuudani(Family family) {
        String theCase = kakuudaniIsAskedFor(family);
        String plan = kakuudaniIsPlanned(family, theCase);
        String item = kakuudaniIsConferredOn(plan);
        whatWasDecidedIsDone(item);
        kakuudaniIsWatched(theCase);
    }

    private String kakuudaniIsAskedFor(Family family) {
        String[] request = new String[1];
        String[] theCase = new String[1];
        at(
                40,
                "16:10",
                "houkatsu",
                desk -> request[0] = ask(
                        desk,
                        family,
                        Typed.of("reasons", "解きほぐし")
                                .and(
                                        "situation",
                                        "トメさんとカンイチさんは認知症の初期とみられ、家事と納付が難しい。ヒロシさんは通院が半年とだえ、自室にいることが多い。"
                                                + "収入は夫婦の年金だけで、公共料金も遅れはじめた。")
                                .and("done", "税務課と訪問し、もの忘れ外来の受診に付き添った。ヒロシさんとは3回目の訪問で会えた。")
                                .and("wish", "高齢、障害、家計に分かれている支援の役割を、ひとつの場で決めたい。")));
        at(39, "10:00", "suishin", desk -> theCase[0] = takeOn(desk, request[0]));
        at(
                37,
                "14:00",
                "suishin",
                desk -> assess(
                        desk,
                        theCase[0],
                        Typed.NOTHING
                                .issues("issues", "mainIssue", "家族関係・家族の問題", "病気", "経済的困窮", "家計管理の課題")
                                .and("wishes", "トメさん「この家で、みんなで暮らしたい」。ヒロシさん「静かな所なら出てもいい」")
                                .and("familyWishes", "カンイチさん「息子にも、何か役目があるといい」")
                                .and("strengths", "持ち家がある。近所と長いつきあいがある。ヒロシさんは料理ができ、機械にくわしい。")
                                .and("background", "トメさんが一人で回してきた家の仕事が、もの忘れでとどこおった。お金の出入りを知る人がいない。")
                                .and("summary", "夫婦の医療と介護、ヒロシさんの通院の再開、家計の見える化を同時に進める。ヒロシさんを責めない役割分担にする。")
                                .and("h-cohabitants", "3")
                                .and("h-community", "あいさつ程度")
                                .and("h-housing", "持家")
                                .and("h-income", "183,000")
                                .and("h-debt", "ない")
                                .and("h-arrears", "国民健康保険", "電気")
                                .and("h-welfare", "受けたことがない")
                                .and("h-screening", "継続して支援しプランをつくる")
                                .and(sheet(family, "トメ", "health"), "良くないが通院していない")
                                .and(sheet(family, "トメ", "care-level"), "申請していない")
                                .and(sheet(family, "トメ", "benefits"), "老齢年金")
                                .and(sheet(family, "ヒロシ", "health"), "良くないが通院していない")
                                .and(sheet(family, "ヒロシ", "work"), "離職中（求職していない）")
                                .and(sheet(family, "ヒロシ", "years-away"), "11")
                                .and(sheet(family, "ヒロシ", "day"), "昼ごろ起きて、夜は機械いじりをしている。")));
        at(
                16,
                "15:20",
                "suishin",
                desk -> assess(
                        desk,
                        theCase[0],
                        Typed.of("urgency", "")
                                .and("h-arrears", "国民健康保険")
                                .and(sheet(family, "トメ", "health"), "通院している")
                                .and(sheet(family, "トメ", "care-level"), "申請中")
                                .and(sheet(family, "ヒロシ", "day"), "朝9時に起きる日が週に3日ある。夕食をつくる。")));
        return theCase[0];
    }

    private String kakuudaniIsPlanned(Family family, String theCase) {
        String tome = family.person("トメ");
        String kanichi = family.person("カンイチ");
        String hiroshi = family.person("ヒロシ");
        String[] plan = new String[1];
        at(
                35,
                "15:30",
                "suishin",
                desk -> plan[0] = plan(
                        desk,
                        theCase,
                        "課題解決型",
                        Typed.of("wishes", "トメさん「この家で、みんなで暮らしたい」\nヒロシさん「静かな所なら出てもいい」")
                                .and("familyWishes", "責められずに、少しずつ立て直したい。")
                                .and("issues", "夫婦の医療と介護\nヒロシさんの通院と昼の過ごし方\n家計の立て直し")
                                .and("longGoal", "それぞれに合った支えを受けながら、この家で暮らしつづける。")
                                .and("shortGoal", "受診と介護保険の申請を済ませ、家のお金の出入りがわかる。")
                                .and("course", "急がせない。訪ねる人を決め、同じ話を何度もさせない。")
                                .and("nextMonitoring", Wareki.compact(days.ago(10)))
                                .and("lead", HOUKATSU)
                                .and("nextLead", HOUKATSU)
                                .and("participation", "検討する")
                                .and("participationNote", "ヒロシさんの昼の居場所")
                                .and("outreach", "利用しない")
                                .and("otherSystems", "介護保険、自立支援医療")
                                .and("emergency", "夜間に外へ出て戻らないときは、警察へ。翌朝、包括北へ電話。"),
                        List.of(
                                line(
                                                "もの忘れと、家事のとどこおり",
                                                "受診が続き、介護サービスが始まる",
                                                "もの忘れ外来への付き添い、介護保険の申請、配食の調整",
                                                "薬を飲んだらカレンダーに印をつける",
                                                HOUKATSU,
                                                "週1回の訪問",
                                                days.ahead(40))
                                        .and("persons", tome, kanichi),
                                line(
                                                "通院がとだえ、昼の行き場がない",
                                                "通院が続き、週1回外に出る",
                                                "受診の同行、地域活動支援センターの見学",
                                                "午後の予約の日は昼に起きる",
                                                SHOUGAI,
                                                "2週に1回",
                                                days.ahead(40))
                                        .and("persons", hiroshi),
                                line("病気のこと", "夜に眠れる", "診察と、相談室での面談", "薬の残りを持っていく", CLINIC, "2週に1回", days.ahead(60))
                                        .and("persons", hiroshi),
                                line(
                                                "お金の出入りがわからない",
                                                "ひと月の収支が紙1枚でわかる",
                                                "家計表をいっしょに作る。納付の相談に同行する",
                                                "用紙を1つの箱に入れる",
                                                JIRITSU,
                                                "月2回",
                                                days.ahead(30))
                                        .and("persons", tome, kanichi, hiroshi),
                                line(
                                                "近所に頼れない",
                                                "気にかける人がいる",
                                                "ふだんの見守り、回覧板のついでの声かけ",
                                                "雨戸をあける",
                                                MINSEI,
                                                "週1回",
                                                days.ahead(60))
                                        .and("persons", tome, kanichi),
                                line(
                                                "父としての相談先がない",
                                                "困ったときに話す相手が決まっている",
                                                "学校からの連絡を、スクールソーシャルワーカーに一本にまとめる",
                                                "夕方の電話に出る",
                                                SCHOOL,
                                                "週1回",
                                                days.ahead(40))
                                        .and("persons", hiroshi),
                                line("子育てへの自信がない", "責められずに話せる", "親としての相談を、夕方に家で聞く", "", KODOMO, "月1回", days.ahead(40))
                                        .and("persons", hiroshi))));
        return plan[0];
    }

    private String kakuudaniIsConferredOn(String plan) {
        String[] meeting = new String[1];
        String[] item = new String[1];
        at(34, "9:30", "suishin", desk -> {
            meeting[0] = convene(desk, days.ago(27), "13:30", "15:00", "市役所 第2会議室");
            item[0] = put(desk, "/plans/" + plan, meeting[0]);
            keepSecret(desk, meeting[0]);
        });
        answered(33, meeting[0], "shougai", "YES", "相談支援専門員");
        answered(33, meeting[0], "iryou", "YES", "精神保健福祉士");
        answered(32, meeting[0], "houkatsu", "YES", "社会福祉士");
        answered(32, meeting[0], "minsei", "YES", "民生委員");
        answered(32, meeting[0], "gakkou", "YES", "スクールソーシャルワーカー");
        answered(31, meeting[0], "jiritsu", "YES", "主任相談支援員");
        answered(31, meeting[0], "kodomo", "YES", "子ども家庭支援員");
        answered(31, meeting[0], "shakyo", "NO", "ほかの会議と重なるため");
        at(27, "15:20", "suishin", desk -> {
            minutes(
                    desk,
                    item[0],
                    "包括北から、夫婦の受診と配食の様子が報告された。障害者相談から、ヒロシさんが玄関で話せるようになったことが報告された。"
                            + "自立相談から、公共料金の遅れは2か月分とわかった。クリニックは、午後の遅い時間なら予約を続けて取れる。",
                    "ヒロシさんの回復と、夫婦の支えは切り離せない。訪ねる日が重ならないようにする。",
                    "成年後見制度の利用は、介護認定の結果が出てから考える。");
            decide(desk, item[0], "介護保険の申請に付き添う", HOUKATSU, days.ago(18));
            decide(desk, item[0], "つぎの受診に同行する", SHOUGAI, days.ago(20));
            decide(desk, item[0], "連絡の窓口を一人に決め、本人に紙で渡す", SCHOOL, days.ago(19));
            decide(desk, item[0], "公共料金の分割払いを、本人といっしょに申し込む", JIRITSU, days.ahead(3));
            conclude(desk, item[0], Typed.of("code", "プランは適切"));
            close(desk, meeting[0]);
        });
        at(26, "14:30", "suishin", desk -> {
            confirmMinutes(desk, item[0]);
            apply(desk, plan, days.ago(26), "WRITTEN");
        });
        at(25, "10:00", "kacho", desk -> decidePlan(desk, plan, "福総第101号"));
        return item[0];
    }

    private void whatWasDecidedIsDone(String item) {
        at(21, "16:00", "shougai", desk -> done(desk, item));
        at(20, "16:20", "gakkou", desk -> done(desk, item));
        at(19, "11:00", "houkatsu", desk -> done(desk, item));
    }

    private void kakuudaniIsWatched(String theCase) {
        at(
                12,
                "17:00",
                "shougai",
                desk -> monitor(
                        desk,
                        theCase,
                        Typed.of("method", "訪問")
                                .and("situation", "受診の同行は3回続いた。帰りに駅前まで歩けた日があった。")
                                .and("view", "昼の居場所の話をしてよい時期。")
                                .and("verdict", "順調に進んでいる")));
        at(
                10,
                "16:30",
                "suishin",
                desk -> monitor(
                        desk,
                        theCase,
                        Typed.of("method", "訪問")
                                .and("situation", "3人に自宅で会った。トメさんは配食を楽しみにしている。家計表は半分まで埋まった。「息子が玄関に出てくるようになった」（カンイチさん）")
                                .and("view", "それぞれの支援は届いている。認定の結果を待って、役割を見直す。")
                                .and("verdict", "順調に進んでいる")
                                .and("nextOn", days.in(0))));
        String of = "/cases/" + theCase;
        at(
                8,
                "11:00",
                "suishin",
                desk -> desk.submit(
                        of + "/inquiries/new",
                        of + "/inquiries",
                        Typed.of("reason", "ご本人が、多機関協働に話したいと望んだ")
                                .and("persons", "架空谷 ヒロシさん")
                                .and("topic", "暮らしのようす")
                                .and("source", "本人から聞いた")
                                .and("on", Wareki.compact(days.ago(8)))
                                .and("words", "「父の通院の送りなら、できるかもしれない」。運転はしないので、バスでいっしょに行きたいとのこと。")));
        at(
                2,
                "9:40",
                "houkatsu",
                desk -> desk.submit(
                        of + "/occurrences/new",
                        of + "/occurrences",
                        Typed.of("kind", "入院・退院")
                                .and("persons", "架空谷 カンイチさん")
                                .and("on", Wareki.compact(days.ago(3)))
                                .and("words", "玄関で転び、手首を痛めて一晩入院した。きのう家にもどった。利き手が使えない。")));
        at(
                1,
                "13:10",
                "suishin",
                desk -> desk.submit(
                        "/conference-polls/new",
                        "/conference-polls",
                        Typed.of("body", "重層的支援会議")
                                .and(
                                        "days",
                                        Wareki.compact(days.ahead(9)) + " 10:00〜11:30\n"
                                                + Wareki.compact(days.ahead(10)) + " 13:30〜15:00\n"
                                                + Wareki.compact(days.ahead(11)) + " 15:00〜16:30")
                                .and("place", "市役所 第2会議室")
                                .and("answerBy", Wareki.compact(days.ahead(5)))
                                .and("agencies", "地域包括支援センター北", "自立相談支援センターかさね", "障害者相談支援センターかさね")));
    }

    // ---- 会議をともにする世帯: もどした人、もどす家、支援決定を待つ人、来週の会議を待つ家

    void othersInConference(Family shisakuzawa, Family midashi, Family hanrei, Family reijima) {
        String running = shisakuzawaRuns(shisakuzawa, midashiIsPlanned(midashi));
        String plan = hanreiIsPlanned(hanrei);
        theyAreConferredOn(running, plan);
        reijimaIsPlanned(reijima);
    }

    private String shisakuzawaRuns(Family family, String givenBack) {
        String[] theCase = new String[1];
        String[] plan = new String[1];
        String[] meeting = new String[1];
        String[] item = new String[1];
        String[] back = new String[1];
        String[] request = new String[1];
        at(
                54,
                "11:00",
                "jiritsu",
                desk -> request[0] = ask(
                        desk,
                        family,
                        Typed.of("reasons", "解きほぐし")
                                .and("situation", "借入れが4社あり、家賃と公共料金も遅れている。子育てと夜の仕事を一人で続け、疲れがたまっている。")
                                .and("done", "家計の相談を2回。債務整理の相談に同行した。")
                                .and("wish", "債務整理の間の暮らしと、子育ての支えをいっしょに考えてほしい。")));
        at(53, "9:40", "suishin", desk -> theCase[0] = takeOn(desk, request[0]));
        at(51, "13:30", "suishin", desk -> {
            assess(
                    desk,
                    theCase[0],
                    Typed.NOTHING
                            .issues("issues", "mainIssue", "（多重・過重）債務", "ひとり親", "家計管理の課題")
                            .and("wishes", "「娘の給食費だけは遅れたくない」")
                            .and("strengths", "約束の時間を守る。家計簿をつけたことがある。")
                            .and("summary", "返済を止め、昼の仕事に移るまでの暮らしを、関わる機関で支える。"));
            meeting[0] = convene(desk, days.ago(45), "10:00", "11:30", "市役所 第1会議室");
        });
        at(50, "15:00", "suishin", desk -> {
            plan[0] = plan(
                    desk,
                    theCase[0],
                    "課題解決型",
                    Typed.of("wishes", "「娘の給食費だけは遅れたくない」")
                            .and("issues", "借金\n家計\n子育て")
                            .and("longGoal", "昼の仕事と家計の見通しがあり、親子で夕飯を食べられる。")
                            .and("shortGoal", "返済が止まり、家計表が続く。")
                            .and("nextMonitoring", Wareki.compact(days.ago(20)))
                            .and("lead", JIRITSU)
                            .and("nextLead", JIRITSU)
                            .and("participation", "利用しない")
                            .and("outreach", "利用しない"),
                    List.of(
                            line("借金", "返済が止まる", "弁護士の相談に同行し、家計表をいっしょに作る", "用紙を捨てずに持ってくる", JIRITSU, "月2回", days.ago(8)),
                            line("子育ての疲れ", "夕方に頼れる所がある", "学童と一時預かりの手続き", "申込書を書く", KODOMO, "月1回", days.ago(8)),
                            line("食費が足りない月がある", "月末も食べられる", "食料の支援と、子ども食堂の案内", "", SHAKYO, "月1回", days.ago(8))));
            item[0] = put(desk, "/plans/" + plan[0], meeting[0]);
            back[0] = put(desk, "/plans/" + givenBack, meeting[0]);
            keepSecret(desk, meeting[0]);
        });
        answered(48, meeting[0], "houkatsu", "YES", "社会福祉士");
        answered(48, meeting[0], "minsei", "YES", "民生委員");
        answered(48, meeting[0], "jiritsu", "YES", "主任相談支援員");
        answered(48, meeting[0], "kodomo", "YES", "子ども家庭支援員");
        answered(47, meeting[0], "shakyo", "YES", "地域福祉係");
        at(45, "11:40", "suishin", desk -> {
            minutes(desk, item[0], "債務整理は受任の見通し。学童に空きがある。", "返済が止まれば、家計は回る。", "");
            conclude(desk, item[0], Typed.of("code", "プランは適切"));
            minutes(desk, back[0], "サロンの送り迎えを、民生委員と社協で分けられる。", "包括北だけで支えられる。多機関で集まらなくてよい。", "");
            conclude(
                    desk,
                    back[0],
                    Typed.of("code", "紹介元が主担当としてもどす").and("lead", HOUKATSU).and("leadAgreed", "その場で引き受けた"));
            close(desk, meeting[0]);
            confirmMinutes(desk, item[0]);
            confirmMinutes(desk, back[0]);
        });
        at(44, "12:50", "suishin", desk -> apply(desk, plan[0], days.ago(44), "WRITTEN"));
        at(43, "14:00", "kacho", desk -> decidePlan(desk, plan[0], "福総第92号"));
        at(
                20,
                "12:40",
                "suishin",
                desk -> monitor(
                        desk,
                        theCase[0],
                        Typed.of("method", "来所面談")
                                .and("situation", "返済は止まった。昼の仕事が決まり、学童も始まった。")
                                .and("view", "もどす先を考えてよい。")
                                .and("verdict", "終結を考えてよい")
                                .and("nextOn", Wareki.compact(days.ago(6)))));
        return theCase[0];
    }

    private String midashiIsPlanned(Family family) {
        String theCase = begun(
                60,
                "houkatsu",
                family,
                "社会的孤立（ニート・ひきこもりなどを含む）",
                "病気",
                "外に出なくなって半年。買い物は近所の人に頼っている。通院は続いている。",
                "近所と地域の支えを、どこが組み立てるかを決めたい。");
        String[] plan = new String[1];
        at(
                52,
                "10:30",
                "suishin",
                desk -> plan[0] = plan(
                        desk,
                        theCase,
                        "課題解決型",
                        Typed.of("wishes", "「人の顔を見ると、ほっとする」")
                                .and("issues", "孤立\n買い物")
                                .and("lead", HOUKATSU)
                                .and("nextLead", HOUKATSU)
                                .and("participation", "検討する")
                                .and("outreach", "利用しない"),
                        List.of(line("外に出ない", "週1回、サロンに行く", "送り迎えと声かけ", "", MINSEI, "週1回", days.ago(5)))));
        return plan[0];
    }

    private String hanreiIsPlanned(Family family) {
        String[] theCase = new String[1];
        String[] plan = new String[1];
        String[] request = new String[1];
        at(
                23,
                "11:00",
                "shakyo",
                desk -> request[0] = ask(
                        desk,
                        family,
                        Typed.of("reasons", "解きほぐし", "参加支援の対象となる見込み")
                                .and("situation", "退院してひとり暮らし。買い物に出られず、家賃が2か月遅れている。人と話す機会がない。")
                                .and("done", "訪問を2回。食料を届けた。")
                                .and("wish", "介護、医療、家計をだれが受け持つかを決めたい。")));
        at(22, "9:20", "suishin", desk -> theCase[0] = takeOn(desk, request[0]));
        at(
                20,
                "15:00",
                "suishin",
                desk -> assess(
                        desk,
                        theCase[0],
                        Typed.NOTHING
                                .issues("issues", "mainIssue", "社会的孤立（ニート・ひきこもりなどを含む）", "病気", "経済的困窮")
                                .and("wishes", "「病院にはもどりたくない。将棋の相手がいるといい」")
                                .and("strengths", "将棋が強い。身のまわりのことは自分でする。")
                                .and("summary", "通院と買い物を支え、家賃の遅れを止める。人と会う場を早くから入れる。")));
        at(
                18,
                "16:00",
                "suishin",
                desk -> plan[0] = plan(
                        desk,
                        theCase[0],
                        "課題解決型",
                        Typed.of("wishes", "「病院にはもどりたくない。将棋の相手がいるといい」")
                                .and("issues", "通院と買い物\n家賃\n孤立")
                                .and("longGoal", "自分の部屋で、人と会いながら暮らす。")
                                .and("shortGoal", "通院が続き、家賃の遅れがなくなる。")
                                .and("nextMonitoring", Wareki.compact(days.ahead(30)))
                                .and("lead", SHAKYO)
                                .and("nextLead", SHAKYO)
                                .and("participation", "利用する")
                                .and("participationNote", "居場所「れい亭」の将棋の会")
                                .and("outreach", "利用しない"),
                        List.of(
                                line(
                                        "買い物に出られない",
                                        "食べる物に困らない",
                                        "配食と買い物の付き添い",
                                        "買う物を紙に書く",
                                        HOUKATSU,
                                        "週1回",
                                        days.ahead(40)),
                                line("通院", "月1回の受診が続く", "予約の前の日に電話する", "", CLINIC, "月1回", days.ahead(60)),
                                line(
                                        "家賃の遅れ",
                                        "遅れがなくなる",
                                        "家計の相談と、住居確保給付金の申請",
                                        "通帳を持ってくる",
                                        JIRITSU,
                                        "月2回",
                                        days.ahead(30)),
                                line("話す相手がいない", "週1回、人と会う", "将棋の会への同行", "駒を持っていく", SHAKYO, "週1回", days.ahead(40)),
                                line("", "朝に体を動かす", "団地のまわりを歩く", "郵便受けまで歩く", "", "毎日", days.ahead(60)))));
        return plan[0];
    }

    private void theyAreConferredOn(String running, String plan) {
        String[] meeting = new String[1];
        String[] evaluation = new String[1];
        String[] closing = new String[1];
        String[] planning = new String[1];
        at(16, "9:30", "suishin", desk -> {
            meeting[0] = convene(desk, days.ago(4), "13:30", "15:30", "市役所 第2会議室");
            planning[0] = put(desk, "/plans/" + plan, meeting[0]);
            keepSecret(desk, meeting[0]);
        });
        answered(14, meeting[0], "houkatsu", "YES", "社会福祉士");
        answered(14, meeting[0], "iryou", "NO", "診療の時間のため");
        answered(13, meeting[0], "minsei", "YES", "民生委員");
        answered(13, meeting[0], "shakyo", "YES", "地域福祉係");
        answered(12, meeting[0], "jiritsu", "YES", "主任相談支援員");
        at(7, "14:00", "suishin", desk -> {
            evaluation[0] = evaluate(
                    desk,
                    running,
                    Typed.of("changes", "債務の整理", "家計の改善")
                            .and("remaining", "家計表を続けること。賞与の月の使い方。")
                            .and("wishes", "「困ったら、またツバサさんに電話したい」")
                            .and("direction", "終結へ")
                            .and("reason", "移行：役割分担が整い主担当へ移行")
                            .and("lead", JIRITSU)
                            .and("followHow", "電話"));
            closing[0] = put(desk, "/evaluations/" + evaluation[0], meeting[0]);
        });
        answered(5, meeting[0], "kodomo", "YES", "子ども家庭支援員");
        at(4, "15:50", "suishin", desk -> {
            minutes(
                    desk,
                    planning[0],
                    "社協から、訪問のたびに将棋の話をすることが報告された。自立相談は、給付金の要件に合うとみている。",
                    "体力がもどる前に、人と会う場を入れるほうが続く。",
                    "");
            decide(desk, planning[0], "住居確保給付金の書類をそろえる", JIRITSU, days.ahead(5));
            decide(desk, planning[0], "将棋の会に同行する", SHAKYO, days.ahead(8));
            conclude(desk, planning[0], Typed.of("code", "プランは適切"));
            minutes(desk, closing[0], "返済は止まり、昼の仕事と学童が続いている。家計表は自立相談が見ている。", "多機関で集まる段階は終わった。", "");
            conclude(desk, closing[0], Typed.of("code", "終結").and("lead", JIRITSU));
            close(desk, meeting[0]);
            confirmMinutes(desk, closing[0]);
        });
        at(3, "15:00", "suishin", desk -> apply(desk, plan, days.ago(3), "WRITTEN"));
    }

    private void reijimaIsPlanned(Family family) {
        String[] theCase = new String[1];
        String[] plan = new String[1];
        String[] meeting = new String[1];
        String[] request = new String[1];
        at(
                8,
                "15:00",
                "houkatsu",
                desk -> request[0] = ask(
                        desk,
                        family,
                        Typed.of("reasons", "解きほぐし", "アウトリーチの対象となる見込み")
                                .and("situation", "82歳のキヨさんは買い物と掃除がつらくなっている。年金だけの暮らしで、先のことを一人で抱えている。")
                                .and("done", "民生委員といっしょに訪問した。")
                                .and("wish", "急がずに長くつながる支え方を、いっしょに考えてほしい。")));
        at(7, "9:10", "suishin", desk -> theCase[0] = takeOn(desk, request[0]));
        at(
                6,
                "15:30",
                "suishin",
                desk -> assess(
                        desk,
                        theCase[0],
                        Typed.NOTHING
                                .issues("issues", "mainIssue", "家族関係・家族の問題", "経済的困窮", "社会的孤立（ニート・ひきこもりなどを含む）")
                                .and("wishes", "「わたしが元気なうちに、先のことを決めておきたい」")
                                .and("strengths", "毎朝、庭の花に水をやる。民生委員とは20年の知り合い。")
                                .and("summary", "キヨさんの暮らしを先に支える。家に来る人が増えることに慣れるまで、訪ねる人を変えない。")));
        at(
                5,
                "16:00",
                "suishin",
                desk -> plan[0] = plan(
                        desk,
                        theCase[0],
                        "伴走型（つながり続ける）",
                        Typed.of("wishes", "「わたしが元気なうちに、先のことを決めておきたい」")
                                .and("issues", "家事のつらさ\n先の見通し\n孤立")
                                .and("longGoal", "困る前に相談できるつながりが続いている。")
                                .and("shortGoal", "月に一度、決まった人と話す。")
                                .and("course", "結果を急がない。つながりが切れないことを成果とする。")
                                .and("lead", HOUKATSU)
                                .and("nextLead", HOUKATSU)
                                .and("participation", "検討する")
                                .and("outreach", "検討する")
                                .and("outreachNote", "ご本人から話があってから"),
                        List.of(
                                line(
                                        "買い物がつらい",
                                        "重い物を運ばずに済む",
                                        "介護保険の申請と、買い物の支援",
                                        "買い物の日を決める",
                                        HOUKATSU,
                                        "2週に1回",
                                        days.ahead(40)),
                                line("見守り", "朝のあいさつが続く", "花の話をしに立ち寄る", "雨戸をあける", MINSEI, "週1回", days.ahead(60)),
                                line(
                                        "先のお金の見通し",
                                        "年金だけで足りる月の形がわかる",
                                        "家計の相談を自宅で",
                                        "通帳を見せる",
                                        JIRITSU,
                                        "月1回",
                                        days.ahead(60)),
                                line("出かける先がない", "話し相手がいる", "ふれあいサロンへの誘い", "", SHAKYO, "月1回", days.ahead(60)))));
        at(4, "9:20", "suishin", desk -> {
            meeting[0] = convene(desk, days.ahead(5), "13:30", "15:00", "市役所 第2会議室");
            put(desk, "/plans/" + plan[0], meeting[0]);
            keepSecret(desk, meeting[0]);
        });
        answered(3, meeting[0], "houkatsu", "YES", "社会福祉士");
        answered(2, meeting[0], "minsei", "YES", "民生委員");
    }

    // ---- 手引野さん: きょうの会議

    void isConferredOnToday(Family family) {
        String theCase = begun(
                13,
                "houkatsu",
                family,
                "家族関係・家族の問題",
                "就職定着困難",
                "親の介護で仕事を休みがちになり、収入が減った。眠れない日が続いている。",
                "介護の手を増やす話と、仕事を続ける話を同時に進めてほしい。");
        String[] meeting = new String[1];
        at(6, "10:00", "suishin", desk -> {
            String plan = plan(
                    desk,
                    theCase,
                    "課題解決型",
                    Typed.of("wishes", "「仕事はやめたくない」")
                            .and("issues", "介護の負担\n収入の減り\n眠れない")
                            .and("longGoal", "仕事を続けながら、親といっしょに暮らす。")
                            .and("lead", HOUKATSU)
                            .and("nextLead", HOUKATSU)
                            .and("participation", "利用しない")
                            .and("outreach", "利用しない"),
                    List.of(
                            line("介護の負担", "夜に眠れる", "介護サービスを組み直す", "困る時間を書き出す", HOUKATSU, "週1回", days.ahead(40)),
                            line("収入の減り", "家計の見通しが立つ", "休業の制度と家計の相談", "給料の紙を持ってくる", JIRITSU, "月2回", days.ahead(40)),
                            line("眠れない", "受診が続く", "診察と面談", "", CLINIC, "月1回", days.ahead(60))));
            meeting[0] = convene(desk, days.ago(0), "16:00", "17:00", "市役所 第1会議室");
            put(desk, "/plans/" + plan, meeting[0]);
            keepSecret(desk, meeting[0]);
        });
        answered(5, meeting[0], "houkatsu", "YES", "社会福祉士");
        answered(4, meeting[0], "jiritsu", "YES", "主任相談支援員");
        answered(3, meeting[0], "iryou", "YES", "精神保健福祉士");
    }

    // ---- 始まったばかりのケースと、終わったケース

    void hasJustBegun(Family family) {
        begun(
                4,
                "jiritsu",
                family,
                "住まい不安定",
                "就職活動困難",
                "来月には住む所がなくなる。体の痛みで、前の仕事にはもどれない。",
                "住む所、体、仕事のどこから始めるかを、いっしょに決めてほしい。");
    }

    void movesAway(Family family) {
        String theCase =
                begun(36, "shougai", family, "住まい不安定", "病気", "ひとりでの手続きが難しく、家賃の更新ができていない。", "住まいの先のことを、いっしょに考えてほしい。");
        String exit = "/cases/" + theCase + "/exit";
        at(21, "13:30", "suishin", desk -> desk.submit(exit, exit, Typed.of("reason", "移行：転出")));
    }

    /** Asked for, taken on a day later, and first assessed two days after that. */
    private String begun(
            int openDaysAgo, String login, Family family, String main, String other, String situation, String wish) {
        String[] request = new String[1];
        String[] theCase = new String[1];
        at(
                openDaysAgo,
                "15:20",
                login,
                desk -> request[0] = ask(
                        desk,
                        family,
                        Typed.of("reasons", "解きほぐし").and("situation", situation).and("wish", wish)));
        at(openDaysAgo - 1, "9:50", "suishin", desk -> theCase[0] = takeOn(desk, request[0]));
        at(
                openDaysAgo - 3,
                "14:30",
                "suishin",
                desk -> assess(
                        desk,
                        theCase[0],
                        Typed.NOTHING
                                .issues("issues", "mainIssue", main, other)
                                .and("summary", situation + "まず本人の望みを聞き、関わる機関の役割を決める。")));
        return theCase[0];
    }

    // ---- 届いたばかりの支援依頼と、同意の前の同席の依頼

    void waitsForAnAnswer(Family family) {
        at(
                1,
                "16:40",
                "shougai",
                desk -> ask(
                        desk,
                        family,
                        Typed.of("reasons", "解きほぐし")
                                .and("situation", "休職が長引き、家賃が3か月遅れて退去を求められている。通院は続いているが、書類の手続きが進まない。")
                                .and("done", "通院に同行し、勤め先への連絡を手伝った。")
                                .and("wish", "住まい、家計、復職のどれから始めるかを、いっしょに決めてほしい。")
                                .and("urgent", "早めに答えてほしい")));
    }

    void meetsBeforeConsent(Family family) {
        String asked = family.home() + "/introductions";
        at(
                2,
                "10:20",
                "kodomo",
                desk -> desk.submit(
                        asked + "/new",
                        asked,
                        Typed.of("reasons", "解きほぐし")
                                .and("meetingWish", "来週の午前中、こども家庭センターの面談室で")
                                .and("words", "赤ちゃんのいる家庭。ほかの機関に知られることを心配しておられるので、名前を出さずに会うところから始めたい。")));
    }

    private void answered(int openDaysAgo, String meeting, String login, String comes, String who) {
        at(openDaysAgo, "11:10", login, desk -> {
            answer(desk, meeting, comes, who);
            keepSecret(desk, meeting);
        });
    }

    private void at(int openDaysAgo, String clock, String login, Consumer<DemoDesk> act) {
        sittings.at(openDaysAgo, clock, login, act);
    }

    private static String sheet(Family family, String given, String item) {
        return "p-" + family.person(given) + "-" + item;
    }
}
