package kasane.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import kasane.testing.AsRole;
import kasane.testing.Promise;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Law 10, 名寄せ候補: nobody finds out by searching; municipal staff are told the name of an agency, and never what may not be found. */
@Tag("sql")
@Promise("P6")
class Law10SilentMatchTest {

    private static final UUID RECORD = UUID.fromString("01900000-0000-7000-8000-000000000031");
    private static final UUID SAME = UUID.fromString("01900000-0000-7000-8000-000000000032");
    private static final UUID MEASURE = UUID.fromString("01900000-0000-7000-8000-000000000033");

    private static LawWorld world;

    /** Agency B keeps a record of its own of the person whom agency A knows; no report and no body stands in the way. */
    @BeforeAll
    static void create() {
        world = new LawWorld();
        world.root.script("""
                update register.person set birth = '1948-04-05', folded = '{見本沢ふたり,みほんさわふたり}'
                  where person_id = '%1$s';
                insert into sharing.subject (household_id, owner_agency, created_at, created_by)
                  values ('%2$s', %4$d, '%6$s', %5$d);
                insert into sharing.subject_person (person_id, household_id, owner_agency) values ('%3$s', '%2$s', %4$d);
                insert into register.household (household_id, owner_agency, label, created_at, created_by, changed_at, changed_by)
                  values ('%2$s', %4$d, '見本沢', '%6$s', %5$d, '%6$s', %5$d);
                insert into register.person (person_id, household_id, owner_agency, family, given, folded, birth, created_at,
                    created_by, changed_at, changed_by)
                  values ('%3$s', '%2$s', %4$d, '見本沢', 'フタリ', '{見本沢ふたり}', '1948-04-05', '%6$s', %5$d, '%6$s', %5$d);
                delete from referral.suspicion_step;
                update conference.meeting set body = 'CASE', held_on = '2026-06-10';
                """.formatted(LawWorld.PERSON, RECORD, SAME, world.agencyB, world.staffB, LawWorld.NOW));
    }

    @AfterAll
    static void drop() {
        world.close();
    }

    @Test
    void municipal_staff_are_told_the_agency_and_nothing_else() {
        assertThat(found()).containsExactly(Integer.toString(world.agencyA));
        try (AsRole me = asker()) {
            assertThat(me.number("select count(*) from register.person where person_id = ?", LawWorld.PERSON))
                    .isZero();
        }
    }

    @Test
    void an_agency_that_is_not_the_municipality_s_cannot_even_ask() {
        world.root.run("update access.agency set municipal = false where id = ?", world.agencyB);
        try (AsRole me = asker()) {
            assertThat(me.attempt(ASK, values())).isEqualTo("42501");
        }
    }

    @Test
    void an_answer_is_for_whoever_asked_and_for_its_time() {
        UUID question = ask();
        try (AsRole other = AsRole.staff(world.database.connections(), world.agencyA, world.staffA, LawWorld.NOW)) {
            assertThat(other.attempt("select * from privacy.namesakes(?)", question))
                    .isEqualTo("KA002");
        }
        try (AsRole later = AsRole.staff(
                world.database.connections(), world.agencyB, world.staffB, LawWorld.NOW.plus(Duration.ofHours(25)))) {
            assertThat(later.attempt("select * from privacy.namesakes(?)", question))
                    .isEqualTo("KA002");
        }
    }

    @Test
    void nobody_can_ask_about_a_name_that_is_not_the_person_s_on_file() {
        UUID question = ask("{見本沢ほかのひと}");
        assertThat(found(question)).isEmpty();
        without(
                "update register.person set birth = '1948-04' where person_id = '" + SAME + "'",
                "update register.person set birth = '1948-04-05' where person_id = '" + SAME + "'");
        without(
                "update register.person set birth = '1948-04-06' where person_id = '" + LawWorld.PERSON + "'",
                "update register.person set birth = '1948-04-05' where person_id = '" + LawWorld.PERSON + "'");
    }

    @Test
    void a_record_that_is_shut_or_whose_person_is_hidden_is_never_a_candidate() {
        for (String person : List.of("null", "'" + LawWorld.PERSON + "'")) {
            without(
                    """
                    insert into sharing.concealment (measure_id, household_id, person_id, owner_agency, set_at, set_by)
                    values ('%s', '%s', %s, %d, '%s', %d)
                    """.formatted(MEASURE, LawWorld.HOUSEHOLD, person, world.agencyA, LawWorld.NOW, world.staffA),
                    "delete from sharing.concealment where measure_id = '" + MEASURE + "'");
        }
    }

    @Test
    void nor_does_anybody_ask_from_a_record_in_which_something_is_shut() {
        without(
                """
                insert into sharing.concealment (measure_id, household_id, person_id, owner_agency, set_at, set_by)
                values ('%s', '%s', '%s', %d, '%s', %d)
                """.formatted(MEASURE, RECORD, SAME, world.agencyB, LawWorld.NOW, world.staffB),
                "delete from sharing.concealment where measure_id = '" + MEASURE + "'");
    }

    @Test
    void nor_a_record_from_which_whoever_asks_keeps_away() {
        without(
                """
                insert into sharing.recusal (household_id, staff_id, owner_agency, declared_at)
                values ('%s', %d, %d, '%s')
                """.formatted(LawWorld.HOUSEHOLD, world.staffB, world.agencyA, LawWorld.NOW),
                "delete from sharing.recusal where staff_id = " + world.staffB);
    }

    @Test
    void nor_a_record_that_a_body_for_children_in_need_of_protection_talks_about() {
        without("update conference.meeting set body = 'CHILD'", "update conference.meeting set body = 'CASE'");
    }

    @Test
    void nor_a_record_that_a_report_of_abuse_opened() {
        without("""
                insert into referral.suspicion_step (id, suspicion_id, household_id, owner_agency, item_id, kind, staff_id, at,
                  opened_household)
                select uuidv7(), s.id, s.household_id, s.owner_agency, s.id, 'OPEN', %d, '%s', '%s' from referral.suspicion s
                """.formatted(world.staffA, LawWorld.NOW, LawWorld.HOUSEHOLD), "delete from referral.suspicion_step");
    }

    private static final String ASK = """
            insert into privacy.namesake_inquiry (id, household_id, person_id, folded, owner_agency, staff_id, asked_at,
              reason_code, reason_edition, reason)
            values (?, ?, ?, ?::text[], ?, ?, ?::timestamptz, 'TWICE', 1, '見本のわけ')
            """;

    private static void without(String change, String undo) {
        assertThat(found()).as("before").isNotEmpty();
        world.root.script(change);
        try {
            assertThat(found()).as(change).isEmpty();
        } finally {
            world.root.script(undo);
        }
    }

    private static List<String> found() {
        return found(ask());
    }

    private static List<String> found(UUID question) {
        try (AsRole me = asker()) {
            return me.texts("select agency_id from privacy.namesakes(?)", question);
        }
    }

    private static UUID ask() {
        return ask("{見本沢ふたり}");
    }

    private static UUID ask(String folded) {
        world.root.run("update access.agency set municipal = true where id = ?", world.agencyB);
        Object[] values = values();
        values[3] = folded;
        try (AsRole me = asker()) {
            me.run(ASK, values);
        }
        return (UUID) values[0];
    }

    private static Object[] values() {
        return new Object[] {
            UUID.randomUUID(), RECORD, SAME, "{見本沢ふたり}", world.agencyB, world.staffB, LawWorld.NOW.toString()
        };
    }

    private static AsRole asker() {
        return AsRole.staff(world.database.connections(), world.agencyB, world.staffB, LawWorld.NOW);
    }
}
