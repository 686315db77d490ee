package kasane.referral.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kasane.access.Agencies;
import kasane.access.Reach;
import kasane.access.Told;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.postgres.Connections;
import kasane.referral.sheet.ReferralFlow.Side;
import kasane.referral.sheet.ReferralFlow.State;
import kasane.referral.sheet.ReferralFlow.Step;
import kasane.settings.Clocks;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import kasane.shared.Flow;
import kasane.shared.PartialDate;
import kasane.shared.Reason;
import kasane.shared.StaffId;
import kasane.sharing.Consents;
import kasane.testing.AsRole;
import kasane.testing.People;
import kasane.testing.Promise;
import kasane.testing.TestClock;
import kasane.testing.Walk;
import kasane.testing.WithKasane;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** 紙でつなぐ: an agency without accounts answers by paper, and whatever waits has an owner who signs in. */
@WithKasane
@Tag("sql")
@Promise({"F12", "F13"})
class PaperTest {

    private static final String FAX = "0000-10-8409";
    private static final int WALKS = 120;

    @Autowired
    Connections connections;

    @Autowired
    Db db;

    @Autowired
    Referrals referrals;

    @Autowired
    Consents consents;

    @Autowired
    Agencies agencies;

    @Autowired
    Clocks clocks;

    @Autowired
    TestClock clock;

    private AsRole root;
    private Viewer.Staff sender;
    private Viewer.Staff colleague;
    private Viewer.Staff stranger;
    private AgencyId clinic;

    @BeforeEach
    void people() {
        root = AsRole.superuser(connections);
        sender = People.viewer(connections, "houkatsu");
        colleague = People.viewer(connections, "houkatsu2");
        stranger = People.viewer(connections, "jiritsu");
        clinic = db.transact(sender, () -> agencies.list(sender)).stream()
                .filter(agency -> agency.name().equals("見本台内科医院"))
                .findFirst()
                .orElseThrow()
                .id();
    }

    @AfterEach
    void clockBack() {
        root.close();
        clock.set(TestClock.START);
    }

    private Decision<UUID> send(boolean company, List<AgencyId> copies, @Nullable UUID previous) {
        return db.transact(
                sender,
                () -> referrals.send(
                        sender,
                        new Referrals.Written(
                                "架空谷 カミオ",
                                "",
                                "",
                                "窓口で会える",
                                List.of("03"),
                                "03",
                                clinic,
                                "通院の付き添いがほしい",
                                PartialDate.UNKNOWN,
                                "",
                                "",
                                "",
                                null,
                                false,
                                SendingRule.Answer.GIVEN,
                                Consents.Method.SPOKEN,
                                false,
                                "",
                                "",
                                previous,
                                null),
                        new Extras(copies, new Extras.Wishes(null, company, ""), null, List.of())));
    }

    private UUID send() {
        return send(false, List.of(), null).orElseThrow();
    }

    private Told told() {
        return new Told(Told.Way.FAX, "受付の方", LocalDate.ofInstant(clock.instant(), clock.getZone()));
    }

    private Decision<UUID> dispatch(Viewer.Staff by, UUID id) {
        return db.transact(
                by,
                () -> referrals.dispatch(
                        by,
                        id,
                        new DispatchRule.Facts(Reach.FAX, FAX, FAX, FAX, ""),
                        LocalDate.ofInstant(clock.instant(), clock.getZone()),
                        ""));
    }

    private Decision<State> keyIn(Viewer.Staff by, UUID id, Step step) {
        return db.transact(by, () -> referrals.keyIn(by, id, answer(step), told()));
    }

    private static Referrals.Answer answer(Step step) {
        return switch (step) {
            case DECLINE -> new Referrals.Answer(step, "OUT_OF_SCOPE", null, "見本の案内", null);
            case REPLY -> new Referrals.Answer(step, "DONE", null, "診察を受けられました", null);
            default -> new Referrals.Answer(step, "", null, "", null);
        };
    }

    private List<Walk.Work> work(UUID id) {
        return Walk.Work.openOn(root, id);
    }

