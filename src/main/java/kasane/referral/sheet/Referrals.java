package kasane.referral.sheet;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import kasane.access.Agencies;
import kasane.access.Told;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.files.Attachments;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.referral.Roads;
import kasane.referral.SentSheets;
import kasane.register.Households;
import kasane.register.Member;
import kasane.settings.Clocks;
import kasane.settings.Codes;
import kasane.settings.Numbers;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import kasane.shared.Flow;
import kasane.shared.HouseholdId;
import kasane.shared.Ids;
import kasane.shared.PartialDate;
import kasane.shared.PersonId;
import kasane.shared.Reason;
import kasane.shared.StaffId;
import kasane.shared.Texts;
import kasane.sharing.Audience;
import kasane.sharing.Barred;
import kasane.sharing.Basis;
import kasane.sharing.Category;
import kasane.sharing.Consents;
import kasane.sharing.Grants;
import kasane.tasks.Tasks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** つなぎ: sending a つなぐシート and every step until it has ended; each in one transaction with its sight, task and log. */
@Component
class Referrals implements SentSheets {

    /** The word by which its grants are known. */
    static final String SOURCE = "referral";

    private static final String PURPOSE = "つなぐシートに書いた相談を、つなぎ先の機関が受けるため";
    /** Enough for every list of a town; older ended sheets are found at their household. */
    private static final int MOST = 200;
    /** The number of a 取下げ for want of a basis: the sender no longer sees which steps the receiver took. */
    private static final int LAST = 9;

    private final Db db;
    private final SheetStore store;
    private final LinkStore links;
    private final ReferralQuery query;
    private final OwnRecords records;
    private final Consents consents;
    private final Grants grants;
    private final Barred barred;
    private final Tasks tasks;
    private final Agencies agencies;
    private final Codes codes;
    private final Clocks clocks;
    private final Numbers numbers;
    private final AuditTrail audit;
    private final Attachments attachments;
    private final Presets presets;
    private final Roads roads;

    Referrals(
            Db db,
            SheetStore store,
            LinkStore links,
            ReferralQuery query,
            OwnRecords records,
            Consents consents,
            Grants grants,
            Barred barred,
            Tasks tasks,
            Agencies agencies,
            Codes codes,
            Clocks clocks,
            Numbers numbers,
            AuditTrail audit,
            Attachments attachments,
            Presets presets,
            Roads roads) {
        this.db = db;
        this.store = store;
        this.links = links;
        this.query = query;
        this.records = records;
        this.consents = consents;
        this.grants = grants;
        this.barred = barred;
        this.tasks = tasks;
        this.agencies = agencies;
        this.codes = codes;
        this.clocks = clocks;
        this.numbers = numbers;
        this.audit = audit;
        this.attachments = attachments;
        this.presets = presets;
        this.roads = roads;
    }

    /** What was written on a sheet, ready to be sent. */
    record Written(
            String name,
            String kana,
            String phone,
            String contactNote,
            List<String> issues,
            String mainIssue,
            AgencyId to,
            String word,
            PartialDate birth,
            String address,
            String family,
            String urgency,
            @Nullable LocalDate replyBy,
            boolean accompanied,
            SendingRule.Answer answer,
            Consents.Method method,
            boolean moneyAgreed,
            String danger,
            String dangerReason,
            @Nullable UUID previous,
            OwnRecords.@Nullable Opened about) {

        /** Everything that may tell more than it should. */
        String text() {
            return String.join("\n", word, family, contactNote, dangerReason, address);
        }
    }

    /** A sheet with its steps, as the viewer's side sees it. */
    record Opened(
            SheetStore.Sheet sheet,
            List<SheetStore.Taken> steps,
            ReferralFlow.State state,
            ReferralFlow.@Nullable Side side,
            boolean basisEnded,
            @Nullable LocalDate due,
            List<SheetStore.Copy> copies,
            SheetStore.@Nullable Company company,
            List<Attachments.Attached> files,
            List<SheetStore.Dispatch> dispatches,
            List<LinkStore.Link> links) {

        /** Owner, action and clock now; none when it has ended. */
        Optional<Flow.Next<ReferralFlow.Side>> next() {
            return basisEnded ? Optional.of(ReferralFlow.BASIS_ENDED) : Referrals.next(sheet, state, hasLeft());
        }

        /** Whether a sheet on paper is on its way: sent as paper, or opened to its addressee by a link. */
        boolean hasLeft() {
            return !dispatches.isEmpty() || !links.isEmpty();
        }

        /** Whether the viewer's agency got the sheet on paper and has accounts since: it reads along until it has ended. */
        boolean readsPaper() {
            return side == ReferralFlow.Side.RECEIVER && sheet.onPaper();
        }

        /** Whether the viewer is the sender of a sheet to an agency for which nobody signs in. */
        boolean keysIn() {
            return side == ReferralFlow.Side.SENDER && sheet.onPaper();
        }

        /** The agency's copy, when it only reads along. */
        Optional<SheetStore.Copy> copyOf(AgencyId agency) {
            return copies.stream().filter(copy -> copy.agency().equals(agency)).findFirst();
        }

        /** 同行依頼 that nobody has answered. */
        boolean companyWaits() {
            return sheet.wishes().companyAsked() && company == null;
        }

        /** Whether a side of the sheet may still add to it. */
        boolean isOpen() {
            return side != null && !basisEnded && !ReferralFlow.FLOW.hasEnded(state);
        }
    }

