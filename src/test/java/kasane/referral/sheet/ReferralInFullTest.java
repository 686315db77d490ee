package kasane.referral.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.postgres.Connections;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import kasane.shared.PartialDate;
import kasane.shared.Reason;
import kasane.sharing.Consents;
import kasane.testing.People;
import kasane.testing.Promise;
import kasane.testing.TestClock;
import kasane.testing.WithKasane;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a sheet carries beyond its five fields: copies, wishes, 同行依頼, enclosures; and what is counted of it. */
@WithKasane
@Tag("sql")
@Promise("F1")
class ReferralInFullTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 6, 15);

    @Autowired
    Connections connections;

    @Autowired
    Db db;

    @Autowired
    Referrals referrals;

    @Autowired
    Consents consents;

    @Autowired
    Figures figures;

    @Autowired
    TestClock clock;

    private Viewer.Staff sender;
    private Viewer.Staff receiver;
    private Viewer.Staff reader;
    private Viewer.Staff stranger;

    @BeforeEach
    void people() {
        sender = People.viewer(connections, "houkatsu");
        receiver = People.viewer(connections, "shougai");
        reader = People.viewer(connections, "kodomo");
        stranger = People.viewer(connections, "jiritsu");
    }

    @AfterEach
    void clockBack() {
        clock.set(TestClock.START);
    }

    private Decision<UUID> send(Viewer.Staff by, Extras extras, boolean money) {
        return db.transact(
                by,
                () -> referrals.send(
                        by,
                        new Referrals.Written(
                                "架空谷 ウツシ",
                                "",
                                "",
                                "窓口で会える",
                                List.of("03"),
                                "03",
                                receiver.agency(),
                                "生活費がない",
                                PartialDate.UNKNOWN,
                                "",
                                "",
                                "",
                                null,
                                false,
                                SendingRule.Answer.GIVEN,
                                Consents.Method.SPOKEN,
                                money,
                                "",
                                "",
                                null,
                                null),
                        extras));
    }

    private UUID send(Extras extras) {
        return send(sender, extras, false).orElseThrow();
    }

    private static Extras with(Extras.Wishes wishes, AgencyId... copies) {
        return new Extras(List.of(copies), wishes, null, List.of());
    }

    private static Extras.Upload text(String name) {
        return new Extras.Upload(name, "見本の中身".getBytes(StandardCharsets.UTF_8));
    }

    private Referrals.Opened read(Viewer.Staff viewer, UUID id) {
        return referrals.read(viewer, id);
    }

    private void take(Viewer.Staff viewer, UUID id, ReferralFlow.Step step) {
        db.run(viewer, () -> referrals.take(viewer, id, step).orElseThrow());
    }

    private static String refusal(Decision<?> decision) {
        return ((Decision.Refused<?>) decision).reason().key();
    }

    @Test
    void a_copy_is_read_by_the_agency_the_person_agreed_to_and_by_nobody_else() {
        UUID id = send(with(Extras.Wishes.NONE, reader.agency()));
        Referrals.Opened opened = read(reader, id);
        assertThat(opened.side()).isNull();
        assertThat(opened.copies()).singleElement().satisfies(copy -> {
            assertThat(copy.agency()).isEqualTo(reader.agency());
            assertThat(copy.readAt()).isNull();
        });
        assertThatThrownBy(() -> read(stranger, id)).isInstanceOf(NotVisible.class);
        Consents.Consent consent = db.transact(
                sender, () -> consents.of(sender, opened.sheet().household()).getFirst());
        assertThat(consent.recipients()).contains(reader.agency(), receiver.agency());

        db.run(reader, () -> referrals.readCopy(reader, id).orElseThrow());
        db.run(reader, () -> referrals.readCopy(reader, id).orElseThrow());
        assertThat(read(sender, id).copies())
                .singleElement()
                .satisfies(copy -> assertThat(copy.readAt()).isNotNull());
        assertThat(refusal(db.transact(receiver, () -> referrals.readCopy(receiver, id))))
                .isEqualTo("referral.refused.no-copy");
    }

    @Test
    void whoever_reads_along_can_write_nothing_else_in_the_use_cases_and_in_the_database() {
        UUID id = send(with(Extras.Wishes.NONE, reader.agency()));
        for (ReferralFlow.Step step : ReferralFlow.Step.values()) {
            assertThat(refusal(db.transact(reader, () -> referrals.take(reader, id, step))))
                    .as(step.name())
                    .isEqualTo("referral.refused.other-side");
        }
        assertThat(refusal(db.transact(reader, () -> referrals.attach(reader, id, text("a.txt")))))
                .isEqualTo("referral.refused.other-side");
        SheetStore.Sheet sheet = read(reader, id).sheet();
        for (String kind : List.of("RECEIVE", "DECLINE", "WITHDRAW")) {
            assertThatThrownBy(() -> insert(reader, """
                            insert into referral.step (id, referral_id, no, household_id, person_id, owner_agency, item_id,
                              kind, staff_id, at, code)
                            values (gen_random_uuid(), ?, 5, ?, ?, ?, ?, '%s', 1, gate.viewer_now(), 'x')
                            """.formatted(kind), sheet))
                    .hasMessageContaining("row-level security");
        }
        assertThatThrownBy(() -> insert(reader, """
                        insert into referral.copy (referral_id, household_id, person_id, owner_agency, item_id, agency_id)
                        values (?, ?, ?, ?, ?, 1)
                        """, sheet)).hasMessageContaining("row-level security");
        assertThatThrownBy(() -> insert(reader, """
                        insert into referral.company (referral_id, household_id, person_id, owner_agency, item_id, id, no,
                          answer, words, staff_id, at)
                        values (?, ?, ?, ?, ?, gen_random_uuid(), 1, 'CANNOT', 'x', 1, gate.viewer_now())
                        """, sheet)).hasMessageContaining("row-level security");
        assertThatThrownBy(() -> insert(receiver, """
                        insert into referral.copy_receipt (referral_id, household_id, person_id, owner_agency, item_id,
                          staff_id, at)
                        values (?, ?, ?, ?, ?, 1, gate.viewer_now())
                        """, sheet)).hasMessageContaining("row-level security");
    }

    private void insert(Viewer.Staff viewer, String sql, SheetStore.Sheet sheet) throws SQLException {
        try (Connection connection = connections.open(connections.app())) {
            connection.setAutoCommit(false);
            try (PreparedStatement bind = connection.prepareStatement("""
                    select set_config('kasane.agency', ?, true), set_config('kasane.staff', ?, true),
                           set_config('kasane.duties', ?, true), set_config('kasane.purpose', '', true),
                           set_config('kasane.now', ?, true)
                    """)) {
                bind.setString(1, viewer.agency().value().toString());
                bind.setString(2, viewer.staff().value().toString());
                bind.setString(3, viewer.duties().stream().map(Enum::name).collect(Collectors.joining(",")));
                bind.setString(4, TestClock.START.plusSeconds(1).toString());
                bind.execute();
            }
            try (PreparedStatement insert = connection.prepareStatement(sql)) {
                insert.setObject(1, sheet.id());
                insert.setObject(2, sheet.household().value());
                insert.setObject(3, sheet.person().value());
                insert.setInt(4, viewer.agency().value());
                insert.setObject(5, sheet.id());
                insert.executeUpdate();
            } finally {
                connection.rollback();
            }
        }
    }

    @Test
    @Promise({"F1", "G7"})
    void a_withdrawn_consent_ends_the_copy_too_and_what_was_enclosed() {
        UUID id = send(new Extras(List.of(reader.agency()), Extras.Wishes.NONE, null, List.of(text("書類.txt"))));
        assertThat(read(reader, id).files()).hasSize(1);
        assertThat(read(receiver, id).files()).hasSize(1);
        UUID consent = java.util.Objects.requireNonNull(read(sender, id).sheet().consent());
        db.run(sender, () -> consents.withdraw(sender, consent, "ご本人の申し出"));
        assertThatThrownBy(() -> read(reader, id)).isInstanceOf(NotVisible.class);
        assertThatThrownBy(() -> read(receiver, id)).isInstanceOf(NotVisible.class);
        assertThat(refusal(db.transact(sender, () -> referrals.attach(sender, id, text("b.txt")))))
                .as("nothing more is added to it")
                .isEqualTo("referral.refused.ended");
    }

    @Test
    void neither_side_of_a_sheet_gets_a_copy_of_it() {
        assertThat(refusal(send(sender, with(Extras.Wishes.NONE, receiver.agency()), false)))
                .isEqualTo("referral.refused.copy-to-party");
        assertThat(refusal(send(sender, with(Extras.Wishes.NONE, sender.agency()), false)))
                .isEqualTo("referral.refused.copy-to-party");
    }

    @Test
    void the_wished_day_of_the_first_contact_shortens_the_clock_until_the_sheet_is_answered() {
        UUID plain = send(Extras.NONE);
        assertThat(read(receiver, plain).due()).isAfter(TODAY.plusDays(1));
        UUID id = send(with(new Extras.Wishes(TODAY.plusDays(1), false, "")));
        assertThat(read(receiver, id).due()).isEqualTo(TODAY.plusDays(1));
        take(receiver, id, ReferralFlow.Step.RECEIVE);
        assertThat(read(receiver, id).due()).isEqualTo(TODAY.plusDays(1));
        UUID far = send(with(new Extras.Wishes(TODAY.plusDays(200), false, "")));
        assertThat(read(receiver, far).due()).isEqualTo(read(receiver, plain).due());
    }

    @Test
    void who_is_asked_to_come_along_answers_that_before_taking_the_person_on() {
        UUID id = send(with(new Extras.Wishes(null, true, "ご自宅")));
        assertThat(refusal(company(receiver, id, TODAY))).as("not received yet").isEqualTo("referral.refused.not-now");
        take(receiver, id, ReferralFlow.Step.RECEIVE);
        assertThat(refusal(db.transact(receiver, () -> referrals.accept(receiver, id))))
                .isEqualTo("referral.refused.company-first");
        assertThat(refusal(company(sender, id, TODAY))).isEqualTo("referral.refused.other-side");
        assertThat(company(receiver, id, null).isAllowed()).isTrue();
        assertThat(company(receiver, id, TODAY.plusDays(2)).isAllowed())
                .as("the newest answer counts")
                .isTrue();
        assertThat(java.util.Objects.requireNonNull(read(sender, id).company()).day())
                .isEqualTo(TODAY.plusDays(2));
        assertThat(db.transact(receiver, () -> referrals.accept(receiver, id)).isAllowed())
                .isTrue();
        UUID notAsked = send(Extras.NONE);
        take(receiver, notAsked, ReferralFlow.Step.RECEIVE);
        assertThat(refusal(company(receiver, notAsked, TODAY))).isEqualTo("referral.refused.not-now");
    }

    private Decision<UUID> company(Viewer.Staff viewer, UUID id, @Nullable LocalDate day) {
        return db.transact(viewer, () -> referrals.company(viewer, id, day, day == null ? "休みのため" : ""));
    }

    @Test
    void a_counter_bound_by_its_own_secrecy_encloses_nothing_unless_the_person_agreed_to_tell_the_amount() {
        Viewer.Staff tax = People.viewer(connections, "zei");
        Extras enclosed = new Extras(List.of(), Extras.Wishes.NONE, null, List.of(text("納付書.txt")));
        assertThat(refusal(send(tax, enclosed, false))).isEqualTo("referral.refused.attachment-secrecy");
        assertThat(send(tax, enclosed, true).isAllowed()).isTrue();
        UUID without = send(tax, Extras.NONE, false).orElseThrow();
        assertThat(refusal(db.transact(tax, () -> referrals.attach(tax, without, text("納付書.txt")))))
                .isEqualTo("referral.refused.attachment-secrecy");
        assertThat(db.transact(receiver, () -> referrals.attach(receiver, without, text("返事.txt")))
                        .isAllowed())
                .isTrue();
    }

    @Test
    void a_file_that_is_refused_sends_nothing() {
        Extras enclosed =
                new Extras(List.of(), Extras.Wishes.NONE, null, List.of(new Extras.Upload("空.txt", new byte[0])));
        Decision<UUID> sent = send(sender, enclosed, false);
        assertThat(((Decision.Refused<UUID>) sent).reason()).isEqualTo(Reason.of("files.refused.empty"));
    }

    @Test
    void counts_tell_how_often_and_in_time_to_those_entitled_and_to_nobody_else() {
        Viewer.Staff manager = People.viewer(connections, "houkatsu2");
        Viewer.Staff office = People.viewer(connections, "kacho");
        Figures.Count sentBefore = figures.of(manager, null).one().sum();
        Figures.Count receivedBefore =
                figures.of(office, receiver.agency()).one().sum();
        UUID inTime = send(Extras.NONE);
        take(receiver, inTime, ReferralFlow.Step.RECEIVE);
        db.run(receiver, () -> referrals.accept(receiver, inTime).orElseThrow());
        UUID late = send(Extras.NONE);
        take(receiver, late, ReferralFlow.Step.RECEIVE);
        UUID withdrawn = send(Extras.NONE);
        db.run(
                sender,
                () -> referrals
                        .end(sender, withdrawn, ReferralFlow.Step.WITHDRAW, "まちがい")
                        .orElseThrow());
        clock.pass(Duration.ofDays(40));
        db.run(
                receiver,
                () -> referrals
                        .decline(receiver, late, "FULL", stranger.agency(), "")
                        .orElseThrow());

        Figures.Count sent = figures.of(manager, null).one().sum();
        assertThat(sent.sent() - sentBefore.sent()).isEqualTo(3);
        assertThat(sent.withdrawn() - sentBefore.withdrawn()).isEqualTo(1);
        Figures.Count received = figures.of(office, receiver.agency()).one().sum();
        assertThat(received.received() - receivedBefore.received()).isEqualTo(3);
        assertThat(received.answered() - receivedBefore.answered()).isEqualTo(2);
        assertThat(received.inTime() - receivedBefore.inTime()).isEqualTo(1);
        assertThat(received.declined() - receivedBefore.declined()).isEqualTo(1);

        assertThat(figures.of(manager, null).town()).isEmpty();
        assertThatThrownBy(() -> figures.of(manager, receiver.agency())).isInstanceOf(NotVisible.class);
        for (String login : List.of("houkatsu", "jiritsu", "system")) {
            assertThatThrownBy(() -> figures.of(People.viewer(connections, login), null))
                    .as(login)
                    .isInstanceOf(NotVisible.class);
        }
    }

    @Test
    void the_database_itself_counts_for_nobody_who_is_not_entitled() {
        Viewer.Staff manager = People.viewer(connections, "houkatsu2");
        assertThatThrownBy(() -> count(manager, true)).hasMessageContaining("not possible");
        assertThatThrownBy(() -> count(stranger, false)).hasMessageContaining("not possible");
        assertThatThrownBy(() -> count(People.viewer(connections, "system"), true))
                .hasMessageContaining("not possible");
    }

    private void count(Viewer.Staff viewer, boolean town) throws SQLException {
        try (Connection connection = connections.open(connections.app())) {
            connection.setAutoCommit(false);
            try (PreparedStatement count = connection.prepareStatement("""
                    select set_config('kasane.agency', ?, true), set_config('kasane.staff', ?, true),
                           set_config('kasane.duties', ?, true)
                    """)) {
                count.setString(1, viewer.agency().value().toString());
                count.setString(2, viewer.staff().value().toString());
                count.setString(3, viewer.duties().stream().map(Enum::name).collect(Collectors.joining(",")));
                count.execute();
            }
            try (PreparedStatement count = connection.prepareStatement(
                    "select count(*) from referral.figures('2026-06-01', '2026-07-01', ?)")) {
                count.setBoolean(1, town);
                count.execute();
            } finally {
                connection.rollback();
            }
        }
    }
}
