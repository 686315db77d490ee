package kasane.conference;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import kasane.access.Agencies;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.editing.Stale;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.register.Households;
import kasane.settings.Clocks;
import kasane.settings.Codes;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import kasane.shared.HouseholdId;
import kasane.shared.Ids;
import kasane.shared.PersonId;
import kasane.shared.Reason;
import kasane.tasks.Tasks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 会議録: what was said, seen, decided and concluded about one item; confirmed, it is only corrected with a reason. */
@Component
public class Minutes {

    /** An agency has to do what was decided. */
    static final String DECIDED = "conference.decided";
    /** The convenor has to confirm the minutes. */
    static final String CONFIRM = "conference.minutes";
    /** The convenor has to put on the agenda of the body above what this one could not settle. */
    static final String SENT_UP = "conference.escalate";

    /** 幹部会議に上げる, of {@code conference-conclusion}: whatever it is about stays as it is. */
    public static final String ESCALATE = "ESCALATE";

    private final Db db;
    private final Meetings meetings;
    private final Agenda agenda;
    private final ItemStore store;
    private final Households households;
    private final Agencies agencies;
    private final Bodies bodies;
    private final Tasks tasks;
    private final Clocks clocks;
    private final Codes codes;
    private final AuditTrail audit;

    Minutes(
            Db db,
            Meetings meetings,
            Agenda agenda,
            ItemStore store,
            Households households,
            Agencies agencies,
            Bodies bodies,
            Tasks tasks,
            Clocks clocks,
            Codes codes,
            AuditTrail audit) {
        this.db = db;
        this.meetings = meetings;
        this.agenda = agenda;
        this.store = store;
        this.households = households;
        this.agencies = agencies;
        this.bodies = bodies;
        this.tasks = tasks;
        this.clocks = clocks;
        this.codes = codes;
        this.audit = audit;
    }

    /** 共有された情報の要旨, 見立て, 保留. */
    public record Words(String summary, String view, String pending) {}

    /** An item with its minutes; {@code conclusion} is empty while there is none. */
    public record Item(
            UUID id,
            UUID meeting,
            int no,
            String body,
            String kind,
            UUID subject,
            @Nullable UUID caseId,
            HouseholdId household,
            Set<PersonId> persons,
            AgencyId owner,
            Words words,
            ConferenceFlow.Stage stage,
            String conclusion,
            int conclusionEdition,
            @Nullable AgencyId lead,
            String leadName,
            boolean leadAgreed,
            @Nullable Instant concludedAt,
            @Nullable Instant confirmedAt,
            String confirmer,
            @Nullable Instant writtenAt,
            String writer,
            int version) {}

    /** An agency that takes part in an item, with the consents it was checked by. */
    public record Member(AgencyId agency, String name, Set<UUID> consents, Instant checkedAt) {}

    /**
     * 決定事項.
     *
     * @param goal   what of the subject it serves, and goes into it with; empty for none
     * @param open   the viewer knows that it is still to be done
     * @param doneAt when it was done, where the viewer may know
     */
    public record Decided(
            UUID id,
            int no,
            String what,
            String goal,
            AgencyId agency,
            String agencyName,
            @Nullable LocalDate due,
            boolean dropped,
            boolean open,
            @Nullable Instant doneAt) {}

    /** What stood in the minutes before a correction. */
    public record Revision(Words words, String reason, Instant replacedAt, String by) {}

    /** The items of a meeting that the viewer may see, in their order. */
    public List<Item> of(Viewer.Staff viewer, UUID meeting) {
        return db.transact(viewer, () -> store.ofMeeting(viewer, meeting));
    }

    /** An item of the meeting, or {@link NotVisible}; the page that shows it writes the log. */
    public Item find(Viewer.Staff viewer, UUID meeting, UUID id) {
        return db.transact(
                viewer,
                () -> store.find(viewer, id)
                        .filter(item -> item.meeting().equals(meeting))
                        .orElseThrow(NotVisible::new));
    }

    private Item own(Viewer.Staff viewer, UUID meeting, UUID id) {
        Item item = find(viewer, meeting, id);
        meetings.own(viewer, meeting);
        return item;
    }

    /** An item of a meeting that the viewer's agency convened, or {@link NotVisible}, if the act is possible now. */
    public Decision<Item> may(Viewer.Staff viewer, UUID meeting, UUID id, ConferenceFlow.ItemAct act) {
        return db.transact(viewer, () -> {
            Item item = own(viewer, meeting, id);
            return ConferenceFlow.may(act, meetings.find(viewer, meeting).state(), item.stage())
                    .flatMap(ok -> isInSight(viewer, item)
                            ? Decision.allow(item)
                            : Decision.refuse(Reason.of("conference.refused.consent-ended")));
        });
    }

