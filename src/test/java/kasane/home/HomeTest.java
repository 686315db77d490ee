package kasane.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.postgres.Connections;
import kasane.register.Households;
import kasane.register.PersonDetails;
import kasane.register.PersonName;
import kasane.register.Relationships;
import kasane.shared.HouseholdId;
import kasane.shared.PartialDate;
import kasane.shared.PersonId;
import kasane.tasks.Tasks;
import kasane.testing.People;
import kasane.testing.Promise;
import kasane.testing.Web;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** きょう, a household at one look and the search, as several people of the town see them. */
@WithKasane
@Tag("pages")
class HomeTest {
    @LocalServerPort
    private int port;

    @Autowired
    private Db db;

    @Autowired
    private Connections connections;

    @Autowired
    private Households households;

    @Autowired
    private Relationships relationships;

    @Autowired
    private Tasks tasks;

    private static Households.NewMember member(String given, String kana, String sex, int year) {
        return Households.NewMember.of(
                PersonDetails.of(PersonName.of("例髙台", given, "れいたかだい", kana), sex, PartialDate.of(year)), "");
    }

    private HouseholdId family(Viewer.Staff viewer) {
        return db.transact(viewer, () -> {
            HouseholdId household = households.open(
                    viewer,
                    new Households.NewHousehold(
                            "例髙台", "", List.of(member("ウメノ", "うめの", "F", 1944), member("コタロウ", "こたろう", "M", 1972))));
            List<PersonId> persons = households.members(viewer, household).stream()
                    .map(m -> m.person())
                    .toList();
            relationships.record(
                    viewer,
                    household,
                    persons.get(0),
                    persons.get(1),
                    "",
                    new Relationships.Tie(
                            Relationships.Kind.PARENT_OF,
                            null,
                            PartialDate.UNKNOWN,
                            PartialDate.UNKNOWN,
                            false,
                            false,
                            ""));
            return household;
        });
    }

    private Web.Answer search(Web web, String q) {
        return web.get("/search?q=" + URLEncoder.encode(q, StandardCharsets.UTF_8));
    }

    @Test
    @Promise("G12")
    void anEmptyDaySaysWhatToDo() {
        Web.Answer answer = Web.as(port, "gakkou").get("/");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("きょう").contains("＋ 相談を受ける", "/phone-notes/new", "/referrals/new");
    }

    @Test
    void workStandsInTheGroupOfItsLastDayForThoseWhoHaveIt() {
        Viewer.Staff viewer = People.viewer(connections, "shougai");
        HouseholdId household = family(viewer);
        db.run(viewer, () -> {
            for (int days : new int[] {-1, 0, 2, 40}) {
                tasks.open(
                        viewer,
                        new Tasks.NewTask(
                                "casework.next-step",
                                UUID.randomUUID(),
                                viewer.agency(),
                                household,
                                viewer.agency(),
                                viewer.staff(),
                                db.today(viewer).plusDays(days),
                                "/households/" + household.value()));
            }
        });
        assertThat(Web.as(port, "shougai").get("/").body())
                .contains("id=\"overdue\"", "id=\"today\"", "id=\"week\"", "id=\"later\"", "きのう");
        assertThat(Web.as(port, "gakkou").get("/").body())
                .doesNotContain(household.value().toString());
    }

    @Test
    @Promise("G8")
    void aHouseholdShowsItsFamilyAndIsNotFoundByOthers() {
        HouseholdId household = family(People.viewer(connections, "houkatsu"));
        Web.Answer answer = Web.as(port, "houkatsu").get("/households/" + household.value());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .contains("例髙台家", "ウメノ", "コタロウ", "<svg class=\"genogram\"", "地域包括支援センター北", "まだ記録がありません");
        assertThat(Web.as(port, "zei").get("/households/" + household.value()).status())
                .isEqualTo(404);
        assertThat(Web.as(port, "houkatsu").get("/households/x").status()).isEqualTo(404);
    }

    @Test
    void aNameIsFoundFromItsFirstLetterInKanaAndInVariantKanji() {
        family(People.viewer(connections, "jiritsu"));
        Web web = Web.as(port, "jiritsu");
        for (String q : List.of("例", "例髙", "例高台", "れいたか", "レイタカ", "ウメノ", "うめ")) {
            assertThat(search(web, q).body()).as(q).contains("例髙台家", "ウメノ");
        }
        assertThat(search(web, "台コタ").body()).contains("例髙台家", "コタロウ");
    }

    @Test
    void whoIsNotInSightIsNotHintedAt() {
        family(People.viewer(connections, "kodomo"));
        Web other = Web.as(port, "system");
        String nobody = search(other, "例髙台").body();
        String absent = search(other, "不在名").body();
        assertThat(nobody).contains("見つかりませんでした");
        assertThat(nobody.replace("例髙台", "")).hasSameSizeAs(absent.replace("不在名", ""));
    }

    @Test
    void anySearchWordHasAnAnswer() {
        Web web = Web.as(port, "jiritsu");
        for (String q :
                List.of("", "   ", "%", "_", "\\", "'; drop table", "<script>", "\u0000", "あ".repeat(5000), "😀")) {
            Web.Answer answer = search(web, q);
            assertThat(answer.status()).as(q).isLessThan(500);
            assertThat(answer.body()).doesNotContain("<script>x");
        }
    }
}
