package kasane.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import kasane.audit.AuditTrail;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.postgres.Connections;
import kasane.register.Households;
import kasane.register.PersonDetails;
import kasane.register.PersonName;
import kasane.shared.HouseholdId;
import kasane.shared.PartialDate;
import kasane.shared.PersonId;
import kasane.tasks.Tasks;
import kasane.testing.AsRole;
import kasane.testing.People;
import kasane.testing.Promise;
import kasane.testing.TestClock;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** 閲覧点検: what stands out is listed with who, when, how many and why, and what was done about it stays. */
@WithKasane
@Tag("sql")
@Promise("P7")
class InspectionsTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Tokyo");

    @Autowired
    Db db;

    @Autowired
    AuditTrail audit;

    @Autowired
    Households households;

    @Autowired
    Inspections inspections;

    @Autowired
    Tasks tasks;

    @Autowired
    Connections connections;

    @Autowired
    TestClock clock;

    private Viewer.Staff worker;
    private Viewer.Staff manager;
    private Viewer.Staff officer;
    private Viewer.Staff second;

    @BeforeEach
    void people() {
        worker = People.viewer(connections, "houkatsu");
        manager = People.viewer(connections, "houkatsu2");
        officer = People.viewer(connections, "hogo");
        second = People.viewer(connections, "hogo2");
    }

    @AfterEach
    void putTheClockBack() {
        clock.set(TestClock.START);
    }

    private void at(LocalDate day, int hour) {
        clock.set(day.atTime(hour, 0).atZone(ZONE).toInstant());
    }

    private PersonId person(String family) {
        HouseholdId household = households.open(
                worker,
                new Households.NewHousehold(
                        family,
                        "",
                        List.of(new Households.NewMember(
                                PersonDetails.of(PersonName.of(family, "ミホン", "", ""), "", PartialDate.UNKNOWN),
                                "",
                                true,
                                PartialDate.UNKNOWN,
                                null))));
        return households.members(worker, household).getFirst().person();
    }

    private void reads(Viewer.Staff viewer, List<PersonId> persons) {
        db.run(viewer, () -> persons.forEach(person -> audit.read(viewer, "household.page", List.of(person))));
    }

    private List<Inspections.Finding> found(LocalDate day) {
        inspections.inspect(day);
        return inspections.list(officer, "", true, 300).stream()
                .filter(one -> one.day().equals(day))
                .toList();
    }

    /** A finding about the worker on a day of its own. */
    private Inspections.Finding finding(LocalDate day) {
        at(day, 22);
        reads(worker, List.of(person("模型岬")));
        at(day.plusDays(1), 9);
        return found(day).getFirst();
    }

    @Test
    void the_same_family_name_is_listed_and_no_other() {
        LocalDate day = LocalDate.of(2026, 6, 16);
        at(day, 10);
        reads(worker, List.of(person("例示原"), person("例島")));
        at(day.plusDays(1), 9);
        assertThat(found(day)).singleElement().satisfies(one -> {
            assertThat(one.kind()).isEqualTo(Inspections.Kind.SAME_FAMILY);
            assertThat(one.staff()).isEqualTo("例示原ミドリ");
            assertThat(one.number()).isEqualTo(1);
            assertThat(one.why()).contains("同じ姓");
        });
    }

    @Test
    void outside_the_hours_and_on_a_day_off_every_opening_is_listed() {
        LocalDate wednesday = LocalDate.of(2026, 6, 17);
        List<PersonId> persons = List.of(person("架空岬"), person("架空峠"));
        at(wednesday, 12);
        reads(worker, persons);
        at(wednesday, 21);
        reads(worker, persons.subList(0, 1));
        LocalDate saturday = LocalDate.of(2026, 6, 20);
        at(saturday, 12);
        reads(worker, persons);
        at(saturday.plusDays(2), 9);
        assertThat(found(wednesday)).singleElement().satisfies(one -> {
            assertThat(one.kind()).isEqualTo(Inspections.Kind.OUT_OF_HOURS);
            assertThat(one.number()).isEqualTo(1);
            assertThat(one.why()).contains("7時から21時まで");
        });
        assertThat(found(saturday)).singleElement().satisfies(one -> {
            assertThat(one.number()).isEqualTo(2);
            assertThat(one.why()).contains("閉庁日");
        });
    }

    @Test
    void more_persons_in_an_hour_than_the_town_allows_are_listed_and_a_list_of_names_is_no_opening() {
        LocalDate day = LocalDate.of(2026, 6, 18);
        at(day.minusDays(1), 10);
        List<PersonId> many =
                IntStream.range(0, 31).mapToObj(i -> person("架空沖")).toList();
        at(day, 10);
        reads(worker, many);
        db.run(manager, () -> audit.read(manager, "caseload.page", many));
        at(day.plusDays(1), 9);
        assertThat(found(day)).singleElement().satisfies(one -> {
            assertThat(one.kind()).isEqualTo(Inspections.Kind.MANY_IN_HOUR);
            assertThat(one.staffId()).isEqualTo(worker.staff());
            assertThat(one.number()).isEqualTo(31);
            assertThat(one.why()).contains("30人");
        });
    }

    @Test
    void a_day_is_inspected_once() {
        LocalDate day = LocalDate.of(2026, 6, 23);
        assertThat(finding(day)).isNotNull();
        assertThat(found(day)).hasSize(1);
    }

    @Test
    void a_finding_is_checked_with_a_note_that_nobody_takes_back() {
        Inspections.Finding one = finding(LocalDate.of(2026, 6, 24));
        inspections.check(officer, one.id(), "当番の日だった").orElseThrow();
        assertThat(inspections.check(second, one.id(), "もう一度").isAllowed()).isFalse();
        assertThat(inspections.list(officer, "", false, 300))
                .noneMatch(open -> open.id().equals(one.id()));
        assertThat(inspections.steps(officer, one.id()))
                .singleElement()
                .satisfies(step -> assertThat(step.note()).isEqualTo("当番の日だった"));
        try (AsRole app = AsRole.staff(connections, officer, clock.instant())) {
            assertThat(app.attempt("update privacy.finding_step set note = 'x' where finding_id = ?", one.id()))
                    .isEqualTo("42501");
            assertThat(app.attempt("delete from privacy.finding_step where finding_id = ?", one.id()))
                    .isEqualTo("42501");
        }
    }

    @Test
    void the_manager_is_asked_answers_and_sees_nothing_else() {
        Inspections.Finding one = finding(LocalDate.of(2026, 6, 25));
        assertThatThrownBy(() -> inspections.find(manager, one.id())).isInstanceOf(NotVisible.class);
        inspections.ask(officer, one.id(), "この日の夜のことを教えてください").orElseThrow();
        assertThat(db.transact(manager, () -> tasks.waiting(manager, 500)))
                .anyMatch(
                        task -> one.id().equals(task.item()) && manager.staff().equals(task.staff()));
        assertThatThrownBy(() -> inspections.find(worker, one.id()))
                .as("not the one it is about")
                .isInstanceOf(NotVisible.class);
        assertThat(inspections.find(manager, one.id()).number()).isEqualTo(1);
        inspections.answer(manager, one.id(), "急な連絡があった").orElseThrow();
        assertThat(db.transact(manager, () -> tasks.waiting(manager, 500)))
                .noneMatch(task -> one.id().equals(task.item()));
        inspections.check(officer, one.id(), "内々のメモ").orElseThrow();
        assertThat(inspections.steps(officer, one.id())).hasSize(3);
        assertThat(inspections.steps(manager, one.id()))
                .extracting(Inspections.Step::kind)
                .containsExactlyInAnyOrder(Inspections.StepKind.ASKED, Inspections.StepKind.ANSWERED);
    }

    @Test
    void nobody_checks_what_they_did_themselves() {
        LocalDate day = LocalDate.of(2026, 6, 26);
        at(day.minusDays(1), 10);
        PersonId person = person("架空岬");
        at(day, 23);
        reads(officer, List.of(person));
        at(day.plusDays(3), 9);
        Inspections.Finding own = found(day).getFirst();
        assertThat(inspections.check(officer, own.id(), "自分で確かめた").isAllowed()).isFalse();
        try (AsRole app = AsRole.staff(connections, officer, clock.instant())) {
            assertThat(app.attempt(
                            """
                            insert into privacy.finding_step (id, finding_id, kind, note, about_agency, about_staff, agency_id,
                              staff_id, at) values (?, ?, 'CHECKED', 'x', ?, ?, ?, ?, ?::timestamptz)
                            """,
                            UUID.randomUUID(),
                            own.id(),
                            own.agencyId().value(),
                            own.staffId().value(),
                            officer.agency().value(),
                            officer.staff().value(),
                            clock.instant().toString()))
                    .isEqualTo("42501");
        }
        inspections.check(second, own.id(), "本人から聞いた").orElseThrow();
    }

    @Test
    void no_name_and_no_key_of_a_record_is_kept_with_a_finding() {
        try (AsRole root = AsRole.superuser(connections)) {
            assertThat(Set.copyOf(root.texts("""
                    select column_name::text from information_schema.columns
                    where table_schema = 'privacy' and table_name = 'finding'
                    """)))
                    .containsExactlyInAnyOrder(
                            "id",
                            "kind",
                            "staff_id",
                            "agency_id",
                            "day",
                            "first_at",
                            "last_at",
                            "number",
                            "limit_was",
                            "found_at");
        }
    }

    @Test
    void the_functions_behind_it_serve_the_job_alone() {
        try (AsRole app = AsRole.staff(connections, officer, TestClock.START);
                AsRole job = AsRole.job(connections, "notify", TestClock.START)) {
            String families = "select privacy.families('2026-06-01', '2026-07-01', '{}')";
            assertThat(app.attempt(families)).isEqualTo("42501");
            assertThat(job.attempt(families)).isEqualTo("KA002");
            assertThat(job.attempt("select privacy.opened('2026-06-01', '2026-07-01', '{}')"))
                    .isEqualTo("42501");
        }
    }
}
