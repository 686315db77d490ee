package kasane.collaboration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.tasks.Tasks;
import kasane.testing.CaseStory;
import kasane.testing.Promise;
import kasane.testing.Web;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

@WithKasane
@Tag("pages")
@Promise({"C1", "C2"})
class CaseWebTest {

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext context;

    @Autowired
    Tasks tasks;

    @Autowired
    Db db;

    private static String household(CaseStory story) {
        return "/households/" + story.householdId().value();
    }

    /** Where the agency's open work leads; きょう has no room for that of all tests. */
    private List<String> work(Viewer.Staff who) {
        return db.transact(
                who,
                () -> tasks.waiting(who, 1000).stream()
                        .flatMap(task -> Stream.ofNullable(task.path()))
                        .toList());
    }

    private static Map<String, List<String>> fields(String... pairs) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            fields.merge(pairs[i], List.of(pairs[i + 1]), (one, more) -> {
                List<String> all = new java.util.ArrayList<>(one);
                all.addAll(more);
                return all;
            });
        }
        return fields;
    }

    private static Map<String, List<String>> request(CaseStory story) {
        Map<String, List<String>> fields = fields(
                "to", story.coordinator.agency().value().toString(),
                "reasons", "UNTANGLE",
                "situation", "例示の状況が重なっている",
                "done", "例示の訪問をした",
                "wish", "例示の整理を頼みたい");
        fields.put(
                "persons",
                story.persons().stream().map(p -> p.value().toString()).toList());
        return fields;
    }

    private static Map<String, List<String>> assessment(CaseStory story) {
        Map<String, List<String>> fields =
                fields("issues", "01", "mainIssue", "01", "summary", "例示のまとめである", "after", "0");
        fields.put(
                "persons",
                story.persons().stream().map(p -> p.value().toString()).toList());
        return fields;
    }

    @Test
    void before_the_consent_the_coordinator_comes_along_and_sees_neither_name_nor_file() {
        CaseStory story = new CaseStory(context).household("例示峠", "ツクモ");
        Web asker = Web.as(port, "houkatsu");
        Web coordinator = Web.as(port, "suishin");
        String form = household(story) + "/introductions/new";
        assertThat(asker.get(household(story) + "/case").body())
                .contains("多機関協働へ支援依頼")
                .contains(form);
        Map<String, List<String>> fields = fields(
                "to", story.coordinator.agency().value().toString(),
                "reasons", "UNTANGLE",
                "meetingWish", "来週の午後、ツクモさんのお宅");
        Web.Answer named = asker.post(form, household(story) + "/introductions", fields);
        assertThat(named.status()).isEqualTo(422);
        assertThat(named.body()).contains("名前が入っています").contains("来週の午後、ツクモさんのお宅");
        fields.put("meetingWish", List.of("来週の午後、センターの相談室"));
        Web.Answer asked = asker.post(form, household(story) + "/introductions", fields);
        assertThat(asked.status()).as(asked.body()).isEqualTo(303);

        String page = asked.location();
        assertThat(asker.get(page).body()).contains("例示峠家").contains("取り下げる");
        assertThat(coordinator.get(page).body())
                .contains("来週の午後、センターの相談室")
                .contains("同席できるか答える")
                .doesNotContain("例示峠")
                .doesNotContain("ツクモ")
                .doesNotContain(story.householdId().value().toString());
        assertThat(coordinator.get("/support-requests").body())
                .contains(page)
                .contains("お名前は同意のあと")
                .doesNotContain("例示峠");
        assertThat(work(story.coordinator)).contains(page);
        assertThat(coordinator.get("/").body()).doesNotContain("例示峠");
        assertThat(coordinator.get(page + "/attendance/new").body()).doesNotContain("例示峠");
        for (String path : List.of("", "/case", "/records", "/members", "/consents")) {
            assertThat(coordinator.get(household(story) + path).status())
                    .as(path)
                    .isEqualTo(404);
        }
        assertThat(coordinator.get("/search?q=%E3%83%84%E3%82%AF%E3%83%A2").body())
                .doesNotContain("例示峠")
                .doesNotContain(story.householdId().value().toString());

        assertThat(coordinator
                        .post(page + "/attendance/new", page + "/attendance", fields("comes", "NO"))
                        .body())
                .contains("理由と、代わりにできること");
        assertThat(coordinator
                        .post(
                                page + "/attendance/new",
                                page + "/attendance",
                                fields("comes", "YES", "words", "火曜に行けます"))
                        .status())
                .isEqualTo(303);
        assertThat(asker.get(page).body()).contains("火曜に行けます").contains("面談の結果を書く");
        assertThat(asker.post(
                                page + "/meeting/new",
                                page + "/meeting",
                                fields("on", "R8.6.15", "outcome", "CONSENTED", "words", "ツクモさんが"))
                        .body())
                .contains("名前が入っています");
        assertThat(asker.post(
                                page + "/meeting/new",
                                page + "/meeting",
                                fields("on", "R8.6.15", "outcome", "CONSENTED", "words", ""))
                        .status())
                .isEqualTo(303);
        assertThat(asker.get(page).body())
                .contains("同意を記録する")
                .contains(household(story) + "/consents")
                .contains(household(story) + "/support-requests/new");
        assertThat(coordinator.get(page).body()).contains("同意をいただいた").doesNotContain("例示峠");
        for (String login : List.of("jiritsu", "system")) {
            assertThat(Web.as(port, login).get(page).status()).as(login).isEqualTo(404);
        }
    }

    @Test
    void an_introduction_can_be_given_up_at_any_time_and_only_by_its_asker() {
        CaseStory story = new CaseStory(context).household("例示坂", "ツヅミ");
        Web asker = Web.as(port, "houkatsu");
        Web coordinator = Web.as(port, "suishin");
        Map<String, List<String>> fields = fields(
                "to", story.coordinator.agency().value().toString(), "reasons", "OUTREACH", "meetingWish", "いつでも");
        String first = asker.post(household(story) + "/introductions/new", household(story) + "/introductions", fields)
                .location();
        assertThat(coordinator
                        .post(first + "/cancellation/new", first + "/cancellation", Map.of())
                        .body())
                .contains("この操作は、相手の機関がします");
        assertThat(asker.post(first + "/cancellation/new", first + "/cancellation", Map.of())
                        .status())
                .isEqualTo(303);
        assertThat(asker.get(first).body()).contains("取りやめました");
        String second = asker.post(household(story) + "/introductions/new", household(story) + "/introductions", fields)
                .location();
        coordinator.post(
                second + "/attendance/new", second + "/attendance", fields("comes", "NO", "words", "その週は行けない"));
        assertThat(asker.get(second).body()).contains("頼んだ機関だけで会います").contains("面談の結果を書く");
        assertThat(asker.post(second + "/end/new", second + "/end", Map.of()).status())
                .isEqualTo(303);
        assertThat(asker.get(household(story) + "/case").body()).contains(first).contains(second);
    }

    @Test
    void with_the_consent_the_request_is_sent_and_the_coordinator_sees_it_and_the_persons() {
        CaseStory story = new CaseStory(context).household("例示畑", "ツグミ", "ツバキ");
        Web asker = Web.as(port, "houkatsu");
        Web coordinator = Web.as(port, "suishin");
        String form = household(story) + "/support-requests/new";
        String action = household(story) + "/support-requests";
        story.consent(0, "suishin", "shougai");
        assertThat(asker.get(form).body())
                .contains("支援プランまで伝える同意は、まだです")
                .contains("同意あり")
                .contains("/consents/new?person=" + story.person(1).value());
        Web.Answer early = asker.post(form, action, request(story));
        assertThat(early.status()).isEqualTo(422);
        assertThat(early.body())
                .contains("まだ同意をいただいていない人がいます")
                .contains("例示の状況が重なっている")
                .contains("error-summary");
        story.consent(1, "suishin");
        Web.Answer sent = asker.post(form, action, request(story));
        assertThat(sent.status()).as(sent.body()).isEqualTo(303);
        String page = sent.location();
        assertThat(asker.get(page).body()).contains("取り下げる").doesNotContain("引き受ける<");
        assertThat(coordinator.get("/support-requests").body()).contains("例示畑家").contains(page);
        assertThat(work(story.coordinator)).contains(page);
        assertThat(coordinator.get(page).body())
                .contains("例示畑 ツグミ")
                .contains("例示畑 ツバキ")
                .contains("例示の状況が重なっている")
                .contains("説明：説明カード（例示原ミドリ）")
                .contains("引き受ける");
        for (String login : List.of("jiritsu", "shougai", "kodomo", "system")) {
            Web other = Web.as(port, login);
            assertThat(other.get(page).status()).as(login).isEqualTo(404);
            assertThat(other.post("/support-requests", page + "/acceptance", Map.of())
                            .status())
                    .as(login)
                    .isEqualTo(404);
        }
        assertThat(Web.as(port, "shougai").get(form).status()).isEqualTo(404);

        Web.Answer accepted = coordinator.post(page, page + "/acceptance", Map.of());
        assertThat(accepted.status()).as(accepted.body()).isEqualTo(303);
        assertThat(accepted.location()).startsWith("/cases/");
        assertThat(coordinator.post(page, page + "/acceptance", Map.of()).status())
                .as("a second act")
                .isEqualTo(422);
        assertThat(asker.get(page).body()).contains(accepted.location()).contains("ケースが始まりました");
        assertThat(asker.get(household(story) + "/case").body()).contains("アセスメント・プラン作成中");
    }

    @Test
    void a_request_is_returned_with_its_reason_kept_or_withdrawn() {
        CaseStory story = new CaseStory(context)
                .household("例示里", "ツワブキ")
                .consent(0, "suishin")
                .send();
        Web asker = Web.as(port, "houkatsu");
        Web coordinator = Web.as(port, "suishin");
        String page = "/support-requests/" + story.requestId();
        Web.Answer empty = coordinator.post(page + "/return/new", page + "/return", fields("other", "999"));
        assertThat(empty.status()).isEqualTo(422);
        assertThat(empty.body()).contains("返す理由を入れてください").contains("選択肢の中から");
        String other = story.as("jiritsu").agency().value().toString();
        assertThat(coordinator
                        .post(page + "/return/new", page + "/return", fields("words", "例示の理由", "other", other))
                        .status())
                .isEqualTo(303);
        assertThat(asker.get(page).body())
                .contains("例示の理由")
                .contains("自立相談支援センターかさね")
                .contains("こちらで続ける");
        assertThat(work(story.asker)).contains(page);
        String again = household(story) + "/support-requests/new?from=" + story.requestId();
        assertThat(asker.get(again).body()).contains("見本の依頼：訪問を3回した").contains("返された支援依頼");
        assertThat(asker.post(page + "/keeping/new", page + "/keeping", fields("words", "例示の続け方"))
                        .status())
                .isEqualTo(303);
        assertThat(coordinator.get(page).body()).contains("例示の続け方").contains("依頼した機関で続けています");
        story.send();
        String second = "/support-requests/" + story.requestId();
        assertThat(asker.post(second + "/withdrawal/new", second + "/withdrawal", Map.of())
                        .status())
                .isEqualTo(303);
        assertThat(coordinator.get(second).body()).contains("取り下げました").doesNotContain("引き受ける<");
    }

    @Test
    void the_team_sees_the_case_each_as_far_as_the_consents_reach() {
        CaseStory story = new CaseStory(context)
                .household("例示森", "ツムギ", "ツララ")
                .consent(0, "suishin", "shougai", "jiritsu")
                .consent(1, "suishin", "jiritsu")
                .send()
                .accept();
        Web coordinator = Web.as(port, "suishin");
        String page = "/cases/" + story.caseId();
        assertThat(coordinator.get(page).body())
                .contains("例示森 ツムギ")
                .contains("例示森 ツララ")
                .contains(page + "/assessments/new")
                .contains("多機関協働の開始")
                .contains("紹介元");
        Web.Answer written = coordinator.post(page + "/assessments/new", page + "/assessments", assessment(story));
        assertThat(written.status()).as(written.body()).isEqualTo(303);
        assertThat(coordinator.get(page).body())
                .contains("例示のまとめである")
                .contains(written.location())
                .contains(page + "/plans/new");
        Web all = Web.as(port, "jiritsu");
        assertThat(all.get(page).body())
                .contains("例示のまとめである")
                .contains("例示森 ツララ")
                .doesNotContain("/assessments/new");
        assertThat(all.get(written.location()).status()).isEqualTo(200);
        assertThat(all.get(page + "/assessments/new").status()).isEqualTo(404);
        Web part = Web.as(port, "shougai");
        assertThat(part.get(page).body())
                .contains("例示森 ツムギ")
                .doesNotContain("ツララ")
                .doesNotContain("例示のまとめである");
        assertThat(part.get(written.location()).status()).isEqualTo(404);
        assertThat(part.get("/cases").body()).contains("例示森家").contains(page);
        assertThat(Web.as(port, "houkatsu").get(page).body()).contains("例示のまとめである");
        for (String login : List.of("kodomo", "gakkou", "zei", "system")) {
            Web other = Web.as(port, login);
            assertThat(other.get(page).status()).as(login).isEqualTo(404);
            assertThat(other.get(written.location()).status()).as(login).isEqualTo(404);
            assertThat(other.get("/cases").body()).as(login).doesNotContain("例示森");
        }
    }

    @Test
    void an_assessment_is_written_in_versions_and_the_older_one_stays() {
        CaseStory story = CaseStory.begun(context);
        Web coordinator = Web.as(port, "suishin");
        String page = "/cases/" + story.caseId();
        String first = coordinator
                .post(page + "/assessments/new", page + "/assessments", assessment(story))
                .location();
        assertThat(coordinator.get(page + "/assessments/new").body())
                .contains("例示のまとめである")
                .contains("アセスメントを書き直す");
        Map<String, List<String>> fields = assessment(story);
        assertThat(coordinator
                        .post(page + "/assessments/new", page + "/assessments", fields)
                        .body())
                .as("written over an older version")
                .contains("先に次の版を書きました");
        fields.put("after", List.of("1"));
        fields.put("summary", List.of("例示の新しいまとめ"));
        String second = coordinator
                .post(page + "/assessments/new", page + "/assessments", fields)
                .location();
        assertThat(coordinator.get(second).body())
                .contains("第2版")
                .contains("例示の新しいまとめ")
                .contains(first);
        assertThat(coordinator.get(first).body()).contains("これは前の版です").contains("例示のまとめである");
        assertThat(coordinator.get(page).body()).contains("例示の新しいまとめ");
    }

    @Test
    void after_the_withdrawal_the_file_is_closed_and_what_the_coordinator_wrote_stays() {
        CaseStory story = new CaseStory(context)
                .household("例示丘", "ツクシ")
                .consent(0, "suishin", "shougai")
                .send()
                .accept();
        Web coordinator = Web.as(port, "suishin");
        String page = "/cases/" + story.caseId();
        String written = coordinator
                .post(page + "/assessments/new", page + "/assessments", assessment(story))
                .location();
        story.withdraw(0);
        assertThat(coordinator.get(page).body())
                .contains("いまは同意がなく")
                .contains("同意の取りやめにより見直し中")
                .contains("例示のまとめである")
                .doesNotContain("例示丘")
                .doesNotContain("ツクシ");
        assertThat(coordinator.get(written).body()).contains("例示のまとめである").doesNotContain("ツクシ");
        assertThat(coordinator.get(household(story)).status()).isEqualTo(404);
        assertThat(coordinator.get("/support-requests/" + story.requestId()).status())
                .isEqualTo(404);
        assertThat(coordinator.get("/cases").body()).contains(page).doesNotContain("例示丘");
        assertThat(coordinator.get(page + "/team/new").status()).isEqualTo(404);
        assertThat(Web.as(port, "shougai").get(page).status()).isEqualTo(404);
        assertThat(Web.as(port, "houkatsu").get(page).body()).contains("例示丘 ツクシ");
        assertThat(coordinator.post(page, page + "/resumption", Map.of()).body())
                .contains("いまは同意がなく、続けられません");
        assertThat(coordinator
                        .post(page + "/exit", page + "/exit", fields("reason", "OWN_WISH", "on", "R8.6.15"))
                        .status())
                .isEqualTo(303);
        assertThat(coordinator.get(page).body()).contains("終わりました");
    }

    @Test
    void with_a_new_consent_a_case_goes_on_after_its_review() {
        CaseStory story = new CaseStory(context)
                .household("例示原", "ツチヤ")
                .consent(0, "suishin")
                .send()
                .accept();
        story.withdraw(0).consent(0, "suishin");
        Web coordinator = Web.as(port, "suishin");
        String page = "/cases/" + story.caseId();
        assertThat(coordinator.get(page).body()).contains("見直しを終えて続ける").contains("例示原 ツチヤ");
        assertThat(coordinator.post(page, page + "/resumption", Map.of()).status())
                .isEqualTo(303);
        assertThat(coordinator.get(page).body()).contains("アセスメント・プラン作成中");
        Web asker = Web.as(port, "houkatsu");
        assertThat(asker.post(page, page + "/resumption", Map.of()).status()).isEqualTo(404);
    }

    @Test
    void agencies_join_and_leave_the_team_with_dates_on_the_ground_of_consent() {
        CaseStory story = new CaseStory(context)
                .household("例示沢", "ツリガネ")
                .consent(0, "suishin")
                .send()
                .accept();
        Web coordinator = Web.as(port, "suishin");
        String page = "/cases/" + story.caseId();
        String school = story.as("gakkou").agency().value().toString();
        assertThat(coordinator.get(page + "/team/new").body()).contains("みなチームに入っています");
        assertThat(coordinator
                        .post(
                                page + "/team/new",
                                page + "/team",
                                fields("agency", school, "reason", "ROLE", "on", "R8.6.15"))
                        .body())
                .contains("選択肢の中から選んでください");
        story.consent(0, "suishin", "gakkou");
        Web.Answer future = coordinator.post(
                page + "/team/new", page + "/team", fields("agency", school, "reason", "ROLE", "on", "R8.6.16"));
        assertThat(future.status()).isEqualTo(422);
        assertThat(future.body()).contains("参加した日は、ケースの開始からきょうまで").contains("R8.6.16");
        assertThat(coordinator
                        .post(
                                page + "/team/new",
                                page + "/team",
                                fields("agency", school, "reason", "ROLE", "on", "R8.6.15"))
                        .status())
                .isEqualTo(303);
        assertThat(coordinator.get(page).body())
                .contains("かさね市立見本小学校")
                .contains("支援開始前に参加（プランで役割をもつ）")
                .contains(page + "/team/" + school + "/leaving");
        assertThat(Web.as(port, "gakkou").get("/cases").body()).contains("例示沢家");
        String leaving = page + "/team/" + school + "/leaving";
        assertThat(coordinator.post(leaving, leaving, fields("on", "いつか")).status())
                .isEqualTo(422);
        assertThat(coordinator
                        .post(leaving, leaving, fields("reason", "DONE", "on", "R8.6.15"))
                        .status())
                .isEqualTo(303);
        assertThat(coordinator.get(page).body()).contains("R8.6.15まで").doesNotContain(leaving);
        assertThat(coordinator.get(page + "/team/99999/leaving").status()).isEqualTo(404);
        assertThat(Web.as(port, "houkatsu").get(page + "/team/new").status()).isEqualTo(404);
        assertThat(Web.as(port, "houkatsu").get(page + "/exit").status()).isEqualTo(404);
    }
}