    /** Sends a sheet of five fields. */
    Decision<UUID> send(Viewer.Staff viewer, Written sheet) {
        return send(viewer, sheet, Extras.NONE);
    }

    /** Sends the sheet: own record, consent, sheet, sight for exactly this item, task at the addressee, log. */
    Decision<UUID> send(Viewer.Staff viewer, Written sheet, Extras extras) {
        Agencies.Agency to = agencies.find(viewer, sheet.to());
        if (to.id().equals(viewer.agency())) {
            return Decision.refuse(Reason.of("referral.refused.to-self"));
        }
        if (!to.takesReferrals()) {
            return Decision.refuse(Reason.of("referral.refused.takes-none", to.name()));
        }
        if (extras.copies().contains(to.id()) || extras.copies().contains(viewer.agency())) {
            return Decision.refuse(Reason.of("referral.refused.copy-to-party"));
        }
        for (AgencyId copy : extras.copies()) {
            Agencies.Agency reader = agencies.find(viewer, copy);
            if (reader.onPaper()) {
                return Decision.refuse(Reason.of("referral.refused.copy-on-paper", reader.name()));
            }
        }
        Agencies.Agency own = agencies.find(viewer, viewer.agency());
        if (!extras.files().isEmpty()
                && SendingRule.attaches(own.ownSecrecy(), sheet.moneyAgreed())
                        instanceof Decision.Refused<Boolean>(Reason reason)) {
            return Decision.refuse(reason);
        }
        Decision<Basis> decision = SendingRule.decide(new SendingRule.Facts(
                own.ownSecrecy(),
                sheet.answer(),
                sheet.moneyAgreed(),
                sheet.answer() == SendingRule.Answer.DANGER && roads.isReported(viewer, sheet.danger()),
                sheet.dangerReason(),
                sheet.text()));
        if (decision instanceof Decision.Refused<Basis>(Reason reason)) {
            return Decision.refuse(reason);
        }
        Basis basis = decision.orElseThrow();
        Opened previous = null;
        if (sheet.previous() != null) {
            previous = open(viewer, sheet.previous());
            Decision<ReferralFlow.State> again = allowed(previous, ReferralFlow.Step.REDIRECT);
            if (again instanceof Decision.Refused<ReferralFlow.State>(Reason reason)) {
                return Decision.refuse(reason);
            }
        }
        LocalDate today = db.today(viewer);
        OwnRecords.Opened known = sheet.about();
        HouseholdId about = known != null
                ? known.household()
                : previous != null ? previous.sheet().household() : null;
        if (about != null) {
            Set<AgencyId> never = barred.of(viewer, about);
            if (never.contains(to.id()) || !Collections.disjoint(never, extras.copies())) {
                return Decision.refuse(Reason.of("referral.refused.barred"));
            }
        }
        OwnRecords.Opened record = known != null
                ? known
                : previous == null
                        ? records.open(
                                viewer,
                                sheet.name(),
                                sheet.kana(),
                                sheet.birth(),
                                sheet.phone(),
                                sheet.contactNote(),
                                null)
                        : new OwnRecords.Opened(
                                previous.sheet().household(), previous.sheet().person());
        UUID id = Ids.next();
        List<AgencyId> all = new ArrayList<>(List.of(to.id(), viewer.agency()));
        all.addAll(extras.copies());
        UUID consent = basis == Basis.CONSENT ? consent(viewer, sheet, record, all, today) : null;
        boolean urgent = isUrgent(sheet);
        SheetStore.NewSheet kept = new SheetStore.NewSheet(
                id,
                record.household(),
                record.person(),
                to.id(),
                sheet.name(),
                sheet.kana(),
                sheet.phone(),
                sheet.contactNote(),
                sheet.issues(),
                sheet.mainIssue(),
                codes.edition("issue", today),
                sheet.word(),
                sheet.birth(),
                sheet.address(),
                sheet.family(),
                sheet.urgency(),
                sheet.urgency().isEmpty() ? 0 : codes.edition("urgency", today),
                urgent,
                sheet.replyBy(),
                sheet.accompanied(),
                basis,
                consent,
                basis == Basis.CONSENT && sheet.moneyAgreed(),
                basis == Basis.CONSENT ? "" : sheet.danger(),
                basis == Basis.CONSENT || sheet.danger().isEmpty() ? 0 : codes.edition("danger", today),
                basis == Basis.CONSENT ? "" : sheet.dangerReason(),
                sheet.previous(),
                extras.wishes(),
                extras.preset(),
                to.onPaper());
        store.add(viewer, kept);
        grants.give(
                viewer,
                new Grants.Gift(
                        record.household(),
                        record.person(),
                        id,
                        all,
                        Set.of(Category.REFERRAL),
                        basis,
                        consent,
                        null,
                        SOURCE));
        if (!extras.copies().isEmpty()) {
            store.addCopies(viewer, kept, extras.copies());
        }
        for (Extras.Upload file : extras.files()) {
            if (attachments.add(viewer, place(id, record.household(), record.person()), file.name(), file.content())
                    instanceof Decision.Refused<UUID>(Reason reason)) {
                return Decision.refuse(reason);
            }
        }
        openTask(
                viewer,
                store.find(viewer, id).orElseThrow(),
                ReferralFlow.State.SENT,
                false,
                extras.wishes().contactBy(),
                null);
        if (previous != null) {
            Decision<ReferralFlow.State> redirected = step(
                    viewer,
                    previous,
                    ReferralFlow.Step.REDIRECT,
                    new SheetStore.NewStep(ReferralFlow.Step.REDIRECT, "", 0, to.id(), ""));
            if (redirected instanceof Decision.Refused<ReferralFlow.State>(Reason reason)) {
                return Decision.refuse(reason);
            }
        }
        audit.written(
                viewer,
                "referral.sent",
                List.of(record.household(), record.person()),
                Detail.NONE.bases(List.of(basis.code())).item(id));
        return Decision.allow(id);
    }

