package kasane.conference.handout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kasane.conference.Agenda;
import kasane.conference.Meetings;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.postgres.Connections;
import kasane.tasks.Tasks;
import kasane.testing.AsRole;
import kasane.testing.CaseStory;
import kasane.testing.Promise;
import kasane.testing.SampleAgenda;
import kasane.testing.TestClock;
import kasane.testing.Web;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** 配付資料 over the pages: numbered, given to the members alone, ticked off, and followed up until none is out. */
@WithKasane
@Tag("pages")
@Promise("F5")
class HandoutWebTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 6, 15);
    private static final Pattern COPY = Pattern.compile("name=\"copy\" value=\"([0-9a-f-]{36}/\\d+)\"");

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext context;

    @Autowired
    Connections connections;

    @Autowired
    Meetings meetings;

    @Autowired
    Agenda agenda;

    @Autowired
    Handouts handouts;

    @Autowired
    Tasks tasks;

    @Autowired
    Db db;

    private CaseStory story;
    private UUID meeting;
    private UUID item;
    private String page;
    private Web suishin;

    @BeforeEach
    void a_conference_today_with_one_item_of_three_members_and_somebody_else() {
        story = CaseStory.begun(context);
        meeting = meetings.convene(
                        story.coordinator,
                        "MULTI",
                        new Meetings.Appointment(TODAY, LocalTime.of(13, 30), null, "見本の会議室"),
                        List.of(story.as("kodomo").agency()))
                .orElseThrow();
        item = agenda.put(story.coordinator, meeting, SampleAgenda.KIND, story.caseId())
                .orElseThrow();
        for (String login : List.of("shougai", "jiritsu", "kodomo")) {
            meetings.answer(story.as(login), meeting, true, "").orElseThrow();
        }
        page = "/conferences/" + meeting + "/handouts";
        suishin = Web.as(port, "suishin");
    }

    private String agency(String login) {
        return story.as(login).agency().value().toString();
    }

    private Web.Answer give(Map<String, List<String>> fields) {
        return suishin.post(page + "/of/" + item + "/new", page + "/of/" + item, fields);
    }

    private Map<String, List<String>> summary(String... logins) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        fields.put("title", List.of("経過のまとめ"));
        fields.put("agencies", List.of(logins).stream().map(this::agency).toList());
        return fields;
    }

    private List<String> out() {
        Matcher copies = COPY.matcher(suishin.get(page).body());
        return copies.results().map(found -> found.group(1)).toList();
    }

    private List<String> waiting(String login) {
        Viewer.Staff viewer = story.as(login);
        return db.transact(
                viewer,
                () -> tasks.waiting(viewer, 300).stream()
                        .filter(task -> meeting.equals(task.item()))
                        .map(Tasks.Task::kind)
                        .toList());
    }

    @Test
    void every_copy_has_a_number_and_is_ticked_off_until_none_is_out() {
        Map<String, List<String>> fields = summary("suishin", "shougai", "jiritsu");
        fields.put("more", List.of("1"));
        fields.put("whom", List.of("ご本人"));
        assertThat(give(fields).status()).isEqualTo(303);
        assertThat(suishin.get(page).body()).contains("議題1 資料1（No.1）", "議題1 資料1（No.4）", "ご本人", "戻っていない 4部");
        List<String> copies = out();
        assertThat(copies).hasSize(4);
        assertThat(suishin.post(page, page + "/returns", Map.of("copy", copies.subList(0, 2)))
                        .status())
                .isEqualTo(303);
        assertThat(out()).hasSize(2);
        assertThat(waiting("suishin")).as("no work before the end").doesNotContain(Handouts.COLLECT);
        meetings.close(
                        story.coordinator,
                        meeting,
                        Set.of(story.as("shougai").agency(), story.as("jiritsu").agency()),
                        null)
                .orElseThrow();
        assertThat(waiting("suishin")).containsExactly(Handouts.COLLECT);
        assertThat(suishin.get("/").body()).contains("会議で配った資料の回収を確かめる", page);
        assertThat(suishin.get(page).body()).contains("までに確かめます");
        List<String> left = out();
        Map<String, List<String>> kept = new LinkedHashMap<>();
        kept.put("copy", left.subList(0, 1));
        kept.put("step", List.of("DESTROY"));
        kept.put("words", List.of("電話で、裁断したと聞いた"));
        assertThat(suishin.post(page + "/ends/new", page + "/ends", kept).status())
                .isEqualTo(303);
        assertThat(waiting("suishin")).containsExactly(Handouts.COLLECT);
        assertThat(suishin.post(page, page + "/returns", Map.of("copy", left.subList(1, 2)))
                        .status())
                .isEqualTo(303);
        assertThat(waiting("suishin")).isEmpty();
        assertThat(suishin.get(page).body()).contains("すべて確かめました", "電話で、裁断したと聞いた");
        assertThat(suishin.post(page, page + "/returns", Map.of("copy", left.subList(1, 2)))
                        .body())
                .contains("この資料は、もう確かめてあります。");
    }

    @Test
    void whoever_takes_no_part_in_an_item_is_not_offered_a_copy_of_it() {
        assertThat(suishin.get(page + "/of/" + item + "/new").body())
                .contains("障害者相談支援センターかさね")
                .doesNotContain("こども家庭センター");
        assertThat(suishin.get(page + "/of/all/new").body()).contains("こども家庭センター");
        Web.Answer answer = give(summary("kodomo"));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("選択肢の中から選んでください。");
        assertThat(handouts.give(
                                story.coordinator,
                                meeting,
                                item,
                                new Handouts.Giving(
                                        "経過", Set.of(story.as("kodomo").agency()), 0, ""))
                        .isAllowed())
                .isFalse();
    }

    @Test
    void numbers_begin_anew_with_every_item_so_that_no_gap_betrays_another() {
        assertThat(suishin.post(
                                page + "/of/all/new",
                                page + "/of/all",
                                Map.of("title", List.of("次第"), "agencies", List.of(agency("kodomo"))))
                        .status())
                .isEqualTo(303);
        assertThat(give(summary("shougai")).status()).isEqualTo(303);
        assertThat(give(summary("shougai")).status()).isEqualTo(303);
        assertThat(suishin.get(page).body())
                .contains("議題1 資料1（No.1）", "議題1 資料2（No.1）")
                .doesNotContain("資料3");
    }

    @Test
    @Promise("C9")
    void what_is_missing_in_the_form_is_told_at_its_field() {
        Web.Answer nobody = give(Map.of("title", List.of("残したい名前")));
        assertThat(nobody.status()).isEqualTo(422);
        assertThat(nobody.body()).contains("配る機関か、ほかに配る部数を入れてください。", "残したい名前");
        Map<String, List<String>> fields = summary("shougai");
        fields.put("title", List.of(""));
        fields.put("more", List.of("2"));
        assertThat(give(fields).body()).contains("#f-title", "#f-whom", "だれに配るかを入れてください。");
        assertThat(suishin.post(page, page + "/returns", Map.of()).body()).contains("資料を選んでください。");
        give(summary("shougai"));
        assertThat(suishin.post(page + "/ends/new", page + "/ends", Map.of()).body())
                .contains("#f-copy", "#f-step", "#f-words");
    }

    @Test
    void a_handout_that_was_not_given_out_after_all_is_taken_back_before_anything_has_returned() {
        give(summary("shougai"));
        String dropping = page + "/" + out().getFirst().substring(0, 36) + "/dropping";
        assertThat(suishin.post(page, dropping, Map.of()).status()).isEqualTo(303);
        assertThat(out()).isEmpty();
        give(summary("shougai", "jiritsu"));
        suishin.post(page, page + "/returns", Map.of("copy", out().subList(0, 1)));
        dropping = page + "/" + out().getFirst().substring(0, 36) + "/dropping";
        assertThat(suishin.post(page, dropping, Map.of()).body()).contains("もう戻った部があるため、取り消せません。");
    }

    @Test
    void the_list_is_the_convenors_and_a_member_learns_of_no_more_than_its_own_item() {
        give(summary("shougai", "jiritsu"));
        suishin.post(
                page + "/of/all/new",
                page + "/of/all",
                Map.of("title", List.of("次第"), "agencies", List.of(agency("kodomo"))));
        for (String login : List.of("shougai", "kodomo", "zei", "system")) {
            assertThat(Web.as(port, login).get(page).status()).as(login).isEqualTo(404);
            assertThat(Web.as(port, login).get(page + "/of/all/new").status())
                    .as(login)
                    .isEqualTo(404);
        }
        String of = "select count(*) from conference.handout where meeting_id = ?";
        try (AsRole member = AsRole.staff(connections, story.as("shougai"), TestClock.START)) {
            assertThat(member.number(of, meeting)).isEqualTo(1);
            assertThat(member.number("select count(*) from conference.handout_copy"))
                    .isZero();
        }
        try (AsRole invited = AsRole.staff(connections, story.as("kodomo"), TestClock.START)) {
            assertThat(invited.number(of, meeting)).isZero();
            assertThatThrownBy(() -> invited.run(
                            "insert into conference.handout (id, meeting_id, owner_agency, no, title, copies, given_at, given_by)"
                                    + " values (uuidv7(), '" + meeting + "', " + agency("kodomo")
                                    + ", 1, 'x', 1, now(), 1)"))
                    .hasMessageContaining("row-level security");
        }
    }

    @Test
    void an_agency_whose_consent_has_ended_is_given_no_further_copy() {
        story.consent(0, "kodomo").consent(1, "kodomo");
        agenda.checkAgain(story.coordinator, item).orElseThrow();
        assertThat(give(summary("kodomo")).status()).isEqualTo(303);
        story.withdraw(1);
        assertThat(suishin.get(page + "/of/" + item + "/new").body())
                .contains("障害者相談支援センターかさね")
                .doesNotContain("こども家庭センター");
        assertThat(give(summary("kodomo")).status()).isEqualTo(422);
        assertThat(out()).as("what was given out before is still to come back").hasSize(1);
    }

    @Test
    void nothing_more_of_an_item_is_given_out_when_the_convenor_no_longer_sees_everybody() {
        give(summary("shougai"));
        story.withdraw(0);
        assertThat(suishin.get(page + "/of/" + item + "/new").status()).isEqualTo(404);
        assertThat(suishin.get(page).body()).doesNotContain("/of/" + item + "/new");
        Handouts.Giving another = new Handouts.Giving("経過", Set.of(story.coordinator.agency()), 1, "ご本人");
        assertThat(handouts.give(story.coordinator, meeting, item, another).isAllowed())
                .isFalse();
        assertThat(suishin.post(page, page + "/returns", Map.of("copy", out())).status())
                .isEqualTo(303);
        assertThat(out()).isEmpty();
    }

    @Test
    @Promise("F7")
    void what_lies_on_the_table_of_a_support_conference_is_known_to_whoever_came_in_and_to_nobody_else() {
        Web kacho = Web.as(port, "kacho");
        String sitting = sitting(kacho);
        String support = link(kacho.get(sitting).body(), "/conferences/[0-9a-f-]{36}/handouts");
        String of = support + "/of/" + sitting.substring(sitting.lastIndexOf('/') + 1);
        assertThat(kacho.get(of + "/new").body()).contains("こども家庭センター").doesNotContain("障害者相談支援センターかさね");
        assertThat(kacho.post(of + "/new", of, Map.of("agencies", List.of(agency("kodomo"))))
                        .status())
                .isEqualTo(303);
        assertThat(kacho.get(support).body()).contains("支援会議の議題 資料1（No.1）", "こども家庭センター");

        assertThat(suishin.get(support).body())
                .contains("この議題に入った人だけが見ます", "支援会議の議題に、戻っていない資料があります")
                .doesNotContain("No.1", "戻っていない 1部", "こども家庭センター", of);
        assertThat(suishin.get(of + "/new").status()).isEqualTo(404);
        assertThat(Web.as(port, "kodomo").get(support).status()).isEqualTo(404);
        UUID held = UUID.fromString(support.split("/")[2]);
        String rows = "select count(*) from conference.handout where sitting_id is not null and meeting_id = ?";
        String copies = "select count(*) from conference.handout_copy c where c.handout_id in (select id from"
                + " conference.handout where sitting_id is not null)";
        for (String outside : List.of("suishin", "kodomo", "houkatsu", "jiritsu")) {
            try (AsRole role = AsRole.staff(connections, story.as(outside), TestClock.START)) {
                assertThat(role.number(rows, held)).as(outside).isZero();
                assertThat(role.number(copies)).as(outside).isZero();
            }
        }
        assertThatThrownBy(() -> {
                    try (AsRole role = AsRole.staff(connections, story.coordinator, TestClock.START)) {
                        role.run("insert into conference.handout (id, meeting_id, sitting_id, owner_agency, no, title,"
                                + " copies, given_at, given_by) values (uuidv7(), '" + support.split("/")[2] + "', '"
                                + of.substring(of.lastIndexOf('/') + 1) + "', " + agency("suishin")
                                + ", 9, '', 1, now(), 1)");
                    }
                })
                .hasMessageContaining("row-level security");
    }

    /** こども家庭センター is asked to it, and nobody but the 所管課's decider has come in. */
    private String sitting(Web kacho) {
        Web asker = Web.as(port, "houkatsu");
        Map<String, List<String>> asking = new LinkedHashMap<>();
        asking.put("called", List.of("架空谷の世帯"));
        asking.put("worry", List.of("見本の心配"));
        asking.put("noConsent", List.of("NOT_MET"));
        asking.put("urgent", List.of("NO"));
        String request = asker.post("/convening-requests/new", "/convening-requests", asking)
                .location();
        String series = kacho.post(
                        request + "/judgement/new", request + "/judgement", Map.of("judgement", List.of("CONVENE")))
                .location();
        Map<String, List<String>> calling = new LinkedHashMap<>();
        calling.put("on", List.of("R8.6.15"));
        calling.put("from", List.of("10:00"));
        calling.put("place", List.of("見本会議室"));
        calling.put("purpose", List.of("どう関わるかを決める"));
        calling.put("secrecy", List.of("YES"));
        calling.put("members", List.of(agency("houkatsu"), agency("kodomo")));
        return kacho.post(series + "/sittings/new", series + "/sittings", calling)
                .location()
                .replaceAll("[?#].*", "");
    }

    private static String link(String page, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(page);
        assertThat(found.find()).as(pattern).isTrue();
        return found.group();
    }
}
