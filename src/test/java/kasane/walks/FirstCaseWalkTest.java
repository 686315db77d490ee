package kasane.walks;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import kasane.testing.Browsers;
import kasane.testing.Desk;
import kasane.testing.Promise;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** One whole case of 架空峰家, from the tax counter to the look after its end, by links and buttons only. */
@WithKasane
@Tag("walks")
@Promise({"C1", "C2", "C3", "C4", "C5", "C6", "C8", "G12", "F14"})
class FirstCaseWalkTest {

    private static final String FAMILY = "架空峰";
    private static final String FIRST = "13:20";
    private static final String SECOND = "16:40";
    private static final List<String> TEAM =
            List.of("福祉総合支援課 多機関協働係", "障害者相談支援センターかさね", "自立相談支援センターかさね", "かさね市立見本小学校", "こども家庭センター");

    private static Browsers browsers;

    @LocalServerPort
    int port;

    private int pictures;

    @BeforeAll
    static void open() {
        browsers = Browsers.open();
    }

    @AfterAll
    static void close() {
        browsers.close();
    }

    @Test
    void a_case_goes_from_the_tax_counter_through_conference_and_plan_back_to_its_lead() {
        Desk taku = desk("zei");
        Desk midori = desk("houkatsu");
        Desk nozomi = desk("kodomo");
        Desk kaname = desk("suishin");
        Desk hikari = desk("shougai");
        Desk izumi = desk("kacho");

        aSheetReachesTheCenter(taku, midori);
        theHouseholdIsCompleted(midori);
        theNeglectOfTheGrandchildIsReported(midori, nozomi);
        theCounterHearsWhatBecameOfIt(midori, taku);
        consentIsTaken(midori);
        supportIsAskedFor(midori, kaname);
        thePlanIsDrafted(kaname);
        theConferenceIsCalled(kaname, midori, hikari);
        theConferenceIsHeld(kaname);
        theMunicipalityDecides(izumi);
        everybodySeesAsMuchAsTheyMay(kaname, hikari, midori, taku);
        itIsMonitoredAndEvaluated(kaname);
        theConferenceAgreesToTheEnd(kaname);
        theLeadTakesItBackAndLooksAfterIt(midori, kaname);
    }

    private Desk desk(String login) {
        return browsers.desk(port, login, "first-case");
    }

    private void picture(Desk desk, String name) {
        desk.picture("%02d-%s".formatted(++pictures, name));
    }

    private void aSheetReachesTheCenter(Desk taku, Desk midori) {
        picture(taku, "tax-today");
        taku.link("つなぐ");
        taku.link("つなぐシートを書く");
        taku.at("#f-name").fill(FAMILY + " トメ");
        taku.at("#f-phone").fill("090-0000-2222");
        taku.at("#f-contactNote").fill("携帯のみ・留守電不可");
        taku.at("#f-issues-05").check();
        taku.at("#f-issues-12").check();
        taku.at("#f-issues-12-urgent").check();
        taku.radio("地域包括支援センター北").check();
        taku.at("#f-word").fill("固定資産税の滞納の相談中に、息子さんと孫の世話で疲れきっていると話された。訪ねてほしい。");
        taku.at("#f-consent-GIVEN").check();
        picture(taku, "sheet-written");
        taku.button("送る");
        assertThat(taku.main()).containsText("受け取りを待っています");
        picture(taku, "sheet-sent");

        midori.link("きょう");
        Locator arrived = midori.row(FAMILY + " トメ", "税務課収納係");
        assertThat(arrived).containsText("届いたつなぎを受け取る");
        picture(midori, "center-today");
        midori.follow(arrived);
        midori.button("受け取る");
        picture(midori, "sheet-received");
        midori.button("引き受ける");
        assertThat(midori.at("body")).containsText("こちらの世帯の記録を開きました");
        picture(midori, "sheet-accepted");
        midori.link("世帯の記録");
        picture(midori, "new-household");
    }

