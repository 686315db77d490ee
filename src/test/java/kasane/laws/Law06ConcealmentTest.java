package kasane.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import kasane.gate.Duty;
import kasane.testing.AsRole;
import kasane.testing.Promise;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** 第6の掟（秘匿）, in every table of the house: what is shut is not there, and nobody opens it alone or by the calendar. */
@Tag("sql")
@Promise({"P1", "P4"})
class Law06ConcealmentTest {

    private static final UUID COUNTERPART = UUID.fromString("01900000-0000-7000-8000-000000000067");

    private static final UUID MEASURE = UUID.fromString("01900000-0000-7000-8000-000000000066");

    /** A 支援会議 is about a subject of its own; that this world has it sit on the household is for want of another. */
    private static final Set<String> OF_A_COMPARTMENT =
            Set.of("conference.series", "conference.sitting_entry", "conference.sitting_member");

    private static LawWorld world;
    private static int colleague;
    private static int second;

    @BeforeAll
    static void create() {
        world = new LawWorld();
        colleague = staff("見本沢まもる", world.agencyA);
        second = staff("架空山つばさ", world.agencyA);
    }

    @AfterAll
    static void drop() {
        world.close();
    }

    /** Nothing is shut any more, and the counterpart that one sentence brings in is gone. */
    @AfterEach
    void asBefore() {
        world.root.script("""
                delete from sharing.concealment_end where measure_id = '%1$s';
                delete from sharing.concealment where ended_at is null or measure_id = '%1$s';
                delete from sharing.grant where source = 'concealment';
                delete from register.name_in_sight where recipient < 0;
                delete from sharing.recusal where ended_at is null;
                delete from sharing.subject_person where person_id = '%2$s';
                delete from access.hat where staff_id = %3$d and agency_id = %4$d;
                """.formatted(MEASURE, COUNTERPART, second, world.agencyB));
    }

    @Test
    void of_a_record_that_is_shut_a_colleague_finds_nothing_in_any_table() {
        Map<String, Long> before = countsOf(world.staffA);
        assertThat(before.values().stream().filter(n -> n > 0).count()).isGreaterThan(60);
        assertThat(countsOf(colleague)).containsEntry("register.person", 1L).containsEntry("tasks.task", 1L);
        conceal(true, second);
        assertThat(seenOf(colleague)).as("a colleague").isEmpty();
        for (Duty duty : Duty.values()) {
            assertThat(seenOf(colleague, duty))
                    .as("a colleague who is %s", duty)
                    .isEmpty();
        }
        assertThat(seenBy(world.agencyB, world.staffB)).as("another agency").isEmpty();
        // Over-restriction loses people too: whoever is admitted works on as before.
        Map<String, Long> after = countsOf(world.staffA);
        before.forEach((table, count) -> assertThat(after.get(table)).as(table).isGreaterThanOrEqualTo(count));
        assertThat(countsOf(second)).containsEntry("register.person", 1L);
    }

    @Test
    void an_admission_counts_in_the_hat_of_the_agency_that_keeps_the_record_and_in_no_other() {
        conceal(true, second);
        world.root.run(
                "insert into access.hat (staff_id, agency_id, valid_from) values (?, ?, '2020-01-01')",
                second,
                world.agencyB);
        // The keys of what was given to them stay theirs; of what lies behind the keys nothing is seen.
        assertThat(seenBy(world.agencyB, second)).allMatch(seen -> seen.startsWith("sharing."));
    }

    @Test
    void of_a_person_whose_whereabouts_are_concealed_a_colleague_still_sees_who_it_is_and_not_where() {
        conceal(false);
        assertThat(countsOf(colleague))
                .containsEntry("register.person", 1L)
                .containsEntry("register.person_secret", 0L);
        assertThat(countsOf(world.staffA)).containsEntry("register.person_secret", 1L);
        List<String> telling = new ArrayList<>();
        try (AsRole me = me(colleague)) {
            for (LawWorld.Table table : world.tables.values()) {
                if (table.columns().containsKey("person_id")
                        && table.columns().containsKey("category")
                        && world.has(table, "kasane_app", "SELECT")
                        && me.number(
                                        "select count(*) from " + table.name()
                                                + " where person_id = ? and category & 10 <> 0 and audience <> 2",
                                        LawWorld.PERSON)
                                > 0) {
                    telling.add(table.name());
                }
            }
        }
        assertThat(telling).isEmpty();
    }

