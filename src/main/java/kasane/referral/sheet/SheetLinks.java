package kasane.referral.sheet;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Purpose;
import kasane.gate.Viewer;
import kasane.settings.Clocks;
import kasane.settings.Codes;
import kasane.settings.Numbers;
import kasane.shared.Decision;
import kasane.shared.Flow;
import kasane.shared.Id;
import kasane.shared.Reason;
import kasane.sharing.Consents;
import kasane.tasks.Tasks;
import kasane.ui.Option;
import org.springframework.stereotype.Component;

/**
 * 一件リンク: one sheet on paper, opened for a short time to whoever at its addressee has the link and the 確認番号. It is
 * dead at once when it is stopped, when the sheet ends, when the consent behind it ends, and when the town wants no links.
 */
@Component
class SheetLinks {

    private static final Viewer.Job OPEN = new Viewer.Job(Purpose.OPEN_LINK);

    private final Db db;
    private final LinkStore store;
    private final Referrals referrals;
    private final Tasks tasks;
    private final Clocks clocks;
    private final Codes codes;
    private final Numbers numbers;
    private final AuditTrail audit;

    SheetLinks(
            Db db,
            LinkStore store,
            Referrals referrals,
            Tasks tasks,
            Clocks clocks,
            Codes codes,
            Numbers numbers,
            AuditTrail audit) {
        this.db = db;
        this.store = store;
        this.referrals = referrals;
        this.tasks = tasks;
        this.clocks = clocks;
        this.codes = codes;
        this.numbers = numbers;
        this.audit = audit;
    }

    // ---- the sender's side

    private boolean isOn(LocalDate today) {
        return numbers.number("referral-link.allowed", today) > 0;
    }

    /** A link just made: what is shown this once. */
    record Made(LinkKey key, Instant until, Referrals.OnPaper sheet) {}

    /** Makes a link; an earlier one of the same sheet ends. {@code contact} is whom its reader may ask. */
    Decision<Made> make(Viewer.Staff viewer, UUID id, String contact) {
        return db.transact(viewer, () -> {
            Referrals.OnPaper sheet = referrals.findOnPaper(viewer, id);
            Referrals.Opened opened = sheet.opened();
            if (!isOn(sheet.today())) {
                return Decision.refuse(Reason.of("referral.refused.links-off"));
            }
            if (opened.basisEnded() || ReferralFlow.FLOW.hasEnded(opened.state())) {
                return Decision.refuse(
                        Reason.of(opened.basisEnded() ? "referral.refused.basis-ended" : "referral.refused.ended"));
            }
            store.revoke(viewer, id);
            LinkKey key = LinkKey.fresh();
            Instant until = Consents.endOf(sheet.today().plusDays(clocks.days("referral.link", sheet.today())));
            store.add(viewer, opened.sheet(), contact, key, until);
            if (!opened.hasLeft()) {
                referrals.left(viewer, opened);
            }
            audit.written(viewer, "referral.link-made", Referrals.subjects(opened), Referrals.detail(opened));
            return Decision.allow(new Made(key, until, sheet));
        });
    }