    private void theHouseholdIsCompleted(Desk midori) {
        midori.tab("世帯・連絡先");
        picture(midori, "members-first");
        midori.row("トメ", "直す")
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("直す"))
                .click();
        midori.at("#f-birth").fill("S21.4.2");
        midori.field("女").check();
        midori.send();
        midori.link("世帯員を足す");
        midori.at("#f-family").fill(FAMILY);
        midori.at("#f-given").fill("ヒロシ");
        midori.at("#f-birth").fill("S46.9.1");
        midori.field("男").check();
        midori.at("#f-tie").selectOption("CHILD");
        midori.at("#f-together-YES").check();
        picture(midori, "member-new");
        midori.button("足して、もう1人");
        midori.at("#f-family").fill(FAMILY);
        midori.at("#f-given").fill("ソラ");
        midori.at("#f-birth").fill("H28.2.10");
        midori.at("#f-tie").selectOption("GRANDCHILD");
        midori.at("#f-together-YES").check();
        midori.send();
        tie(midori, "トメ", "ヒロシ");
        tie(midori, "ヒロシ", "ソラ");
        assertThat(midori.row("ヒロシ", "54歳")).isVisible();
        assertThat(midori.row("ソラ", "10歳")).isVisible();
        picture(midori, "members-complete");
        midori.tab("ひと目");
        picture(midori, "household-complete");
    }

    private void tie(Desk midori, String parent, String child) {
        midori.link("関係を足す");
        midori.choose("#f-person", parent);
        midori.choose("#f-other", child);
        midori.at("#f-kind-PARENT_OF").check();
        midori.send();
    }

    private void theNeglectOfTheGrandchildIsReported(Desk midori, Desk nozomi) {
        midori.link("つなぐ");
        midori.link("虐待の疑い");
        midori.link("虐待の疑いを伝える");
        midori.at("#f-kind-CHILD_ABUSE").check();
        midori.at("#f-immediate-NO").check();
        midori.at("#f-person").fill(FAMILY + " ソラ");
        midori.at("#f-facts").fill("訪ねたとき、ソラさんが「きのうから食べていない」と話した。2か月ほど学校に行っていない。");
        midori.at("#f-accused-FAMILY").check();
        picture(midori, "suspicion-form");
        midori.button("送る");
        assertThat(midori.fact("受け取る窓口")).containsText("こども家庭センター");
        picture(midori, "suspicion-sent");

        nozomi.link("きょう");
        Locator report = nozomi.row("ソラ", "虐待の疑いの連絡");
        picture(nozomi, "child-center-today");
        nozomi.follow(report);
        nozomi.button("受理する");
        picture(nozomi, "suspicion-received");
        nozomi.link("対応を決める");
        nozomi.at("#f-outcome-SUPPORT").check();
        nozomi.at("#f-words").fill("当日に訪ねて会えた。けがはない。学校と週1回、様子を確かめる。");
        nozomi.at("#f-told").fill("当日に訪ねて安全を確かめました。");
        nozomi.button("記録する");
        picture(nozomi, "suspicion-concluded");
    }

    private void theCounterHearsWhatBecameOfIt(Desk midori, Desk taku) {
        midori.link("きょう");
        midori.follow(midori.row(FAMILY + " トメ", "つなぎの結果を返す"));
        midori.link("結果の返事を書く");
        midori.at("input[name=code]").first().check();
        midori.at("#f-words").fill("訪問しました。同居の息子さんとお孫さんのことも、いっしょにお聞きしています。");
        midori.send();
        taku.link("きょう");
        taku.follow(taku.row(FAMILY + " トメ", "つなぎの返事を確認する"));
        taku.button("返事を確認した");
        picture(taku, "reply-read");
    }

    private void consentIsTaken(Desk midori) {
        midori.link("世帯の記録");
        midori.tab("同意");
        assertThat(midori.main()).containsText("つなぎの同意あり");
        picture(midori, "consents-none");
        consent(midori, "トメ", "トメさんには、自宅で、説明カードを見ながら2回");
        consent(midori, "ヒロシ", "ヒロシさんには、相談室で、休みをはさみながら");
        picture(midori, "consents-taken");
    }

    private void consent(Desk midori, String person, String how) {
        midori.section(person)
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("同意を記録する"))
                .click();
        TEAM.forEach(agency -> midori.field(agency).check());
        for (Locator category : midori.at("input[name=categories]").all()) {
            category.check();
        }
        midori.at("#f-purpose").fill("介護、通院、孫の学校のことを、いっしょに考えるため");
        midori.at("#f-speaker-SELF").check();
        midori.at("#f-method-WRITTEN").check();
        midori.at("#f-explainedHow").fill(how);
        midori.at("#f-explainedWith").fill("説明カード");
        if (person.equals("トメ")) {
            assertThat(midori.main()).not().containsText("情報政策課");
            picture(midori, "consent-form");
        }
        midori.send();
        assertThat(midori.main()).containsText("多機関協働係");
        picture(midori, "consent-read-out");
        midori.button("この内容で記録する");
    }

    private void supportIsAskedFor(Desk midori, Desk kaname) {
        midori.tab("ケース");
        picture(midori, "case-none");
        midori.link("多機関協働へ支援依頼");
        midori.at("input[name=to]").first().check();
        midori.field("トメ").check();
        midori.field("ヒロシ").check();
        midori.field("解きほぐし").check();
        midori.at("#f-situation").fill("トメさんの物忘れと、ヒロシさんの中断した通院が重なり、税の支払いも滞っている。");
        midori.at("#f-done").fill("税務課からのつなぎで訪問3回。介護認定の話はできたが、通院のことは話せていない。");
        midori.at("#f-wish").fill("役割分担の整理。だれが何をするかを、家族といっしょに決めたい。");
        picture(midori, "request-written");
        midori.send();
        assertThat(midori.fact("つぎの番")).containsText("多機関協働係");
        picture(midori, "request-sent");

        kaname.link("きょう");
        Locator request = kaname.row(FAMILY, "届いた支援依頼に答える");
        picture(kaname, "coordinator-today");
        kaname.follow(request);
        picture(kaname, "request-arrived");
        kaname.button("引き受ける");
        assertThat(kaname.at("body")).containsText("引き受けました");
        picture(kaname, "case-begun");
    }

    private void thePlanIsDrafted(Desk kaname) {
        kaname.link("アセスメントを書く");
        for (Locator person : kaname.at("input[name=persons]").all()) {
            person.check();
        }
        for (String issue : List.of("01", "06", "09", "16")) {
            kaname.at("#f-issues-" + issue).check();
        }
        kaname.at("#f-issues-16-urgent").check();
        kaname.at("#f-wishes").fill("トメさん「この家で暮らしたい。孫に温かいものを食べさせたい」");
        kaname.at("#f-familyWishes").fill("ヒロシさん「怒られずに話を聞いてくれる人がほしい」");
        kaname.at("#f-strengths").fill("トメさんは毎朝、畑に出ている。ヒロシさんは料理がうまい。");
        kaname.at("#f-background").fill("ヒロシさんの退職のあと通院が止まり、世話がトメさんに集まった。");
        kaname.at("#f-summary").fill("世話の担い手をふやし、介護と通院を、ばらばらでなく順に支える。");
        picture(kaname, "assessment-written");
        kaname.send();
        picture(kaname, "assessment-kept");
        kaname.link("プランをつくる");
        picture(kaname, "plan-begin");
        kaname.send();
        assertThat(kaname.at("h1")).containsText("プランを書く");
        picture(kaname, "plan-empty");

        kaname.at("#f-wishes").fill("この家で、三人で暮らしたい。");
        kaname.at("#f-issues").fill("トメさんの物忘れと疲れ\nヒロシさんの通院の中断\n税の滞納");
        kaname.at("#f-longGoal").fill("三人が、無理のない役割で暮らしつづける。");
        kaname.at("#f-shortGoal").fill("半年のうちに、介護と通院がはじまる。");
        kaname.at("#f-course").fill("家族の会話を待ちながら、一つずつ。");
        kaname.at("#f-from").fill("R8.6.15");
        kaname.at("#f-until").fill("R8.12.14");
        kaname.at("#f-nextMonitoring").fill("R8.9.14");
        kaname.choose("#f-lead", "多機関協働係");
        kaname.choose("#f-nextLead", "地域包括支援センター北");
        kaname.at("#f-participation-CONSIDER").check();
        kaname.at("#f-outreach-NO").check();
        line(kaname, 1, "物忘れと疲れ", "介護サービスを使いはじめる", "介護認定の申請を手伝い、通いの場に同行する", "地域包括支援センター北", "週1回", "R8.9.30");
        line(kaname, 2, "通院の中断", "", "通院に同行し、日中の居場所をさがす", "障害者相談支援センターかさね", "月2回", "R8.10.30");
        line(kaname, 3, "税の滞納", "無理のない分割にする", "家計表をいっしょに作り、税務課と話す", "自立相談支援センターかさね", "月1回", "R8.8.31");
        kaname.at("[name='line.2.persons']").first().uncheck();
        kaname.send();
        assertThat(kaname.at(".error-summary")).containsText("1か所を直してください");
        assertThat(kaname.at("td.cell-refused")).containsText("目標を入れてください");
        assertThat(kaname.at("[name='line.2.action']")).hasValue("通院に同行し、日中の居場所をさがす");
        assertThat(kaname.at("[name='line.3.due']")).hasValue("R8.8.31");
        assertThat(kaname.at("#f-longGoal")).hasValue("三人が、無理のない役割で暮らしつづける。");
        picture(kaname, "plan-refused");
        kaname.at("[name='line.2.goal']").fill("通院が続き、出かける場所が1つできる");
        kaname.send();
        assertThat(kaname.main()).containsText("出かける場所が1つできる");
        picture(kaname, "plan-draft");
        kaname.at("summary")
                .filter(new Locator.FilterOptions().setHasText("ご本人の確認・申込"))
                .click();
        kaname.at("#f-on").fill("R8.6.15");
        kaname.at("#f-how-WRITTEN").check();
        kaname.button("記録する");
        assertThat(kaname.fact("確認・申込")).containsText("R8.6.15");
    }

    private static void line(
            Desk kaname,
            int no,
            String issue,
            String goal,
            String action,
            String agency,
            String frequency,
            String due) {
        String of = "[name='line." + no + ".";
        kaname.at(of + "issue']").fill(issue);
        kaname.at(of + "goal']").fill(goal);
        kaname.at(of + "action']").fill(action);
        kaname.choose(of + "agency']", agency);
        kaname.at(of + "frequency']").fill(frequency);
        kaname.at(of + "due']").fill(due);
    }

    private void theConferenceIsCalled(Desk kaname, Desk midori, Desk hikari) {
        kaname.link("会議にかける");
        picture(kaname, "no-conference-yet");
        kaname.at("main a")
                .filter(new Locator.FilterOptions().setHasText("会議をひらく"))
                .click();
        kaname.at("#f-on").fill("R8.6.15");
        kaname.at("#f-from").fill(FIRST);
        kaname.at("#f-until").fill("15:00");
        kaname.at("#f-place").fill("市役所 第2会議室");
        assertThat(kaname.main()).not().containsText("情報政策課");
        picture(kaname, "conference-new");
        kaname.send();
        kaname.field(FIRST).check();
        picture(kaname, "conference-chosen");
        kaname.send();
        picture(kaname, "secrecy");
        kaname.button("確かめて、議題をひらく");
        assertThat(kaname.section("構成員と同意")).containsText("地域包括支援センター北");
        picture(kaname, "agenda-item");

        answer(midori, "相談員1名", "center");
        answer(hikari, "相談支援専門員1名", "disability");
    }

    private void answer(Desk desk, String who, String name) {
        desk.link("きょう");
        Locator asked = desk.row("会議の出欠を答える", FIRST);
        picture(desk, name + "-today-invited");
        desk.follow(asked);
        desk.at("#f-comes-YES").check();
        desk.at("#f-who").fill(who);
        picture(desk, name + "-invited");
        desk.button("答える");
        assertThat(desk.main()).containsText("出席");
        picture(desk, name + "-answered");
    }

    private void theConferenceIsHeld(Desk kaname) {
        kaname.link("きょう");
        picture(kaname, "coordinator-today-conference");
        kaname.follow(kaname.row("会議をひらき、出欠を記録する", FIRST));
        picture(kaname, "conference-day");
        kaname.link("出欠を記録する");
        picture(kaname, "attendance");
        kaname.send();
        assertThat(kaname.main()).containsText("開催");
        picture(kaname, "conference-held");
        kaname.link("議題1をひらく");
        kaname.link("会議録を書く");
        kaname.at("#f-summary").fill("包括北が訪問のようすを報告した。\n障害者相談支援は、ヒロシさんが通院の再開を望んでいると報告した。");
        kaname.at("#f-view").fill("世話がトメさんに集まっている。まず介護の申請から。");
        kaname.at("#f-pending").fill("日中の居場所は、つぎの会議で決める。");
        picture(kaname, "minutes");
        kaname.send();
        decide(kaname, "介護認定の申請に同行する", "地域包括支援センター北", "R8.6.30");
        decide(kaname, "通院の日を家族と決める", "障害者相談支援センターかさね", "R8.7.10");
        picture(kaname, "decisions");
        kaname.link("結果を記録する");
        kaname.field("プランは適切").check();
        assertThat(kaname.at("#f-lead")).isHidden();
        picture(kaname, "conclusion");
        kaname.send();
        assertThat(kaname.section("協議の結果")).containsText("適切");
        picture(kaname, "concluded");
        kaname.button("会議録を確定する");
        kaname.at("dialog[open] .button-primary").click();
        assertThat(kaname.main()).containsText("訂正する");
        picture(kaname, "minutes-confirmed");
    }

    private static void decide(Desk kaname, String what, String agency, String due) {
        kaname.at("#f-what").fill(what);
        kaname.choose("#f-agency", agency);
        kaname.at("#f-due").fill(due);
        kaname.button("決定に加える");
        assertThat(kaname.section("決定事項")).containsText(what);
    }

    private void theMunicipalityDecides(Desk izumi) {
        izumi.link("きょう");
        Locator waiting = izumi.row(FAMILY, "支援決定をする");
        picture(izumi, "decider-today");
        izumi.follow(waiting);
        izumi.at("#f-documentNo").fill("福総第15号");
        picture(izumi, "decision");
        izumi.send();
        assertThat(izumi.main()).containsText("福総第15号");
        picture(izumi, "decided");
    }

    private void everybodySeesAsMuchAsTheyMay(Desk kaname, Desk hikari, Desk midori, Desk taku) {
        kaname.link("ケース");
        picture(kaname, "cases");
        kaname.follow(kaname.row(FAMILY, ""));
        picture(kaname, "case-running");
        kaname.link("プランをひらく");
        kaname.link("プラン兼利用申込書");
        assertThat(kaname.download("PDFで開く", "plan.pdf")).isEqualTo(200);
        assertThat(kaname.download("Excelで保存", "plan.xlsx")).isEqualTo(200);
        assertThat(kaname.at("body")).containsText("（1）介護認定の申請に同行する　地域包括支援センター北　R8.6.30まで");
        picture(kaname, "plan-sheet");

        hikari.link("きょう");
        picture(hikari, "disability-today");
        hikari.link("ケース");
        hikari.follow(hikari.row(FAMILY, ""));
        picture(hikari, "disability-case");
        hikari.link("プランをひらく");
        assertThat(hikari.main()).containsText("通院に同行し");
        picture(hikari, "disability-plan");

        midori.link("きょう");
        picture(midori, "center-today-running");
        midori.link("ケース");
        midori.follow(midori.row(FAMILY, ""));
        picture(midori, "center-case");
        midori.tab("ひと目");
        picture(midori, "center-household");

        taku.at("#q").fill("ヒロシ");
        taku.at("#q").press("Enter");
        assertThat(taku.main()).containsText("見つかりませんでした");
        picture(taku, "stranger-finds-nothing");
    }

    private void itIsMonitoredAndEvaluated(Desk kaname) {
        kaname.link("プランにもどる");
        kaname.link("ケースにもどる");
        kaname.link("モニタリングを記録する");
        kaname.choose("#f-method", "訪問");
        kaname.at("select[name^='result-']").first().selectOption("DONE");
        kaname.at("#f-situation").fill("トメさんは週1回、通いの場に出ている。ヒロシさんは2回続けて通院した。");
        kaname.at("#f-view").fill("役割が分かれ、トメさんの表情がやわらいだ。");
        kaname.field("終結を考えてよい").check();
        picture(kaname, "monitoring");
        kaname.send();
        picture(kaname, "monitored");
        kaname.link("評価を書く");
        for (Locator result : kaname.at("select[name^='goal-']").all()) {
            result.selectOption("REACHED");
        }
        kaname.field("医療機関受診開始").check();
        kaname.field("介護・障害サービス利用開始").check();
        kaname.at("#f-remaining").fill("分割の支払いが続いているかを見る。");
        kaname.at("#f-wishes").fill("ときどき顔を見せてほしい。");
        kaname.at("#f-direction-CLOSE").check();
        kaname.choose("#f-reason", "役割分担");
        kaname.at(".closing-fields").getByLabel("地域包括支援センター北").check();
        kaname.at("#f-followOn").fill("R8.12.1");
        kaname.at("#f-followHow").fill("訪問");
        picture(kaname, "evaluation");
        kaname.send();
        assertThat(kaname.main()).containsText("終結へ");
        picture(kaname, "evaluated");
    }

    private void theConferenceAgreesToTheEnd(Desk kaname) {
        kaname.link("終結を会議にかける");
        picture(kaname, "closure-no-conference");
        kaname.at("main a")
                .filter(new Locator.FilterOptions().setHasText("会議をひらく"))
                .click();
        kaname.at("#f-on").fill("R8.6.15");
        kaname.at("#f-from").fill(SECOND);
        kaname.at("#f-place").fill("オンライン");
        kaname.send();
        kaname.field(SECOND).check();
        kaname.send();
        kaname.button("確かめて、議題をひらく");
        picture(kaname, "closure-item");
        kaname.link("会議録を書く");
        kaname.at("#f-summary").fill("三人の暮らしが落ちついたことを、みなで確かめた。");
        kaname.send();
        kaname.link("結果を記録する");
        kaname.field("終結").check();
        kaname.choose("#f-lead", "地域包括支援センター北");
        picture(kaname, "closure-conclusion");
        kaname.send();
        picture(kaname, "closure-concluded");
        kaname.link("出欠を記録する");
        kaname.send();
        picture(kaname, "closure-held");
        kaname.link("議題1をひらく");
        kaname.button("会議録を確定する");
        kaname.at("dialog[open] .button-primary").click();
        assertThat(kaname.main()).containsText("訂正する");
        picture(kaname, "closure-confirmed");
        kaname.link("きょう");
        picture(kaname, "coordinator-today-closing");
    }

    private void theLeadTakesItBackAndLooksAfterIt(Desk midori, Desk kaname) {
        midori.link("きょう");
        Locator offered = midori.row(FAMILY, "つなぎもどしに答える");
        picture(midori, "center-today-hand-back");
        midori.follow(offered);
        picture(midori, "hand-back");
        midori.button("引き受ける");
        assertThat(midori.at("body")).containsText("引き受けました");
        picture(midori, "hand-back-accepted");
        midori.link("きょう");
        midori.follow(midori.row(FAMILY, "終結後の様子を見る"));
        midori.at("#f-words").fill("三人で夕食を作っていた。分割の支払いも続いている。");
        midori.at("#f-goOn-END").check();
        picture(midori, "follow-up");
        midori.send();
        assertThat(midori.main()).containsText("終結");
        picture(midori, "case-ended");
        kaname.link("ケース");
        picture(kaname, "cases-ended");
    }
}