    private Walk.Work due(String task, String setting) {
        return new Walk.Work(
                task, sender.agency(), clocks.due(setting, LocalDate.ofInstant(clock.instant(), clock.getZone())));
    }

    private static String refusal(Decision<?> decision) {
        return decision instanceof Decision.Refused<?>(Reason reason) ? reason.key() : "";
    }

    @Test
    void nobody_signs_in_at_the_clinic_and_somebody_does_everywhere_else() {
        List<Agencies.Agency> all = db.transact(sender, () -> agencies.list(sender));
        assertThat(all.stream().filter(Agencies.Agency::onPaper).map(Agencies.Agency::name))
                .contains("見本台内科医院")
                .doesNotContain("地域包括支援センター北", "社会福祉協議会");
        Agencies.Agency card = db.transact(sender, () -> agencies.find(sender, clinic));
        assertThat(card.ways()).containsExactly(Reach.FAX, Reach.POST);
        assertThat(card.fax()).isEqualTo(FAX);
    }

    @Test
    void until_the_receipt_is_known_the_work_is_the_senders_first_to_send_and_then_to_see_that_it_arrived() {
        UUID id = send();
        assertThat(work(id)).containsExactly(due("referral.dispatch", "referral.dispatch"));
        assertThat(refusal(keyIn(sender, id, Step.RECEIVE))).isEqualTo("referral.refused.not-dispatched");
        dispatch(sender, id).orElseThrow();
        assertThat(work(id)).containsExactly(due("referral.check-receipt", "referral.receipt"));
        Referrals.Opened sent = referrals.read(colleague, id);
        assertThat(sent.state()).isEqualTo(State.SENT);
        assertThat(sent.dispatches()).singleElement().satisfies(one -> {
            assertThat(one.way()).isEqualTo(Reach.FAX);
            assertThat(one.number()).isEqualTo(FAX);
            assertThat(one.staff()).isEqualTo("例示原ミドリ");
        });
        assertThat(keyIn(colleague, id, Step.RECEIVE).orElseThrow()).isEqualTo(State.RECEIVED);
        assertThat(work(id)).containsExactly(due("referral.check-answer", "referral.answer"));
        assertThat(refusal(dispatch(sender, id))).isEqualTo("referral.refused.dispatched-already");
        assertThat(keyIn(sender, id, Step.ACCEPT).orElseThrow()).isEqualTo(State.ACCEPTED);
        assertThat(work(id)).containsExactly(due("referral.check-reply", "referral.reply"));
        assertThat(keyIn(sender, id, Step.REPLY).orElseThrow()).isEqualTo(State.REPLIED);
        assertThat(work(id)).containsExactly(due("referral.confirm", "referral.answer"));
        db.run(sender, () -> referrals.take(sender, id, Step.CONFIRM).orElseThrow());
        assertThat(work(id)).isEmpty();
    }

    @Test
    void what_is_keyed_in_says_who_typed_it_who_said_it_on_which_day_and_by_which_paper() {
        UUID id = send();
        dispatch(sender, id).orElseThrow();
        keyIn(colleague, id, Step.ACCEPT).orElseThrow();
        List<SheetStore.Taken> steps = referrals.read(sender, id).steps();
        assertThat(steps).extracting(SheetStore.Taken::kind).containsExactly(Step.RECEIVE, Step.ACCEPT);
        assertThat(steps).allSatisfy(step -> {
            assertThat(step.agency()).isEqualTo("地域包括支援センター北");
            assertThat(step.staff()).isEqualTo("仮名森アオイ");
            assertThat(step.told()).isEqualTo(told());
            assertThat(Objects.requireNonNull(step.told()).sentence(step.staff()))
                    .isEqualTo("代わりに入力：仮名森アオイ（R8.6.15、受付の方から、FAXの返信票で）");
        });
        assertThat(root.number("select count(*) from referral.opened where referral_id = ?::uuid", id.toString()))
                .as("no record is opened for an agency that keeps none here")
                .isZero();
    }

