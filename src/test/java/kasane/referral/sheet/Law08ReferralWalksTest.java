package kasane.referral.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.postgres.Connections;
import kasane.referral.sheet.ReferralFlow.Side;
import kasane.referral.sheet.ReferralFlow.State;
import kasane.referral.sheet.ReferralFlow.Step;
import kasane.settings.Clocks;
import kasane.shared.Decision;
import kasane.shared.Flow;
import kasane.shared.PartialDate;
import kasane.shared.Reason;
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

/** Law 8 for つなぐシート, on the database: whatever is tried by whoever, state, owner and last day are those of the flow. */
@WithKasane
@Tag("sql")
@Promise({"G10", "F13"})
class Law08ReferralWalksTest {

    private static final int WALKS = 150;
    private static final int MOVES = 10;
    private static final List<String> AGENCIES = List.of("houkatsu", "shougai", "jiritsu", "kodomo", "shakyo");

    @Autowired
    Connections connections;

    @Autowired
    Db db;

    @Autowired
    Referrals referrals;

    @Autowired
    Consents consents;

    @Autowired
    Clocks clocks;

    @Autowired
    TestClock clock;

    private AsRole root;
    private final Map<String, Viewer.Staff> viewers = new HashMap<>();
    private final Set<Flow.Line<State, Step, Side>> gone = new HashSet<>();

    @BeforeEach
    void look_at_the_tables() {
        root = AsRole.superuser(connections);
    }

    @AfterEach
    void put_the_clock_back() {
        root.close();
        clock.set(TestClock.START);
    }

    /** A sheet as the model has it; {@code work} is null when nothing is open. */
    private static final class Sheet {
        private final UUID id;
        private final Viewer.Staff sender;
        private final Viewer.Staff receiver;
        private final boolean urgent;
        private State state = ReferralFlow.FLOW.start();
        private boolean withdrawn;
        private boolean basisEnded;
        private Walk.@Nullable Work work;

        Sheet(UUID id, Viewer.Staff sender, Viewer.Staff receiver, boolean urgent) {
            this.id = id;
            this.sender = sender;
            this.receiver = receiver;
            this.urgent = urgent;
        }

        boolean isOpen() {
            return basisEnded || !ReferralFlow.FLOW.hasEnded(state);
        }

        Viewer.Staff viewer(Side side) {
            return side == Side.SENDER ? sender : receiver;
        }
    }

    @Test
    void no_walk_loses_a_sheet_and_each_has_the_owner_and_the_last_day_that_the_flow_names() {
        Walk.each(WALKS, walk -> {
            clock.set(TestClock.START);
            List<Sheet> sheets = new ArrayList<>();
            Viewer.Staff sender = viewer(walk.one(AGENCIES));
            send(walk, sheets, sender, null);
            for (int move = 0; move < MOVES; move++) {
                clock.pass(Duration.ofDays(walk.upTo(3)));
                move(walk, sheets);
            }
            walk.tell("to the end");
            for (Sheet sheet : List.copyOf(sheets)) {
                while (sheet.isOpen()) {
                    act(walk, sheets, sheet, lastStep(sheet), sheet.basisEnded ? Side.SENDER : owner(sheet));
                }
            }
            sheets.forEach(this::check);
            assertThat(sheets).noneMatch(sheet -> sheet.work != null);
        });
        assertThat(gone).as("every way of the flow was gone").containsAll(ReferralFlow.FLOW.lines());
    }

    private Viewer.Staff viewer(String login) {
        return viewers.computeIfAbsent(login, who -> People.viewer(connections, who));
    }

    private static Side owner(Sheet sheet) {
        return ReferralFlow.FLOW.next(sheet.state).orElseThrow().owner();
    }

    /** A step of the owner that leads towards an end without another sheet. */
    private static Step lastStep(Sheet sheet) {
        return sheet.basisEnded
                ? Step.WITHDRAW
                : ReferralFlow.FLOW.open(sheet.state, owner(sheet)).stream()
                        .filter(step -> step != Step.REDIRECT)
                        .findFirst()
                        .orElseThrow();
    }

    private void move(Walk walk, List<Sheet> sheets) {
        Sheet sheet = walk.one(sheets);
        if (walk.oneIn(14)) {
            withdraw(walk, sheet);
        } else {
            List<Flow.Line<State, Step, Side>> open = ReferralFlow.FLOW.lines().stream()
                    .filter(line -> line.from() == sheet.state)
                    .toList();
            if (open.isEmpty() || walk.oneIn(4)) {
                act(walk, sheets, sheet, walk.one(Step.values()), walk.one(Side.values()));
            } else {
                Flow.Line<State, Step, Side> line = walk.one(open);
                act(walk, sheets, sheet, line.step(), Objects.requireNonNull(line.by()));
            }
        }
    }