    @Test
    void nobody_can_conceal_or_admit_in_a_record_that_is_not_theirs_or_from_which_they_are_kept() {
        String conceal = "select sharing.conceal(?, ?, '{}', true, null, '{}')";
        try (AsRole stranger = AsRole.staff(world.database.connections(), world.agencyB, world.staffB, LawWorld.NOW)) {
            assertThat(stranger.attempt(conceal, MEASURE, LawWorld.HOUSEHOLD)).isEqualTo("KA002");
        }
        conceal(true);
        try (AsRole me = me(colleague)) {
            assertThat(me.attempt(conceal, UUID.randomUUID(), LawWorld.HOUSEHOLD))
                    .isEqualTo("KA002");
            assertThat(me.attempt("select sharing.admit(?, ?)", LawWorld.HOUSEHOLD, colleague))
                    .isEqualTo("KA002");
            assertThat(me.attempt("select sharing.ask_concealment_end(?, '見本')", MEASURE))
                    .isEqualTo("KA002");
            assertThat(me.attempt(
                            "insert into sharing.concealment_end (measure_id, household_id, owner_agency, asked_at,"
                                    + " asked_by, reason) values (?, ?, ?, '" + LawWorld.NOW + "', ?, '見本')",
                            MEASURE,
                            LawWorld.HOUSEHOLD,
                            world.agencyA,
                            colleague))
                    .isEqualTo("42501");
        }
    }

    @Test
    void two_people_end_it_and_time_ends_nothing() {
        conceal(true, second);
        try (AsRole later = AsRole.staff(
                world.database.connections(), world.agencyA, colleague, LawWorld.NOW.plusSeconds(3_000_000_000L))) {
            assertThat(later.number("select count(*) from register.person")).isZero();
        }
        try (AsRole me = me(world.staffA)) {
            assertThat(me.texts("select sharing.ask_concealment_end(?, '見本の理由')", MEASURE))
                    .containsExactly("t");
            assertThat(me.texts("select sharing.confirm_concealment_end(?)", MEASURE))
                    .containsExactly("f");
        }
        assertThat(seenOf(colleague)).isEmpty();
        try (AsRole other = me(second)) {
            assertThat(other.texts("select sharing.confirm_concealment_end(?)", MEASURE))
                    .containsExactly("t");
        }
        assertThat(countsOf(colleague)).containsEntry("register.person", 1L);
    }

    @Test
    void protected_and_counterpart_never_stand_in_one_plan_whatever_the_code_forgets() {
        world.root.run(
                "insert into sharing.subject_person (person_id, household_id, owner_agency) values (?, ?, ?)",
                COUNTERPART,
                LawWorld.HOUSEHOLD,
                world.agencyA);
        try (AsRole me = me(world.staffA)) {
            me.texts(
                    "select sharing.conceal(?, ?, ?::uuid[], false, ?, '{}')",
                    MEASURE,
                    LawWorld.HOUSEHOLD,
                    "{" + LawWorld.PERSON + "}",
                    COUNTERPART);
        }
        String plan = """
                insert into collaboration.plan
                select (jsonb_populate_record(null::collaboration.plan, to_jsonb(p)
                          || jsonb_build_object('id', uuidv7(), 'no', 99, 'persons', ?::uuid[]))).*
                from collaboration.plan p limit 1
                """;
        assertThat(world.root.attempt(plan, "{" + LawWorld.PERSON + "," + COUNTERPART + "}"))
                .isEqualTo("KA004");
        assertThat(world.root.attempt(plan, "{" + COUNTERPART + "}")).isNotEqualTo("KA004");
    }

    @Test
    void somebody_always_stays_admitted() {
        conceal(true, second);
        try (AsRole me = me(world.staffA)) {
            assertThat(me.texts("select sharing.dismiss(?, ?)", LawWorld.HOUSEHOLD, second))
                    .containsExactly("t");
            assertThat(me.texts("select sharing.dismiss(?, ?)", LawWorld.HOUSEHOLD, world.staffA))
                    .containsExactly("f");
        }
        assertThat(countsOf(world.staffA)).containsEntry("register.person", 1L);
    }