    @Test
    void a_refusal_comes_back_with_its_reason_and_the_sender_passes_on() {
        UUID id = send();
        dispatch(sender, id).orElseThrow();
        assertThat(refusal(db.transact(
                        sender,
                        () -> referrals.keyIn(
                                sender,
                                id,
                                new Referrals.Answer(Step.DECLINE, "OUT_OF_SCOPE", null, "", null),
                                told()))))
                .isEqualTo("referral.refused.no-other-window");
        assertThat(referrals.read(sender, id).state()).isEqualTo(State.SENT);
        keyIn(sender, id, Step.DECLINE).orElseThrow();
        assertThat(work(id)).containsExactly(due("referral.redirect", "referral.receipt"));
        UUID next = send(false, List.of(), id).orElseThrow();
        assertThat(work(id)).isEmpty();
        assertThat(work(next)).containsExactly(due("referral.dispatch", "referral.dispatch"));
    }

    @Test
    void nobody_but_the_sender_keys_in_and_only_for_whom_nobody_signs_in() {
        UUID id = send();
        assertThatThrownBy(() -> dispatch(stranger, id)).isInstanceOf(NotVisible.class);
        assertThatThrownBy(() -> keyIn(stranger, id, Step.RECEIVE)).isInstanceOf(NotVisible.class);
        Viewer.Staff shougai = People.viewer(connections, "shougai");
        clinic = shougai.agency();
        UUID ordinary = send();
        assertThat(refusal(keyIn(sender, ordinary, Step.RECEIVE))).isEqualTo("referral.refused.not-on-paper");
        assertThat(refusal(keyIn(shougai, ordinary, Step.RECEIVE))).isEqualTo("referral.refused.not-on-paper");
        assertThat(refusal(dispatch(sender, ordinary))).isEqualTo("referral.refused.not-on-paper");
        assertThatThrownBy(() -> referrals.onPaper(sender, ordinary)).isInstanceOf(NotVisible.class);
    }

    @Test
    void an_agency_that_has_accounts_since_reads_what_came_on_paper_and_leaves_the_work_with_the_sender() {
        UUID id = send();
        dispatch(sender, id).orElseThrow();
        Viewer.Staff late = new Viewer.Staff(new StaffId(999_999), clinic, Set.of());
        assertThat(referrals.read(late, id).sheet().word()).isEqualTo("通院の付き添いがほしい");
        assertThat(refusal(db.transact(late, () -> referrals.take(late, id, Step.RECEIVE))))
                .isEqualTo("referral.refused.came-on-paper");
        assertThat(work(id)).containsExactly(due("referral.check-receipt", "referral.receipt"));
    }

    @Test
    void the_database_itself_refuses_a_receivers_step_of_the_sender_that_was_not_keyed_in() {
        UUID id = send();
        Referrals.Opened opened = referrals.read(sender, id);
        for (Told source : new Told[] {null, told()}) {
            Decision<String> answer = attempt(() -> store(opened, source));
            assertThat(answer.isAllowed()).as(String.valueOf(source)).isEqualTo(source != null);
        }
    }

    @Autowired
    SheetStore store;

    private boolean store(Referrals.Opened opened, @Nullable Told source) {
        return db.transact(
                sender,
                () -> store.addStep(
                        sender,
                        opened.sheet(),
                        1,
                        new SheetStore.NewStep(Step.RECEIVE, "", 0, null, "").as(source),
                        null));
    }

    private static Decision<String> attempt(java.util.function.BooleanSupplier work) {
        try {
            return work.getAsBoolean() ? Decision.allow("written") : Decision.refuse(Reason.of("not.written"));
        } catch (org.springframework.dao.DataAccessException e) {
            return Decision.refuse(Reason.of("refused.by.the.database"));
        }
    }

