package kasane.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.postgres.Connections;
import kasane.register.Households;
import kasane.register.PersonDetails;
import kasane.register.PersonName;
import kasane.shared.Decision;
import kasane.shared.HouseholdId;
import kasane.shared.Ids;
import kasane.shared.PartialDate;
import kasane.shared.PersonId;
import kasane.sharing.Basis;
import kasane.testing.AsRole;
import kasane.testing.People;
import kasane.testing.Promise;
import kasane.testing.TestClock;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Law 9 for the person: who saw what about me, why and when; asked with a purpose, and without a word of any case. */
@WithKasane
@Tag("sql")
@Promise("P7")
class Law09AccessReportTest {

    private static final LocalDate BIRTH = LocalDate.of(1946, 3, 5);
    private static final LocalDate TODAY = LocalDate.of(2026, 6, 15);

    @Autowired
    Db db;

    @Autowired
    Households households;

    @Autowired
    Inquiries inquiries;

    @Autowired
    Copies copies;

    @Autowired
    AuditTrail audit;

    @Autowired
    Connections connections;

    private Viewer.Staff worker;
    private Viewer.Staff officer;
    private Viewer.Staff second;
    private Viewer.Staff system;

    @Autowired
    TestClock clock;

    @AfterEach
    void putTheClockBack() {
        clock.set(TestClock.START);
    }

    @BeforeEach
    void people() {
        worker = People.viewer(connections, "houkatsu");
        officer = People.viewer(connections, "hogo");
        second = People.viewer(connections, "hogo2");
        system = People.viewer(connections, "system");
    }

    private record Kept(HouseholdId household, PersonId person, String given) {}

    /** A person of a given name that nobody else in the shared town has. */
    private Kept kept(PartialDate birth) {
        String given = "ミホン" + UUID.randomUUID().toString().replaceAll("[^a-f]", "");
        HouseholdId household = households.open(
                worker,
                new Households.NewHousehold(
                        "架空岬",
                        "",
                        List.of(new Households.NewMember(
                                PersonDetails.of(PersonName.of("架空岬", given, "かくうみさき", "みほん"), "", birth),
                                "",
                                true,
                                PartialDate.UNKNOWN,
                                null))));
        PersonId person = households.members(worker, household).getFirst().person();
        return new Kept(household, person, given);
    }

    private Kept kept() {
        return kept(PartialDate.of(BIRTH));
    }

    private UUID asked(Kept kept, boolean together) {
        return inquiries
                .open(officer, new Inquiries.Asked("QUESTION", "窓口で申し出があった", "架空岬", kept.given(), BIRTH, together))
                .orElseThrow();
    }