    @Test
    @Promise("P5")
    void whoever_declares_an_interest_finds_nothing_more_of_the_record_in_any_table() {
        try (AsRole me = me(colleague)) {
            assertThat(me.texts("select sharing.declare_interest(?)", LawWorld.HOUSEHOLD))
                    .containsExactly("t");
        }
        assertThat(seenOf(colleague)).isEmpty();
        assertThat(countsOf(second)).containsEntry("register.person", 1L);
        try (AsRole me = me(colleague)) {
            assertThat(me.attempt("select sharing.declare_interest(?)", LawWorld.HOUSEHOLD))
                    .isEqualTo("KA002");
            assertThat(me.attempt("delete from sharing.recusal")).isEqualTo("42501");
        }
    }

    @Test
    @Promise({"P4", "P5"})
    void the_last_one_who_may_see_what_is_shut_cannot_keep_away_from_it() {
        conceal(true, second);
        try (AsRole other = me(second)) {
            assertThat(other.texts("select sharing.declare_interest(?)", LawWorld.HOUSEHOLD))
                    .containsExactly("t");
        }
        try (AsRole me = me(world.staffA)) {
            assertThat(me.texts("select sharing.declare_interest(?)", LawWorld.HOUSEHOLD))
                    .containsExactly("f");
            // Whoever keeps away is admitted in name only.
            assertThat(me.texts("select sharing.dismiss(?, ?)", LawWorld.HOUSEHOLD, world.staffA))
                    .containsExactly("f");
        }
        assertThat(countsOf(world.staffA)).containsEntry("register.person", 1L);
    }

    private void conceal(boolean whole, int... admitted) {
        try (AsRole me = me(world.staffA)) {
            me.texts(
                    "select sharing.conceal(?, ?, ?::uuid[], ?, null, ?::int[])",
                    MEASURE,
                    LawWorld.HOUSEHOLD,
                    whole ? "{}" : "{" + LawWorld.PERSON + "}",
                    whole,
                    "{"
                            + String.join(
                                    ",",
                                    java.util.Arrays.stream(admitted)
                                            .mapToObj(Integer::toString)
                                            .toList()) + "}");
        }
    }

    private AsRole me(int staff) {
        return AsRole.staff(world.database.connections(), world.agencyA, staff, LawWorld.NOW);
    }

    /** How many rows that name the household or its person somebody of agency A sees, table by table. */
    private Map<String, Long> countsOf(int staff, Duty... duties) {
        return counts(world.agencyA, staff, duties);
    }

    private List<String> seenOf(int staff, Duty... duties) {
        return seen(counts(world.agencyA, staff, duties));
    }

    private List<String> seenBy(int agency, int staff) {
        return seen(counts(agency, staff));
    }

    private static List<String> seen(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .filter(e -> e.getValue() > 0)
                .map(e -> e.getKey() + ": " + e.getValue())
                .toList();
    }

    private Map<String, Long> counts(int agency, int staff, Duty... duties) {
        Map<String, Long> counts = new TreeMap<>();
        try (AsRole me = AsRole.staff(world.database.connections(), agency, staff, LawWorld.NOW, duties)) {
            for (LawWorld.Table table : world.tables.values()) {
                if (world.has(table, "kasane_app", "SELECT") && !OF_A_COMPARTMENT.contains(table.name())) {
                    List<String> readable = world.readable(table);
                    counts.put(
                            table.name(),
                            me.number("select count(*) from (select " + String.join(", ", readable)
                                    + " from " + table.name() + ") t where to_jsonb(t)::text ~ '" + LawWorld.HOUSEHOLD
                                    + "|"
                                    + LawWorld.PERSON + "'"));
                }
            }
        }
        return counts;
    }

    private static int staff(String name, int agency) {
        int staff = (int) world.root.number(
                "insert into access.staff (name, valid_from) values (?, '2020-01-01') returning id", name);
        world.root.run(
                "insert into access.hat (staff_id, agency_id, valid_from) values (?, ?, '2020-01-01')", staff, agency);
        return staff;
    }
}