    /** Whether the convenor still sees everybody the item is about: when a consent has ended, nothing more is written. */
    public boolean isInSight(Viewer.Staff viewer, Item item) {
        Set<PersonId> seen = new HashSet<>();
        households.members(viewer, item.household()).forEach(member -> seen.add(member.person()));
        return seen.containsAll(item.persons());
    }

    /** The members of an item, the convenor first. */
    public List<Member> members(Viewer.Staff viewer, UUID item) {
        return db.transact(viewer, () -> store.members(viewer, item));
    }

    /** 決定事項 in the order in which they were decided. */
    public List<Decided> decisions(Viewer.Staff viewer, UUID item) {
        return db.transact(viewer, () -> store.decisions(viewer, item));
    }

    /** What stood in the minutes before, the latest first. */
    public List<Revision> revisions(Viewer.Staff viewer, UUID item) {
        return db.transact(viewer, () -> store.revisions(viewer, item));
    }

    /** Writes the minutes as long as they are not confirmed. */
    public Decision<UUID> write(Viewer.Staff viewer, UUID meeting, UUID id, int version, Words words) {
        return db.transact(
                viewer,
                () -> may(viewer, meeting, id, ConferenceFlow.ItemAct.WRITE).map(item -> {
                    Stale.unlessOne(store.write(viewer, id, version, words));
                    log(viewer, item, "minutes");
                    return id;
                }));
    }

    /** Corrects confirmed minutes; what stood there is kept with the reason. */
    public Decision<UUID> correct(Viewer.Staff viewer, UUID meeting, UUID id, int version, Words words, String reason) {
        return db.transact(
                viewer,
                () -> may(viewer, meeting, id, ConferenceFlow.ItemAct.CORRECT).flatMap(item -> {
                    if (item.version() == version && item.words().equals(words)) {
                        return Decision.refuse(Reason.of("conference.refused.unchanged"));
                    }
                    Stale.unlessOne(store.write(viewer, id, version, words));
                    store.keepOld(viewer, item, reason);
                    log(viewer, item, "correction");
                    return Decision.allow(id);
                }));
    }

    /**
     * What is decided.
     *
     * @param goal what of the subject it serves, one of {@link #goals}; empty for none
     */
    public record Resolution(String what, String goal, AgencyId agency, LocalDate due) {}

    /** What a decision about this item can serve: it goes into the subject when that is found fit. */
    public List<String> goals(Viewer.Staff viewer, Item item) {
        return db.transact(
                viewer,
                () -> item.stage() == ConferenceFlow.Stage.OPEN
                        ? agenda.kind(item.kind()).goals(viewer, item.subject())
                        : List.of());
    }

    private @Nullable Reason hinders(Viewer.Staff viewer, Item item, Resolution resolution) {
        if (resolution.goal().isEmpty()) {
            return null;
        }
        return goals(viewer, item).contains(resolution.goal())
                ? agenda.kind(item.kind())
                        .hinders(viewer, item.subject(), resolution.goal(), resolution.agency())
                        .orElse(null)
                : Reason.of("conference.refused.no-goal");
    }

    /** 決定: what a member does until when; it becomes its work, or the convenor's where nobody there could have work. */
    public Decision<UUID> decide(Viewer.Staff viewer, UUID meeting, UUID id, Resolution resolution) {
        return db.transact(
                viewer,
                () -> may(viewer, meeting, id, ConferenceFlow.ItemAct.DECIDE).flatMap(item -> {
                    AgencyId agency = resolution.agency();
                    if (store.members(viewer, id).stream()
                            .noneMatch(member -> member.agency().equals(agency))) {
                        return Decision.refuse(Reason.of("conference.refused.no-member"));
                    }
                    Reason hindered = hinders(viewer, item, resolution);
                    if (hindered != null) {
                        return Decision.refuse(hindered);
                    }
                    UUID decision = Ids.next();
                    if (!store.decide(
                            viewer, decision, item, resolution.what(), resolution.goal(), agency, resolution.due())) {
                        return Decision.refuse(Reason.of("conference.refused.meanwhile"));
                    }
                    tasks.open(
                            viewer,
                            new Tasks.NewTask(
                                    DECIDED,
                                    decision,
                                    viewer.agency(),
                                    item.household(),
                                    agencies.find(viewer, agency).onPaper() ? viewer.agency() : agency,
                                    null,
                                    resolution.due(),
                                    path(meeting, id)));
                    log(viewer, item, "decision");
                    return Decision.allow(decision);
                }));
    }

