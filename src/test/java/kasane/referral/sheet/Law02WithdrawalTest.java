package kasane.referral.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.postgres.Connections;
import kasane.shared.PartialDate;
import kasane.sharing.Consents;
import kasane.tasks.Tasks;
import kasane.testing.People;
import kasane.testing.Promise;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Laws 2 and 8: a withdrawal ends sight at once, and the sheet that rested on the consent has somebody who must act. */
@WithKasane
@Tag("sql")
@Promise({"G7", "G10"})
class Law02WithdrawalTest {

    private static final int MANY = 500;

    @Autowired
    Connections connections;

    @Autowired
    Db db;

    @Autowired
    Referrals referrals;

    @Autowired
    Consents consents;

    @Autowired
    Tasks tasks;

    private Viewer.Staff sender;
    private Viewer.Staff receiver;
    private Viewer.Staff other;
    private UUID sheet;

    @BeforeEach
    void a_sheet_has_been_sent() {
        sender = People.viewer(connections, "jiritsu");
        receiver = People.viewer(connections, "shougai");
        other = People.viewer(connections, "kodomo");
        sheet = send(receiver, null);
    }

    @Test
    void wherever_the_sheet_stood_the_receiver_is_freed_and_the_sender_has_the_one_task() {
        List<Runnable> walk = List.of(
                () -> {},
                () -> step(receiver, ReferralFlow.Step.RECEIVE),
                () -> db.run(receiver, () -> referrals.accept(receiver, sheet).orElseThrow()),
                () -> db.run(
                        receiver,
                        () -> referrals.reply(receiver, sheet, "DONE", "訪ねました").orElseThrow()));
        for (int steps = 1; steps <= walk.size(); steps++) {
            sheet = send(receiver, null);
            walk.subList(0, steps).forEach(Runnable::run);
            withdrawAndLookAt(ReferralFlow.State.values()[steps - 1]);
        }
        sheet = send(receiver, null);
        step(receiver, ReferralFlow.Step.RECEIVE);
        decline();
        withdrawAndLookAt(ReferralFlow.State.DECLINED);
    }

    private void withdrawAndLookAt(ReferralFlow.State stood) {
        assertThat(referrals.read(receiver, sheet).state()).isEqualTo(stood);
        withdraw();
        assertThat(open(receiver)).as(stood.name()).isEmpty();
        assertThat(open(sender)).as(stood.name()).containsExactly("referral.basis-ended");
        assertThat(referrals.read(sender, sheet).basisEnded()).isTrue();
        db.run(
                sender,
                () -> referrals
                        .end(sender, sheet, ReferralFlow.Step.WITHDRAW, "本人の申し出")
                        .orElseThrow());
        assertThat(open(sender)).as("nothing is left to do").isEmpty();
        assertThat(referrals.read(sender, sheet).state()).isEqualTo(ReferralFlow.State.WITHDRAWN);
    }

    @Test
    void a_sheet_that_has_ended_stays_ended_and_asks_nobody() {
        step(receiver, ReferralFlow.Step.RECEIVE);
        db.run(receiver, () -> referrals.accept(receiver, sheet).orElseThrow());
        db.run(receiver, () -> referrals.reply(receiver, sheet, "DONE", "訪ねました").orElseThrow());
        step(sender, ReferralFlow.Step.CONFIRM);
        withdraw();
        assertThat(open(sender)).isEmpty();
        Referrals.Opened opened = referrals.read(sender, sheet);
        assertThat(opened.state()).isEqualTo(ReferralFlow.State.CONFIRMED);
        assertThat(opened.basisEnded()).isFalse();
    }

    @Test
    void a_sheet_of_the_same_household_on_another_consent_goes_on() {
        step(receiver, ReferralFlow.Step.RECEIVE);
        decline();
        UUID first = sheet;
        UUID second = send(other, first);
        withdraw();
        assertThat(open(sender)).as("the first had been passed on").isEmpty();
        sheet = second;
        assertThat(open(other)).containsExactly("referral.receive");
        assertThat(referrals.read(other, second).sheet().id()).isEqualTo(second);
    }

    private UUID send(Viewer.Staff to, @org.jspecify.annotations.Nullable UUID previous) {
        return db.transact(
                        sender,
                        () -> referrals.send(
                                sender,
                                new Referrals.Written(
                                        "架空谷 テッカイ",
                                        "",
                                        "",
                                        "窓口で会える",
                                        List.of("03"),
                                        "03",
                                        to.agency(),
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
                                        null)))
                .orElseThrow();
    }

    private void step(Viewer.Staff viewer, ReferralFlow.Step step) {
        db.run(viewer, () -> referrals.take(viewer, sheet, step).orElseThrow());
    }

    private void decline() {
        db.run(
                receiver,
                () -> referrals
                        .decline(receiver, sheet, "OUT_OF_SCOPE", other.agency(), "")
                        .orElseThrow());
    }

    private void withdraw() {
        UUID consent =
                Objects.requireNonNull(referrals.read(sender, sheet).sheet().consent());
        db.run(sender, () -> consents.withdraw(sender, consent, "本人の申し出"));
    }

    /** The kinds of open work on the sheet that wait for the viewer. */
    private List<String> open(Viewer.Staff viewer) {
        return db.transact(viewer, () -> tasks.waiting(viewer, MANY)).stream()
                .filter(task -> sheet.equals(task.item()))
                .map(Tasks.Task::kind)
                .toList();
    }
}