    /** Stops every link of the sheet. */
    Decision<UUID> stop(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> {
            Referrals.OnPaper sheet = referrals.findOnPaper(viewer, id);
            if (store.revoke(viewer, id) > 0) {
                audit.written(
                        viewer,
                        "referral.link-stopped",
                        Referrals.subjects(sheet.opened()),
                        Referrals.detail(sheet.opened()));
            }
            return Decision.allow(id);
        });
    }

    // ---- the door

    /**
     * Opens the link for a while; the cookie's text, or nothing when the link is unknown or dead or the number is wrong.
     * Which of them it was is told to nobody.
     */
    Optional<String> open(LinkKey key) {
        return db.transact(OPEN, () -> {
            Instant now = db.now(OPEN);
            LocalDate today = db.today(OPEN);
            Optional<LinkStore.Door> found = store.door(OPEN, key.tokenHash())
                    .filter(door -> isOn(today))
                    .filter(door -> door.livesAt(now));
            if (found.isEmpty()) {
                return Optional.empty();
            }
            LinkStore.Door door = found.get();
            if (!MessageDigest.isEqual(door.codeHash(), key.codeHash())) {
                store.wrong(OPEN, door.id(), numbers.number("referral-link.tries", today));
                audit.written(OPEN, "referral.link-refused", List.of(), Detail.NONE.item(door.item()));
                return Optional.empty();
            }
            Instant until = now.plus(Duration.ofMinutes(numbers.number("referral-link.minutes", today)));
            String visit = LinkKey.freshToken();
            store.right(OPEN, door.id(), LinkKey.visitHash(visit), until.isAfter(door.until()) ? door.until() : until);
            audit.written(OPEN, "referral.link-opened", List.of(), Detail.NONE.item(door.item()));
            return Optional.of(visit);
        });
    }

    /** Who comes with this cookie, as long as the link lives. */
    Optional<Viewer.Guest> visiting(String cookie) {
        return db.transact(
                OPEN, () -> isOn(db.today(OPEN)) ? store.visit(OPEN, LinkKey.visitHash(cookie)) : Optional.empty());
    }

    /** The visitor goes. */
    void leave(String cookie) {
        db.run(OPEN, () -> store.endVisit(OPEN, LinkKey.visitHash(cookie)));
    }

    // ---- behind the door

    /** The one sheet as its addressee sees it by the link. */
    record Open(Referrals.Opened opened, List<LinkStore.Past> past, AnswerFields.Offer offer, Instant until) {}

    /** Opens the sheet to be read; when the consent has ended there is nothing to be found. */
    Open read(Viewer.Guest guest) {
        return db.transact(guest, () -> {
            Open open = find(guest);
            audit.read(guest, "referral.by-link", Referrals.subjects(open.opened()), Referrals.detail(open.opened()));
            return open;
        });
    }

    private Open find(Viewer.Guest guest) {
        SheetStore.Sheet sheet = store.sheet(guest).orElseThrow(NotVisible::new);
        List<LinkStore.Past> past = store.steps(guest);
        ReferralFlow.State state =
                ReferralFlow.after(past.stream().map(LinkStore.Past::kind).toList());
        LocalDate today = db.today(guest);
        Referrals.Opened opened = new Referrals.Opened(
                sheet,
                List.of(),
                state,
                ReferralFlow.Side.RECEIVER,
                false,
                tasks.due(guest).orElse(null),
                List.of(),
                null,
                List.of(),
                List.of(),
                List.of());
        return new Open(
                opened,
                past,
                new AnswerFields.Offer(
                        state,
                        sheet.wishes().companyAsked() && !store.companyAnswered(guest),
                        options("decline-reason", today),
                        options("reply-outcome", today),
                        store.windows(guest, sheet.from()).stream()
                                .map(window -> Option.of(window.id().value().toString(), window.name()))
                                .toList(),
                        today),
                store.until(guest));
    }

    private List<Option> options(String list, LocalDate today) {
        return codes.list(list, today).stream()
                .map(code -> Option.of(code.code(), code.shortLabel()))
                .toList();
    }

    /** The addressee's own answer: the same steps, with the name that was typed and the link it came by. */
    Decision<ReferralFlow.State> answer(Viewer.Guest guest, Referrals.Answer answer, String name) {
        return db.transact(guest, () -> {
            Open open = find(guest);
            if (answer.step() == ReferralFlow.Step.DECLINE
                    && answer.other() == null
                    && answer.words().isBlank()) {
                return Decision.refuse(Reason.of("referral.refused.no-other-window"));
            }
            boolean answers = answer.step() == ReferralFlow.Step.ACCEPT || answer.step() == ReferralFlow.Step.DECLINE;
            int no = open.past().size();
            ReferralFlow.State state = open.opened().state();
            if (answers && state == ReferralFlow.State.SENT) {
                state = ReferralFlow.FLOW
                        .take(state, ReferralFlow.Step.RECEIVE, ReferralFlow.Side.RECEIVER)
                        .orElseThrow();
                if (!step(
                        guest, open, ++no, new Referrals.Answer(ReferralFlow.Step.RECEIVE, "", null, "", null), name)) {
                    return Decision.refuse(Reason.of("referral.refused.meanwhile"));
                }
            }
            Decision<ReferralFlow.State> taken =
                    ReferralFlow.FLOW.take(state, answer.step(), ReferralFlow.Side.RECEIVER);
            if (taken instanceof Decision.Refused<ReferralFlow.State>) {
                return taken;
            }
            Referrals.CompanyAnswer company = answer.company();
            if (answer.step() == ReferralFlow.Step.ACCEPT && open.offer().company()) {
                if (company == null || !store.addCompany(guest, open.opened().sheet(), company, name)) {
                    return Decision.refuse(Reason.of("referral.refused.company-first"));
                }
            }
            if (!step(guest, open, ++no, answer, name)) {
                return Decision.refuse(Reason.of("referral.refused.meanwhile"));
            }
            handOn(guest, open.opened().sheet(), taken.orElseThrow());
            return taken;
        });
    }

    private boolean step(Viewer.Guest guest, Open open, int no, Referrals.Answer answer, String name) {
        String list = answer.step() == ReferralFlow.Step.DECLINE ? "decline-reason" : "reply-outcome";
        SheetStore.NewStep step = new SheetStore.NewStep(
                answer.step(),
                answer.code(),
                answer.code().isEmpty() ? 0 : codes.edition(list, open.offer().today()),
                answer.other(),
                answer.words());
        boolean added = store.addStep(
                guest, open.opened().sheet(), no, step, open.opened().due(), name);
        if (added) {
            List<Id> subjects = Referrals.subjects(open.opened());
            audit.written(
                    guest,
                    "referral.step",
                    subjects,
                    Referrals.detail(open.opened()).and(List.of(answer.step().name())));
        }
        return added;
    }

    /** The work goes on with the sender, who has an account. */
    private void handOn(Viewer.Guest guest, SheetStore.Sheet sheet, ReferralFlow.State now) {
        tasks.doneAll(guest, sheet.id());
        Optional<Flow.Next<ReferralFlow.Side>> next = ReferralFlow.nextOnPaper(now, true);
        next.ifPresent(work -> {
            LocalDate due = clocks.due(ReferralFlow.clock(work, sheet.urgent()), db.today(guest));
            LocalDate wished = now == ReferralFlow.State.ACCEPTED
                    ? sheet.replyBy()
                    : now == ReferralFlow.State.RECEIVED ? sheet.wishes().contactBy() : null;
            if (wished != null && wished.isBefore(due)) {
                due = wished.isBefore(db.today(guest)) ? db.today(guest) : wished;
            }
            tasks.open(
                    guest,
                    new Tasks.NewTask(
                            work.task(),
                            sheet.id(),
                            sheet.from(),
                            sheet.household(),
                            sheet.from(),
                            null,
                            due,
                            "/referrals/" + sheet.id()));
        });
    }
}