    /** 取消し of a decision before the minutes are confirmed; the line stays, its work ends. */
    public Decision<UUID> drop(Viewer.Staff viewer, UUID meeting, UUID id, UUID decision) {
        return db.transact(
                viewer,
                () -> may(viewer, meeting, id, ConferenceFlow.ItemAct.DECIDE).map(item -> {
                    if (store.drop(viewer, id, decision) != 1) {
                        throw new NotVisible();
                    }
                    tasks.doneAll(viewer, decision);
                    log(viewer, item, "decision");
                    return decision;
                }));
    }

    /** What was decided is done; told by the agency that had it, or by the convenor for it. */
    public Decision<UUID> done(Viewer.Staff viewer, UUID meeting, UUID id, UUID decision) {
        return db.transact(viewer, () -> {
            Item item = find(viewer, meeting, id);
            Decided decided = store.decisions(viewer, id).stream()
                    .filter(one -> one.id().equals(decision))
                    .filter(one ->
                            one.agency().equals(viewer.agency()) || item.owner().equals(viewer.agency()))
                    .findFirst()
                    .orElseThrow(NotVisible::new);
            if (!decided.open() || !tasks.done(viewer, DECIDED, decision)) {
                return Decision.refuse(Reason.of("conference.refused.done"));
            }
            log(viewer, item, "done");
            return Decision.allow(decision);
        });
    }

    /**
     * What agencies have to do that no longer see the items of a household goes back to whoever convened; nothing of it goes
     * up to another body before the review.
     */
    public void takeBack(Viewer.Staff viewer, HouseholdId household, Set<AgencyId> seeing) {
        db.run(viewer, () -> {
            tasks.giveBack(viewer, household, DECIDED, seeing, clocks.due("case.review", db.today(viewer)));
            tasks.endAll(viewer, household, SENT_UP);
        });
    }

    /** What an agency was to do for a household and has left undone goes back to whoever convened. */
    public void takeFrom(Viewer.Staff viewer, HouseholdId household, AgencyId left) {
        db.run(
                viewer,
                () -> tasks.takeFrom(viewer, household, DECIDED, left, clocks.due("case.review", db.today(viewer))));
    }

    /** What agencies were to do for a household whose case has ended without a meeting: nobody waits for it any more. */
    public void endWork(Viewer.Staff viewer, HouseholdId household) {
        db.run(viewer, () -> {
            tasks.endOwn(viewer, household, DECIDED);
            tasks.endOwn(viewer, household, SENT_UP);
        });
    }

    /** What the item can end with: the codes in force today, and those that name a next lead. */
    public record Choices(List<Codes.Code> codes, Set<String> withLead) {}

    /** What this item can end with. */
    public Choices choices(Viewer.Staff viewer, Item item) {
        return db.transact(viewer, () -> {
            AgendaKind kind = agenda.kind(item.kind());
            return new Choices(
                    codes.list("conference-conclusion", db.today(viewer)).stream()
                            .filter(code -> kind.conclusions().contains(code.code())
                                    || code.code().equals(ESCALATE) && maySendUp(viewer, item))
                            .toList(),
                    kind.conclusionsWithLead());
        });
    }

    /** 協議結果: recorded, and carried out on the subject in the same transaction. */
    public Decision<UUID> conclude(
            Viewer.Staff viewer, UUID meeting, UUID id, String code, @Nullable AgencyId lead, boolean leadAgreed) {
        return db.transact(
                viewer,
                () -> may(viewer, meeting, id, ConferenceFlow.ItemAct.CONCLUDE).flatMap(item -> {
                    AgendaKind kind = agenda.kind(item.kind());
                    boolean names = kind.conclusionsWithLead().contains(code);
                    boolean sentUp = code.equals(ESCALATE) && maySendUp(viewer, item);
                    if (!sentUp && !kind.conclusions().contains(code)) {
                        return Decision.refuse(Reason.of("conference.refused.conclusion"));
                    }
                    if (names && lead == null) {
                        return Decision.refuse(Reason.of("conference.refused.lead-missing"));
                    }
                    AgencyId next = names ? lead : null;
                    Stale.unlessOne(store.conclude(
                            viewer,
                            id,
                            code,
                            codes.edition("conference-conclusion", db.today(viewer)),
                            next,
                            names && leadAgreed));
                    open(viewer, item, CONFIRM);
                    log(viewer, item, "conclusion");
                    if (sentUp) {
                        open(viewer, item, SENT_UP);
                        return Decision.allow(id);
                    }
                    return kind.conclude(
                                    viewer,
                                    item.subject(),
                                    new AgendaKind.Conclusion(
                                            id, code, next, names && leadAgreed, resolved(viewer, id)))
                            .map(subject -> id);
                }));
    }