    @Test
    void who_reads_along_must_be_able_to_read_and_company_is_answered_with_the_acceptance() {
        AgencyId paper = clinic;
        clinic = People.viewer(connections, "shougai").agency();
        assertThat(refusal(send(false, List.of(paper), null))).isEqualTo("referral.refused.copy-on-paper");
        clinic = paper;
        UUID id = send(true, List.of(), null).orElseThrow();
        dispatch(sender, id).orElseThrow();
        assertThat(refusal(keyIn(sender, id, Step.ACCEPT))).isEqualTo("referral.refused.company-first");
        assertThat(referrals.read(sender, id).state()).isEqualTo(State.SENT);
        LocalDate day = LocalDate.of(2026, 6, 20);
        db.run(
                sender,
                () -> referrals
                        .keyIn(
                                sender,
                                id,
                                new Referrals.Answer(Step.ACCEPT, "", null, "", new Referrals.CompanyAnswer(day, "")),
                                told())
                        .orElseThrow());
        SheetStore.Company company =
                Objects.requireNonNull(referrals.read(sender, id).company());
        assertThat(company.day()).isEqualTo(day);
        assertThat(company.told()).isEqualTo(told());
    }

    @Test
    void no_walk_leaves_a_sheet_on_paper_without_an_owner_who_signs_in() {
        Walk.each(WALKS, walk -> {
            clock.set(TestClock.START);
            UUID id = send();
            State state = State.SENT;
            boolean left = false;
            boolean ended = false;
            LocalDate opened = LocalDate.ofInstant(clock.instant(), clock.getZone());
            for (int move = 0; move < 9; move++) {
                clock.pass(Duration.ofDays(walk.upTo(3)));
                LocalDate today = LocalDate.ofInstant(clock.instant(), clock.getZone());
                if (walk.oneIn(12) && !ended && !ReferralFlow.FLOW.hasEnded(state)) {
                    walk.tell("the consent is withdrawn");
                    UUID consent = Objects.requireNonNull(
                            referrals.read(sender, id).sheet().consent());
                    db.run(sender, () -> consents.withdraw(sender, consent, "本人の申し出"));
                    ended = true;
                    opened = today;
                } else if (walk.oneIn(4)) {
                    walk.tell("it is dispatched");
                    boolean can = state == State.SENT && !ended;
                    assertThat(dispatch(sender, id).isAllowed()).isEqualTo(can);
                    left |= can;
                    opened = can ? today : opened;
                } else {
                    Step step = walk.one(Step.values());
                    walk.tell(step);
                    String refused = take(id, step);
                    Side side = ReferralFlow.isReceivers(step) ? Side.RECEIVER : Side.SENDER;
                    State from = side == Side.RECEIVER
                                    && state == State.SENT
                                    && (step == Step.ACCEPT || step == Step.DECLINE)
                            ? State.RECEIVED
                            : state;
                    boolean can = ended
                            ? step == Step.WITHDRAW && state != State.WITHDRAWN
                            : step != Step.REDIRECT
                                    && (side == Side.SENDER || left)
                                    && ReferralFlow.FLOW.take(from, step, side).isAllowed();
                    assertThat(refused.isEmpty()).as(refused).isEqualTo(can);
                    if (can) {
                        state = ended
                                ? State.WITHDRAWN
                                : ReferralFlow.FLOW.take(from, step, side).orElseThrow();
                        ended = false;
                        opened = today;
                    }
                }
                Optional<Flow.Next<Side>> next =
                        ended ? Optional.of(ReferralFlow.BASIS_ENDED) : ReferralFlow.nextOnPaper(state, left);
                LocalDate since = opened;
                assertThat(next.map(Flow.Next::owner).orElse(Side.SENDER)).isEqualTo(Side.SENDER);
                assertThat(work(id))
                        .isEqualTo(next.map(one -> List.of(
                                        new Walk.Work(one.task(), sender.agency(), clocks.due(one.clock(), since))))
                                .orElse(List.of()));
                if (next.isEmpty()) {
                    return;
                }
            }
        });
    }

    private String take(UUID id, Step step) {
        return switch (step) {
            case RECEIVE, ACCEPT, DECLINE, REPLY -> refusal(keyIn(sender, id, step));
            case CONFIRM -> refusal(db.transact(sender, () -> referrals.take(sender, id, step)));
            case KEEP, WITHDRAW, RECALL -> refusal(db.transact(sender, () -> referrals.end(sender, id, step, "見本の理由")));
            case REDIRECT -> "a new sheet";
        };
    }
}