    private static Attachments.Place place(UUID id, HouseholdId household, PersonId person) {
        return new Attachments.Place(
                id, "/referrals/" + id, household, person, Audience.ADDRESSEES, Category.REFERRAL, id);
    }

    private UUID consent(
            Viewer.Staff viewer, Written sheet, OwnRecords.Opened record, List<AgencyId> recipients, LocalDate today) {
        Set<Category> categories = EnumSet.of(Category.IDENTITY, Category.CONTACT, Category.LIFE, Category.REFERRAL);
        if (sheet.moneyAgreed()) {
            categories.add(Category.MONEY);
        }
        return consents.record(
                viewer,
                new Consents.NewConsent(
                        record.household(),
                        record.person(),
                        Consents.Giver.SELF,
                        "",
                        sheet.method(),
                        "説明カード",
                        PURPOSE,
                        recipients,
                        categories,
                        List.of(),
                        "",
                        today,
                        db.now(viewer).atOffset(ZoneOffset.UTC).plusYears(1).toInstant()));
    }

    /** A danger is always urgent; otherwise the code of the sheet says so. */
    private static boolean isUrgent(Written sheet) {
        return sheet.answer() == SendingRule.Answer.DANGER || sheet.urgency().equals("TODAY");
    }

    /** Opens a sheet to be read; whoever does not see it finds nothing. */
    Opened read(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> {
            Opened opened = open(viewer, id);
            audit.read(viewer, "referral.page", subjects(opened), detail(opened));
            return opened;
        });
    }

    /** Opens a sheet for printing. */
    Opened print(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> {
            Opened opened = open(viewer, id);
            audit.printed(viewer, "referral.sheet", subjects(opened), detail(opened));
            return opened;
        });
    }

    /** Opens a sheet for a file that is taken away. */
    Opened export(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> {
            Opened opened = open(viewer, id);
            audit.exported(viewer, "referral.sheet", subjects(opened), detail(opened));
            return opened;
        });
    }

    static List<kasane.shared.Id> subjects(Opened opened) {
        return List.of(opened.sheet().household(), opened.sheet().person());
    }

    static Detail detail(Opened opened) {
        return Detail.NONE
                .bases(List.of(opened.sheet().basis().code()))
                .item(opened.sheet().id());
    }

    private Opened open(Viewer.Staff viewer, UUID id) {
        SheetStore.Sheet sheet = store.find(viewer, id).orElseThrow(NotVisible::new);
        List<SheetStore.Taken> steps = store.steps(viewer, id);
        ReferralFlow.State state =
                ReferralFlow.after(steps.stream().map(SheetStore.Taken::kind).toList());
        ReferralFlow.Side side = sheet.from().equals(viewer.agency())
                ? ReferralFlow.Side.SENDER
                : sheet.to().equals(viewer.agency()) ? ReferralFlow.Side.RECEIVER : null;
        boolean ended = side == ReferralFlow.Side.SENDER
                && !ReferralFlow.FLOW.hasEnded(state)
                && sheet.consent() != null
                && !consentLives(viewer, sheet.household(), sheet.consent());
        return new Opened(
                sheet,
                steps,
                state,
                side,
                ended,
                tasks.due(viewer, id).orElse(null),
                store.copies(viewer, id),
                sheet.wishes().companyAsked() ? store.company(viewer, id).orElse(null) : null,
                attachments.of(viewer, id),
                sheet.onPaper() ? store.dispatches(viewer, id) : List.of(),
                sheet.onPaper() ? links.of(viewer, id) : List.of());
    }

    private boolean consentLives(Viewer.Staff viewer, HouseholdId household, UUID id) {
        return consents.of(viewer, household).stream()
                .anyMatch(consent -> consent.id().equals(id) && consent.livesAt(db.now(viewer)));
    }

    private static Decision<ReferralFlow.State> allowed(Opened opened, ReferralFlow.Step step) {
        if (opened.side() == null) {
            return Decision.refuse(Reason.of("referral.refused.other-side"));
        }
        if (opened.basisEnded()) {
            return step == ReferralFlow.Step.WITHDRAW
                    ? Decision.allow(ReferralFlow.State.WITHDRAWN)
                    : Decision.refuse(Reason.of("referral.refused.basis-ended"));
        }
        if (opened.readsPaper()) {
            return Decision.refuse(Reason.of("referral.refused.came-on-paper"));
        }
        return ReferralFlow.FLOW.take(opened.state(), step, opened.side());
    }

    /** What a step keyed in for the receiver needs: a sheet on paper, which has left. */
    private static Decision<ReferralFlow.State> allowedToKeyIn(Opened opened, ReferralFlow.Step step) {
        if (!opened.keysIn()) {
            return Decision.refuse(Reason.of("referral.refused.not-on-paper"));
        }
        if (opened.basisEnded()) {
            return Decision.refuse(Reason.of("referral.refused.basis-ended"));
        }
        if (!opened.hasLeft()) {
            return Decision.refuse(Reason.of("referral.refused.not-dispatched"));
        }
        return ReferralFlow.FLOW.take(opened.state(), step, ReferralFlow.Side.RECEIVER);
    }

    /** 紙を送った記録: from now on the sender has to see that it arrived. */
    Decision<UUID> dispatch(Viewer.Staff viewer, UUID id, DispatchRule.Facts facts, LocalDate on, String note) {
        Opened opened = open(viewer, id);
        if (!opened.keysIn()) {
            return Decision.refuse(Reason.of("referral.refused.not-on-paper"));
        }
        if (opened.basisEnded()) {
            return Decision.refuse(Reason.of("referral.refused.basis-ended"));
        }
        if (opened.state() != ReferralFlow.State.SENT) {
            return Decision.refuse(Reason.of("referral.refused.dispatched-already"));
        }
        return DispatchRule.decide(facts).flatMap(sent -> {
            SheetStore.Sheet sheet = opened.sheet();
            if (!store.addDispatch(viewer, sheet, opened.dispatches().size() + 1, sent, on, note)) {
                return Decision.refuse(Reason.of("referral.refused.meanwhile"));
            }
            left(viewer, opened);
            audit.written(
                    viewer,
                    "referral.dispatched",
                    subjects(opened),
                    detail(opened).and(List.of(sent.way().name())));
            return Decision.allow(id);
        });
    }

    /** The sheet is on its way: what is left to the sender is to see that it arrived. */
    void left(Viewer.Staff viewer, Opened opened) {
        SheetStore.Sheet sheet = opened.sheet();
        tasks.doneAll(viewer, sheet.id());
        openTask(viewer, sheet, opened.state(), true, sheet.wishes().contactBy(), null);
    }

    /**
     * What an agency without accounts let be known.
     *
     * @param step    the step it took: RECEIVE alone, ACCEPT, DECLINE or REPLY
     * @param code    of decline-reason or reply-outcome
     * @param other   代わりの窓口
     * @param company 同行の返事, where it was asked to come along and takes the person on
     */
    record Answer(
            ReferralFlow.Step step,
            String code,
            @Nullable AgencyId other,
            String words,
            @Nullable CompanyAnswer company) {}

    /** 同行の返事; without a day it cannot come. */
    record CompanyAnswer(@Nullable LocalDate day, String words) {}

    /** 代わりに入力: the sender takes the receiver's step; an answer to a sheet not yet received also says that it arrived. */
    Decision<ReferralFlow.State> keyIn(Viewer.Staff viewer, UUID id, Answer answer, Told told) {
        Opened opened = open(viewer, id);
        if (answer.step() == ReferralFlow.Step.DECLINE
                && answer.other() == null
                && answer.words().isBlank()) {
            return Decision.refuse(Reason.of("referral.refused.no-other-window"));
        }
        boolean company = answer.step() == ReferralFlow.Step.ACCEPT && opened.companyWaits();
        if (company && answer.company() == null) {
            return Decision.refuse(Reason.of("referral.refused.company-first"));
        }
        boolean answers = answer.step() == ReferralFlow.Step.ACCEPT || answer.step() == ReferralFlow.Step.DECLINE;
        if (answers && opened.state() == ReferralFlow.State.SENT) {
            Decision<ReferralFlow.State> received = step(
                    viewer,
                    opened,
                    ReferralFlow.Step.RECEIVE,
                    new SheetStore.NewStep(ReferralFlow.Step.RECEIVE, "", 0, null, "").as(told));
            if (received instanceof Decision.Refused<ReferralFlow.State>) {
                return received;
            }
            opened = open(viewer, id);
        }
        if (company
                && answer.company() != null
                && allowedToKeyIn(opened, answer.step()).isAllowed()
                && !store.addCompany(
                        viewer,
                        opened.sheet(),
                        1,
                        answer.company().day(),
                        answer.company().words(),
                        told)) {
            return Decision.refuse(Reason.of("referral.refused.meanwhile"));
        }
        String list = answer.step() == ReferralFlow.Step.DECLINE ? "decline-reason" : "reply-outcome";
        return step(
                viewer,
                opened,
                answer.step(),
                new SheetStore.NewStep(
                                answer.step(),
                                answer.code(),
                                answer.code().isEmpty() ? 0 : codes.edition(list, db.today(viewer)),
                                answer.other(),
                                answer.words())
                        .as(told));
    }

    /** Takes a step that needs nothing further: 受領, 確認. */
    Decision<ReferralFlow.State> take(Viewer.Staff viewer, UUID id, ReferralFlow.Step step) {
        return step(viewer, open(viewer, id), step, new SheetStore.NewStep(step, "", 0, null, ""));
    }

    /** 引き受け: the receiver opens its own record of the person, so that it can work on. */
    Decision<ReferralFlow.State> accept(Viewer.Staff viewer, UUID id) {
        Opened opened = open(viewer, id);
        if (opened.side() == ReferralFlow.Side.RECEIVER
                && opened.state() == ReferralFlow.State.RECEIVED
                && opened.companyWaits()) {
            return Decision.refuse(Reason.of("referral.refused.company-first"));
        }
        Decision<ReferralFlow.State> taken = step(
                viewer,
                opened,
                ReferralFlow.Step.ACCEPT,
                new SheetStore.NewStep(ReferralFlow.Step.ACCEPT, "", 0, null, ""));
        if (taken.isAllowed()) {
            SheetStore.Sheet sheet = opened.sheet();
            OwnRecords.Opened own = records.open(
                    viewer,
                    sheet.name(),
                    sheet.kana(),
                    sheet.birth(),
                    sheet.phone(),
                    sheet.contactNote(),
                    new Households.CameWith(sheet.household(), id));
            store.addOpened(viewer, id, own.household(), own.person());
            audit.written(
                    viewer, "referral.record-opened", List.of(own.household(), own.person()), Detail.NONE.item(id));
        }
        return taken;
    }

    /** 対応不可: back to the sender with the reason and another window. */
    Decision<ReferralFlow.State> decline(
            Viewer.Staff viewer, UUID id, String reason, @Nullable AgencyId other, String words) {
        Opened opened = open(viewer, id);
        if (other == null && words.isBlank()) {
            return Decision.refuse(Reason.of("referral.refused.no-other-window"));
        }
        if (other != null && other.equals(viewer.agency())) {
            return Decision.refuse(Reason.of("referral.refused.other-is-self"));
        }
        return step(
                viewer,
                opened,
                ReferralFlow.Step.DECLINE,
                new SheetStore.NewStep(
                        ReferralFlow.Step.DECLINE,
                        reason,
                        codes.edition("decline-reason", db.today(viewer)),
                        other,
                        words));
    }

    /** 結果の返事. */
    Decision<ReferralFlow.State> reply(Viewer.Staff viewer, UUID id, String outcome, String words) {
        return reply(viewer, id, outcome, words, null, List.of());
    }

    /** 結果の返事, on a form of the town's own and with what is enclosed. */
    Decision<ReferralFlow.State> reply(
            Viewer.Staff viewer,
            UUID id,
            String outcome,
            String words,
            @Nullable Integer preset,
            List<Extras.Upload> files) {
        Opened opened = open(viewer, id);
        Decision<ReferralFlow.State> replied = step(
                viewer,
                opened,
                ReferralFlow.Step.REPLY,
                new SheetStore.NewStep(
                        ReferralFlow.Step.REPLY,
                        outcome,
                        codes.edition("reply-outcome", db.today(viewer)),
                        null,
                        words,
                        preset,
                        null));
        if (replied.isAllowed()) {
            for (Extras.Upload file : files) {
                if (attach(viewer, opened, file) instanceof Decision.Refused<UUID>(Reason reason)) {
                    return Decision.refuse(reason);
                }
            }
        }
        return replied;
    }

    /** 同行の返事: the receiver comes along on the day, or says why it cannot. */
    Decision<UUID> company(Viewer.Staff viewer, UUID id, @Nullable LocalDate day, String words) {
        Opened opened = open(viewer, id);
        if (opened.side() != ReferralFlow.Side.RECEIVER) {
            return Decision.refuse(Reason.of("referral.refused.other-side"));
        }
        if (opened.readsPaper()) {
            return Decision.refuse(Reason.of("referral.refused.came-on-paper"));
        }
        boolean now = opened.state() == ReferralFlow.State.RECEIVED || opened.state() == ReferralFlow.State.ACCEPTED;
        if (!now || !opened.sheet().wishes().companyAsked()) {
            return Decision.refuse(Reason.of("referral.refused.not-now"));
        }
        SheetStore.Company before = opened.company();
        if (!store.addCompany(viewer, opened.sheet(), before == null ? 1 : before.no() + 1, day, words, null)) {
            return Decision.refuse(Reason.of("referral.refused.meanwhile"));
        }
        audit.written(viewer, "referral.company", subjects(opened), detail(opened));
        return Decision.allow(id);
    }

    /** 読みました, by an agency that got a copy; saying it twice changes nothing. */
    Decision<UUID> readCopy(Viewer.Staff viewer, UUID id) {
        Opened opened = open(viewer, id);
        if (opened.copyOf(viewer.agency()).isEmpty()) {
            return Decision.refuse(Reason.of("referral.refused.no-copy"));
        }
        if (store.addReceipt(viewer, opened.sheet())) {
            audit.written(viewer, "referral.copy-read", subjects(opened), detail(opened));
        }
        return Decision.allow(id);
    }

    /** Adds a file to a sheet that is under way; either side can, a reader of a copy cannot. */
    Decision<UUID> attach(Viewer.Staff viewer, UUID id, Extras.Upload file) {
        return attach(viewer, open(viewer, id), file);
    }

    private Decision<UUID> attach(Viewer.Staff viewer, Opened opened, Extras.Upload file) {
        if (!opened.isOpen()) {
            return Decision.refuse(
                    Reason.of(opened.side() == null ? "referral.refused.other-side" : "referral.refused.ended"));
        }
        SheetStore.Sheet sheet = opened.sheet();
        String secrecy = agencies.find(viewer, viewer.agency()).ownSecrecy();
        return SendingRule.attaches(secrecy, sheet.moneyAgreed())
                .flatMap(allowed -> attachments.add(
                        viewer, place(sheet.id(), sheet.household(), sheet.person()), file.name(), file.content()));
    }

    /** 送った側で続ける after 対応不可, 取下げ or 取戻し: each says why. What is taken back is out of everybody else's sight at once. */
    Decision<ReferralFlow.State> end(Viewer.Staff viewer, UUID id, ReferralFlow.Step step, String words) {
        Opened opened = open(viewer, id);
        Decision<ReferralFlow.State> decision =
                step(viewer, opened, step, new SheetStore.NewStep(step, "", 0, null, words));
        if (step == ReferralFlow.Step.RECALL && decision.isAllowed()) {
            grants.of(viewer, opened.sheet().household()).stream()
                    .filter(grant -> id.equals(grant.item()) && grant.ended() == null)
                    .forEach(grant -> grants.end(viewer, grant.id(), "recalled"));
        }
        return decision;
    }

    @Override
    public Optional<Sent> find(Viewer.Staff viewer, UUID id) {
        return db.transact(
                viewer,
                () -> store.find(viewer, id)
                        .filter(sheet -> sheet.from().equals(viewer.agency()))
                        .map(sheet -> new Sent(
                                id,
                                sheet.to(),
                                sheet.toName(),
                                sheet.sentAt(),
                                recalling(open(viewer, id)).isPresent())));
    }

    /** The step that takes it back from where it stands. */
    private static Optional<ReferralFlow.Step> recalling(Opened opened) {
        return Stream.of(ReferralFlow.Step.WITHDRAW, ReferralFlow.Step.RECALL)
                .filter(step -> allowed(opened, step).isAllowed())
                .findFirst();
    }

    @Override
    public boolean recall(Viewer.Staff viewer, UUID id) {
        return db.transact(
                viewer,
                () -> recalling(open(viewer, id))
                        .map(step -> end(viewer, id, step, Texts.text("referral.recalled"))
                                .isAllowed())
                        .orElse(false));
    }

    private Decision<ReferralFlow.State> step(
            Viewer.Staff viewer, Opened opened, ReferralFlow.Step step, SheetStore.NewStep what) {
        Decision<ReferralFlow.State> decision =
                what.told() == null ? allowed(opened, step) : allowedToKeyIn(opened, step);
        if (decision instanceof Decision.Refused<ReferralFlow.State>) {
            return decision;
        }
        SheetStore.Sheet sheet = opened.sheet();
        int no = opened.basisEnded() ? LAST : opened.steps().size() + 1;
        if (!store.addStep(viewer, sheet, no, what, opened.due())) {
            return Decision.refuse(Reason.of("referral.refused.meanwhile"));
        }
        ReferralFlow.State now = decision.orElseThrow();
        tasks.doneAll(viewer, sheet.id());
        if (sheet.onPaper() && ReferralFlow.FLOW.hasEnded(now)) {
            links.revoke(viewer, sheet.id());
        }
        StaffId mine = step == ReferralFlow.Step.ACCEPT && what.told() == null ? viewer.staff() : null;
        openTask(
                viewer,
                sheet,
                now,
                true,
                now == ReferralFlow.State.ACCEPTED
                        ? sheet.replyBy()
                        : now == ReferralFlow.State.RECEIVED ? sheet.wishes().contactBy() : null,
                mine);
        audit.written(viewer, "referral.step", subjects(opened), detail(opened).and(List.of(step.name())));
        return decision;
    }

    static Optional<Flow.Next<ReferralFlow.Side>> next(
            SheetStore.Sheet sheet, ReferralFlow.State state, boolean dispatched) {
        return sheet.onPaper() ? ReferralFlow.nextOnPaper(state, dispatched) : ReferralFlow.FLOW.next(state);
    }

    private void openTask(
            Viewer.Staff viewer,
            SheetStore.Sheet sheet,
            ReferralFlow.State state,
            boolean dispatched,
            @Nullable LocalDate wished,
            @Nullable StaffId staff) {
        Optional<Flow.Next<ReferralFlow.Side>> next = next(sheet, state, dispatched);
        if (next.isEmpty()) {
            return;
        }
        LocalDate today = db.today(viewer);
        LocalDate due = clocks.due(ReferralFlow.clock(next.get(), sheet.urgent()), today);
        if (wished != null && wished.isBefore(due)) {
            due = wished.isBefore(today) ? today : wished;
        }
        tasks.open(
                viewer,
                new Tasks.NewTask(
                        next.get().task(),
                        sheet.id(),
                        sheet.from(),
                        sheet.household(),
                        next.get().owner() == ReferralFlow.Side.SENDER ? sheet.from() : sheet.to(),
                        staff,
                        due,
                        "/referrals/" + sheet.id()));
    }

    /** The agency's sheets. */
    record Lists(
            List<ReferralQuery.Line> received,
            List<ReferralQuery.Line> sent,
            List<ReferralQuery.Line> copies,
            LocalDate today) {}

    Lists list(Viewer.Staff viewer) {
        return db.transact(viewer, () -> {
            List<ReferralQuery.Line> received = query.received(viewer, MOST);
            List<ReferralQuery.Line> sent = query.sent(viewer, MOST);
            List<ReferralQuery.Line> copies = query.copies(viewer, MOST);
            List<HouseholdId> households = Stream.of(received, sent, copies)
                    .flatMap(List::stream)
                    .map(ReferralQuery.Line::household)
                    .distinct()
                    .toList();
            if (!households.isEmpty()) {
                audit.read(viewer, "referral.list", households);
            }
            return new Lists(received, sent, copies, db.today(viewer));
        });
    }

    /** What the form offers: the windows with their cards, the own agency, and the sheet that came back. */
    record Offer(
            List<Agencies.Agency> windows,
            Agencies.Agency own,
            List<Codes.Code> issues,
            List<Codes.Code> urgencies,
            List<Codes.Code> dangers,
            Map<String, Roads.Road> roads,
            @Nullable Opened previous,
            @Nullable Known known,
            List<Presets.Preset> presets) {}

    /** A household that the viewer's agency keeps already: whom a sheet could be about, and how to reach them. */
    record Known(HouseholdId household, List<Member> members, String phone, String safe) {}

    Offer offer(Viewer.Staff viewer, @Nullable UUID previous) {
        return offer(viewer, previous, null);
    }

    Offer offer(Viewer.Staff viewer, @Nullable UUID previous, @Nullable HouseholdId household) {
        return db.transact(viewer, () -> {
            LocalDate today = db.today(viewer);
            Known known = null;
            if (household != null) {
                known = records.known(viewer, household);
                audit.read(viewer, "referral.about-household", List.of(household));
            }
            Opened from = null;
            if (previous != null) {
                from = open(viewer, previous);
                if (from.side() != ReferralFlow.Side.SENDER) {
                    throw new NotVisible();
                }
                audit.read(viewer, "referral.again", subjects(from), detail(from));
            }
            List<Agencies.Agency> all = agencies.list(viewer);
            return new Offer(
                    all.stream()
                            .filter(Agencies.Agency::takesReferrals)
                            .filter(agency -> !agency.id().equals(viewer.agency()))
                            .toList(),
                    agencies.find(viewer, viewer.agency()),
                    codes.list("issue", today),
                    codes.list("urgency", today),
                    codes.list("danger", today),
                    roads.of(viewer),
                    from,
                    known,
                    presets.current(viewer, Presets.Use.SHEET));
        });
    }

    /** A sheet on paper as its sender works on it, with the cards of both agencies; nobody else finds it. */
    record OnPaper(Opened opened, Agencies.Agency to, Agencies.Agency own, LocalDate today) {}

    OnPaper onPaper(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> {
            OnPaper sheet = findOnPaper(viewer, id);
            audit.read(viewer, "referral.on-paper", subjects(sheet.opened()), detail(sheet.opened()));
            return sheet;
        });
    }

    /** The same for its 送付状, which names nobody whom the sheet is about. */
    OnPaper printCover(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> {
            OnPaper sheet = findOnPaper(viewer, id);
            audit.printed(viewer, "referral.cover", subjects(sheet.opened()), detail(sheet.opened()));
            return sheet;
        });
    }

    OnPaper findOnPaper(Viewer.Staff viewer, UUID id) {
        Opened opened = open(viewer, id);
        if (!opened.keysIn()) {
            throw new NotVisible();
        }
        return new OnPaper(
                opened,
                agencies.find(viewer, opened.sheet().to()),
                agencies.find(viewer, viewer.agency()),
                db.today(viewer));
    }

    /** By when the receiver is expected to have received and to answer, for the slip that comes back. */
    record Asked(LocalDate receive, LocalDate answer) {}

    Asked asked(Viewer.Staff viewer, boolean urgent) {
        return db.transact(
                viewer,
                () -> new Asked(
                        clocks.due(urgent ? "referral.receipt-urgent" : "referral.receipt", db.today(viewer)),
                        clocks.due("referral.answer", db.today(viewer))));
    }

    /** Whether the town has links for one item. */
    boolean linksOffered(Viewer.Staff viewer) {
        return db.transact(viewer, () -> numbers.number("referral-link.allowed", db.today(viewer)) > 0);
    }

    /** 機関カード of an agency. */
    Agencies.Agency window(Viewer.Staff viewer, AgencyId id) {
        return db.transact(viewer, () -> agencies.find(viewer, id));
    }

    /** The town's own forms of a reply. */
    List<Presets.Preset> replyPresets(Viewer.Staff viewer) {
        return db.transact(viewer, () -> presets.current(viewer, Presets.Use.REPLY));
    }

    /** The reasons of 対応不可 and the outcomes of a reply, as they are offered today. */
    List<Codes.Code> codes(Viewer.Staff viewer, String list) {
        return db.transact(viewer, () -> codes.list(list, db.today(viewer)));
    }

    /** The words of a stored code. */
    String label(String list, String code, int edition) {
        return code.isEmpty() ? "" : codes.label(list, code, edition);
    }
}