    private List<AgendaKind.Conclusion.Resolved> resolved(Viewer.Staff viewer, UUID item) {
        return store.decisions(viewer, item).stream()
                .filter(one -> !one.dropped() && !one.goal().isEmpty())
                .map(one -> new AgendaKind.Conclusion.Resolved(one.goal(), one.what(), one.agency(), one.due()))
                .toList();
    }

    /** Whether there is a body above this one, and the viewer convenes it. */
    private boolean maySendUp(Viewer.Staff viewer, Item item) {
        return bodies.above(viewer)
                .filter(above -> !above.code()
                        .equals(meetings.find(viewer, item.meeting()).body()))
                .isPresent();
    }

    /** Whether an item that was sent up is on no agenda of the body above yet. */
    public boolean isToSendUp(Viewer.Staff viewer, Item item) {
        return item.conclusion().equals(ESCALATE)
                && db.transact(viewer, () -> store.sentUp(viewer, item.kind(), item.subject()))
                        .filter(item.id()::equals)
                        .isPresent();
    }

    private void open(Viewer.Staff viewer, Item item, String kind) {
        tasks.open(
                viewer,
                new Tasks.NewTask(
                        kind,
                        item.id(),
                        viewer.agency(),
                        item.household(),
                        viewer.agency(),
                        viewer.staff(),
                        clocks.due(kind, db.today(viewer)),
                        path(item.meeting(), item.id())));
    }

    /** Whether minutes wait for their confirmation that nobody can give any more, because a consent has ended. */
    public boolean isLeftUnconfirmed(Viewer.Staff viewer, Item item) {
        return db.transact(
                viewer,
                () -> item.owner().equals(viewer.agency())
                        && item.stage() == ConferenceFlow.Stage.CONCLUDED
                        && !isInSight(viewer, item)
                        && tasks.due(viewer, item.id()).isPresent());
    }

    /** Leaves such minutes as they stand; nobody has work on them any more. */
    public Decision<UUID> leave(Viewer.Staff viewer, UUID meeting, UUID id) {
        return db.transact(viewer, () -> {
            Item item = own(viewer, meeting, id);
            if (!isLeftUnconfirmed(viewer, item)) {
                return Decision.refuse(Reason.of("conference.refused.not-left"));
            }
            tasks.doneAll(viewer, id);
            log(viewer, item, "left");
            return Decision.allow(id);
        });
    }

    /** 会議録の確定: from now on it is only corrected with a reason. */
    public Decision<UUID> confirm(Viewer.Staff viewer, UUID meeting, UUID id) {
        return db.transact(
                viewer,
                () -> may(viewer, meeting, id, ConferenceFlow.ItemAct.CONFIRM).flatMap(item -> {
                    if (item.words().summary().isEmpty()) {
                        return Decision.refuse(Reason.of("conference.refused.no-summary"));
                    }
                    Stale.unlessOne(store.confirm(viewer, id));
                    keepAttendance(viewer, item);
                    tasks.done(viewer, CONFIRM, id);
                    log(viewer, item, "confirmation");
                    return Decision.allow(id);
                }));
    }

    /** Which members were there is part of what is confirmed: known from now on to whoever sees the item. */
    private void keepAttendance(Viewer.Staff viewer, Item item) {
        Set<AgencyId> came = new HashSet<>(Set.of(item.owner()));
        meetings.invited(viewer, meetings.find(viewer, item.meeting())).stream()
                .filter(invited -> Boolean.TRUE.equals(invited.attended()))
                .map(Meetings.Invited::agency)
                .forEach(came::add);
        Set<AgencyId> said = attendance(viewer, item.id()).keySet();
        store.members(viewer, item.id()).stream()
                .map(Member::agency)
                .filter(member -> !said.contains(member))
                .forEach(member -> store.move(viewer, item, member, came.contains(member)));
    }

    /** 出欠 of an item, as far as it was said: whether each agency was there while it was talked about. */
    public Map<AgencyId, Boolean> attendance(Viewer.Staff viewer, UUID item) {
        return db.transact(
                viewer,
                () -> store.moved(viewer, item).stream()
                        .collect(Collectors.toMap(ItemStore.Moved::agency, ItemStore.Moved::present)));
    }

    private void log(Viewer.Staff viewer, Item item, String field) {
        audit.written(
                viewer,
                "conference.item",
                Agenda.subjects(item),
                Detail.fields(field).item(item.id()));
    }

    static String path(UUID meeting, UUID item) {
        return Meetings.path(meeting) + "/items/" + item;
    }
}