    private void act(Walk walk, List<Sheet> sheets, Sheet sheet, Step step, Side side) {
        walk.tell(sheets.indexOf(sheet), side, step);
        Viewer.Staff by = sheet.viewer(side);
        String expected = expected(sheet, step, side);
        if (step == Step.REDIRECT) {
            int before = sheets.size();
            String answer = send(walk, sheets, by, sheet);
            assertThat(answer).isEqualTo(expected);
            assertThat(sheets).hasSize(before + (answer.isEmpty() ? 1 : 0));
        } else {
            assertThat(Walk.attempt(db, by, () -> take(by, sheet.id, step))).isEqualTo(expected);
        }
        if (expected.isEmpty()) {
            gone.addAll(ReferralFlow.FLOW.lines().stream()
                    .filter(line -> !sheet.basisEnded && line.from() == sheet.state && line.step() == step)
                    .toList());
            sheet.state = sheet.basisEnded
                    ? State.WITHDRAWN
                    : ReferralFlow.FLOW.take(sheet.state, step, side).orElseThrow();
            sheet.basisEnded = false;
            // What is taken back is out of the receiver's sight, as it is without a consent.
            sheet.withdrawn |= step == Step.RECALL;
            sheet.work = work(sheet);
        }
        check(sheet);
    }

    /** Empty when the step can be taken, otherwise why not. */
    private static String expected(Sheet sheet, Step step, Side side) {
        if (sheet.withdrawn && side == Side.RECEIVER) {
            return Walk.NOT_VISIBLE;
        }
        if (sheet.basisEnded) {
            return step == Step.WITHDRAW ? "" : "referral.refused.basis-ended";
        }
        return ReferralFlow.FLOW.take(sheet.state, step, side) instanceof Decision.Refused<State>(Reason reason)
                ? reason.key()
                : "";
    }

    private Decision<State> take(Viewer.Staff by, UUID id, Step step) {
        return switch (step) {
            case RECEIVE, CONFIRM -> referrals.take(by, id, step);
            case ACCEPT -> referrals.accept(by, id);
            case DECLINE -> referrals.decline(by, id, "OUT_OF_SCOPE", null, "見本の案内");
            case REPLY -> referrals.reply(by, id, "DONE", "見本の返事");
            case KEEP, WITHDRAW, RECALL -> referrals.end(by, id, step, "見本の理由");
            case REDIRECT -> throw new IllegalArgumentException("is sent");
        };
    }

    private String send(Walk walk, List<Sheet> sheets, Viewer.Staff by, @Nullable Sheet previous) {
        Viewer.Staff to = viewer(walk.one(AGENCIES));
        while (to.agency().equals(by.agency())) {
            to = viewer(walk.one(AGENCIES));
        }
        boolean urgent = walk.oneIn(3);
        Referrals.Written written = new Referrals.Written(
                "架空谷 フミト",
                "",
                "",
                "窓口で会える",
                List.of("03"),
                "03",
                to.agency(),
                "見本の困りごと",
                PartialDate.UNKNOWN,
                "",
                "",
                urgent ? "TODAY" : "NORMAL",
                null,
                false,
                SendingRule.Answer.GIVEN,
                Consents.Method.SPOKEN,
                false,
                "",
                "",
                previous == null ? null : previous.id,
                null);
        List<UUID> sent = new ArrayList<>();
        String answer = Walk.attempt(db, by, () -> referrals.send(by, written).map(sent::add));
        if (answer.isEmpty()) {
            Sheet sheet = new Sheet(sent.getFirst(), by, to, urgent);
            sheet.work = work(sheet);
            sheets.add(sheet);
        }
        return answer;
    }

    private void withdraw(Walk walk, Sheet sheet) {
        if (sheet.withdrawn) {
            return;
        }
        walk.tell("the consent is withdrawn");
        UUID consent = Objects.requireNonNull(
                referrals.read(sheet.sender, sheet.id).sheet().consent());
        db.run(sheet.sender, () -> consents.withdraw(sheet.sender, consent, "本人の申し出"));
        sheet.withdrawn = true;
        if (sheet.isOpen()) {
            sheet.basisEnded = true;
            sheet.work = new Walk.Work(
                    ReferralFlow.BASIS_ENDED.task(), sheet.sender.agency(), due(ReferralFlow.BASIS_ENDED.clock()));
        }
        check(sheet);
    }

    private Walk.@Nullable Work work(Sheet sheet) {
        return ReferralFlow.FLOW
                .next(sheet.state)
                .map(next -> new Walk.Work(
                        next.task(), sheet.viewer(next.owner()).agency(), due(ReferralFlow.clock(next, sheet.urgent))))
                .orElse(null);
    }

    private LocalDate due(String setting) {
        return clocks.due(setting, LocalDate.ofInstant(clock.instant(), clock.getZone()));
    }

    /** What the database has and what either side is shown are what the model says. */
    private void check(Sheet sheet) {
        assertThat(Walk.Work.openOn(root, sheet.id)).isEqualTo(sheet.work == null ? List.of() : List.of(sheet.work));
        Referrals.Opened sent = referrals.read(sheet.sender, sheet.id);
        assertThat(sent.basisEnded()).isEqualTo(sheet.basisEnded);
        assertThat(sent.due()).isEqualTo(sheet.work == null ? null : sheet.work.due());
        if (!sheet.basisEnded) {
            assertThat(sent.state()).isEqualTo(sheet.state);
        }
        if (sheet.state == State.REDIRECTED) {
            assertThat(sent.sheet().next())
                    .as("who was passed on is found where it went")
                    .isNotNull();
        }
        if (!sheet.withdrawn) {
            assertThat(referrals.read(sheet.receiver, sheet.id).state()).isEqualTo(sheet.state);
        }
    }
}