    private List<Inquiries.Candidate> candidates(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> inquiries.candidates(viewer, inquiries.find(viewer, id)));
    }

    private Inquiries.Inquiry ready(Kept kept) {
        UUID id = asked(kept, false);
        inquiries
                .choose(
                        officer,
                        id,
                        candidates(officer, id).stream()
                                .map(Inquiries.Candidate::key)
                                .toList())
                .orElseThrow();
        return inquiries.find(officer, id);
    }

    private Inquiries.Report report(Inquiries.Inquiry inquiry) {
        return copies.onScreen(officer, inquiry, TODAY.minusYears(1), TODAY);
    }

    private long entries(String what, UUID item) {
        try (AsRole root = AsRole.superuser(connections)) {
            return root.number("select count(*) from audit.entry where what = ? and item = ?", what, item);
        }
    }

    @Test
    void the_report_says_who_saw_what_when_and_on_which_ground() {
        Kept kept = kept();
        db.run(
                worker,
                () -> audit.read(
                        worker,
                        "household.page",
                        List.of(kept.household(), kept.person()),
                        Detail.fields("contact").bases(List.of(Basis.CONSENT.code()))));
        Inquiries.Line line = report(ready(kept)).lines().stream()
                .filter(one -> one.what().equals("世帯の画面（ひと目）"))
                .findFirst()
                .orElseThrow();
        assertThat(line.at()).isEqualTo(TestClock.START);
        assertThat(line.staff()).isEqualTo("例示原ミドリ");
        assertThat(line.title()).isEqualTo("社会福祉士");
        assertThat(line.agency()).isEqualTo("地域包括支援センター北");
        assertThat(line.act()).isEqualTo("見た");
        assertThat(line.fields()).isEqualTo("連絡先");
        assertThat(line.bases()).isEqualTo("本人同意");
        assertThat(line.about()).isEqualTo("本人");
        assertThat(line.caution()).isNull();
    }

    @Test
    void nobody_but_the_officer_asks_or_reads() {
        Kept kept = kept();
        UUID id = ready(kept).id();
        for (Viewer.Staff other : List.of(worker, system, People.viewer(connections, "houkatsu2"))) {
            assertThatThrownBy(() -> inquiries.find(other, id)).isInstanceOf(NotVisible.class);
            assertThatThrownBy(() -> inquiries.open(
                            other, new Inquiries.Asked("QUESTION", "わけ", "架空岬", kept.given(), BIRTH, false)))
                    .isInstanceOf(NotVisible.class);
            try (AsRole app = AsRole.staff(connections, other, TestClock.START)) {
                assertThat(app.attempt("select privacy.find_persons(?)", id)).isEqualTo("KA002");
                assertThat(app.attempt("select privacy.seen(?, '2020-01-01', '2030-01-01', 10)", id))
                        .isEqualTo("KA002");
                assertThat(app.number("select count(*) from privacy.inquiry")).isZero();
                assertThat(app.number("select count(*) from privacy.chosen")).isZero();
            }
        }
    }

    @Test
    void a_name_is_looked_for_only_under_an_inquiry_that_says_for_what_and_why() {
        Kept kept = kept();
        UUID id = asked(kept, false);
        try (AsRole app = AsRole.staff(connections, officer, TestClock.START)) {
            assertThat(app.attempt("select privacy.find_persons(?)", Ids.next()))
                    .isEqualTo("KA002");
            assertThat(app.attempt("select count(*) from register.person where given = ?", kept.given()))
                    .as("no other way to a name")
                    .isEqualTo("rows -1");
            assertThat(app.number("select count(*) from register.person where given = ?", kept.given()))
                    .isZero();
        }
        assertThat(candidates(officer, id)).hasSize(1);
        assertThat(entries("privacy.inquiry", id)).isPositive();
        assertThat(entries("privacy.audit-search", id)).isPositive();
        assertThat(candidates(second, id)).as("another's search stays theirs").isEmpty();
    }

    @Test
    void name_and_birth_date_have_to_fit_and_a_birth_date_known_in_part_still_does() {
        Kept whole = kept();
        Kept part = kept(PartialDate.of(1946));
        Kept unknown = kept(PartialDate.UNKNOWN);
        Kept other = kept(PartialDate.of(LocalDate.of(1946, 3, 6)));
        assertThat(candidates(officer, asked(whole, false))).hasSize(1);
        assertThat(candidates(officer, asked(part, false))).hasSize(1);
        assertThat(candidates(officer, asked(unknown, false))).hasSize(1);
        assertThat(candidates(officer, asked(other, false))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_concealed_record_is_found_by_two_alone_and_one_learns_nothing_of_it(boolean whole) {
        Kept kept = kept();
        Kept nobody = new Kept(kept.household(), kept.person(), kept.given() + "なし");
        conceal(kept, whole);
        assertThat(candidates(officer, asked(kept, false)))
                .as("as for a person who is not there")
                .isEqualTo(candidates(officer, asked(nobody, false)))
                .isEmpty();
        UUID id = asked(kept, true);
        assertThat(candidates(officer, id)).isEmpty();
        try (AsRole app = AsRole.staff(connections, officer, TestClock.START)) {
            assertThat(app.attempt("select privacy.find_persons(?)", id)).isEqualTo("KA002");
            assertThat(app.attempt(
                            "select privacy.choose(?, ?::uuid[])",
                            id,
                            "{" + kept.person().value() + "}"))
                    .isEqualTo("KA002");
            assertThat(app.attempt(
                            "insert into privacy.confirmation values (?, ?, ?::timestamptz)",
                            id,
                            officer.staff().value(),
                            TestClock.START.toString()))
                    .as("nobody is their own second")
                    .isEqualTo("42501");
        }
        assertThat(inquiries.confirm(officer, id).isAllowed()).isFalse();
        inquiries.confirm(second, id).orElseThrow();
        List<Inquiries.Candidate> found = candidates(officer, id);
        assertThat(found).hasSize(1);
        inquiries.choose(officer, id, Set.of(found.getFirst().key())).orElseThrow();
        assertThat(report(inquiries.find(officer, id)).lines())
                .isNotEmpty()
                .allMatch(line -> line.caution() == Caution.CONCEALED);
    }

    @Test
    void of_a_household_in_which_another_is_concealed_the_person_is_told_nothing_without_a_decision() {
        Kept kept = kept();
        PersonId other = households.addMember(
                worker,
                kept.household(),
                new Households.NewMember(
                        PersonDetails.of(PersonName.of("架空岬", "ヒトリ", "", ""), "", PartialDate.UNKNOWN),
                        "",
                        true,
                        PartialDate.UNKNOWN,
                        null));
        conceal(new Kept(kept.household(), other, "ヒトリ"), false);
        Inquiries.Inquiry inquiry = ready(kept);
        assertThat(report(inquiry).lines()).isNotEmpty().allMatch(line -> line.caution() == Caution.CONCEALED);
        assertThat(copy(inquiry, Copies.Variant.PERSON).lines()).isEmpty();
    }

    @Test
    void no_record_can_be_chosen_that_was_not_found() {
        Kept mine = kept();
        Kept other = kept();
        UUID id = asked(mine, false);
        try (AsRole app = AsRole.staff(connections, officer, TestClock.START)) {
            assertThat(app.attempt(
                            "select privacy.choose(?, ?::uuid[])",
                            id,
                            "{" + other.person().value() + "}"))
                    .isEqualTo("KA002");
            assertThat(app.attempt(
                            "insert into privacy.chosen values (?, ?::uuid[], '{}', '{}', 1, ?::timestamptz)",
                            id,
                            "{" + other.person().value() + "}",
                            TestClock.START.toString()))
                    .isEqualTo("42501");
        }
        Decision<UUID> chosen =
                inquiries.choose(officer, id, Set.of(other.person().value().toString()));
        assertThat(chosen.isAllowed()).isFalse();
    }

    @Test
    void what_would_tell_of_a_conference_or_of_whoever_told_is_marked_and_left_out_of_the_persons_copy() {
        Kept kept = kept();
        Viewer.Staff window = People.viewer(connections, "kodomo");
        db.run(window, () -> audit.read(window, "suspicion.page", List.of(kept.household(), kept.person())));
        db.run(
                window,
                () -> audit.read(
                        window,
                        "support-conference.table",
                        List.of(kept.household(), kept.person()),
                        Detail.NONE.bases(List.of(2))));
        Inquiries.Inquiry inquiry = ready(kept);
        assertThat(report(inquiry).lines())
                .extracting(Inquiries.Line::caution)
                .contains(Caution.REPORTER, Caution.COMPARTMENT);
        Copies.Content check = copy(inquiry, Copies.Variant.CHECK);
        Copies.Content person = copy(inquiry, Copies.Variant.PERSON);
        assertThat(check.lines()).anyMatch(line -> line.agency().equals("こども家庭センター"));
        assertThat(person.lines())
                .isNotEmpty()
                .noneMatch(line -> line.agency().equals("こども家庭センター"))
                .allMatch(line -> line.caution() == null);
        assertThat(person.held()).isEqualTo(2);
    }

    @Test
    void a_copy_takes_the_next_number_keeps_its_purpose_and_says_the_same_when_it_is_opened_again() {
        Kept kept = kept();
        Inquiries.Inquiry inquiry = ready(kept);
        Copies.Content first = copy(inquiry, Copies.Variant.CHECK);
        Copies.Content next = copy(inquiry, Copies.Variant.PERSON);
        assertThat(next.copy().no()).isEqualTo(first.copy().no() + 1);
        assertThat(next.copy().purpose()).isEqualTo("ご本人に説明するため");
        db.run(worker, () -> audit.read(worker, "household.page", List.of(kept.household(), kept.person())));
        assertThat(copies.open(officer, inquiry.id(), first.copy().id()).lines())
                .hasSameSizeAs(first.lines());
        assertThat(entries("privacy.copy", first.copy().id())).isEqualTo(2);
    }

    @Test
    void the_officer_who_reads_is_in_the_report_too() {
        Inquiries.Inquiry inquiry = ready(kept());
        report(inquiry);
        assertThat(report(inquiry).lines())
                .anyMatch(line -> line.staff().equals("点検台サトル") && line.what().equals("閲覧の説明の画面"));
    }

    private Copies.Content copy(Inquiries.Inquiry inquiry, Copies.Variant variant) {
        // What is logged in the very moment of making it is not in the copy.
        clock.pass(Duration.ofMinutes(1));
        UUID id = copies.make(
                        officer,
                        inquiry.id(),
                        new Copies.NewCopy(variant, Copies.Form.PDF, "ご本人に説明するため", TODAY.minusYears(1), TODAY))
                .orElseThrow();
        return copies.open(officer, inquiry.id(), id);
    }

    /** The whole record, or how to find the person. */
    private void conceal(Kept kept, boolean whole) {
        try (AsRole root = AsRole.superuser(connections)) {
            root.run(
                    """
                    insert into sharing.concealment (measure_id, household_id, person_id, owner_agency, set_at, set_by)
                    values (uuidv7(), ?, ?, ?, ?::timestamptz, ?)
                    """,
                    kept.household().value(),
                    whole ? null : kept.person().value(),
                    worker.agency().value(),
                    TestClock.START.toString(),
                    worker.staff().value());
        }
    }
}
