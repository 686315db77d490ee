package kasane.referral.sheet;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kasane.access.Reach;
import kasane.access.Told;
import kasane.gate.Db;
import kasane.gate.Row;
import kasane.gate.Viewer;
import kasane.shared.AgencyId;
import kasane.shared.HouseholdId;
import kasane.shared.Ids;
import kasane.shared.PartialDate;
import kasane.shared.PersonId;
import kasane.sharing.Basis;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL of sheets and their steps. */
@Component
class SheetStore {

    private static final String ADD = """
            insert into referral.sheet (id, household_id, person_id, owner_agency, item_id, sent_by, sent_at, sent_on,
              to_agency, person_name, person_kana, phone, contact_note, issues, main_issue, issue_edition, word, birth,
              address, family, urgency, urgency_edition, urgent, reply_by, accompanied, basis, consent_id, money_agreed,
              danger, danger_edition, danger_reason, previous_id, contact_by, company_asked, company_note, preset_id,
              on_paper)
            values (:id, :household, :person, :agency, :id, :staff, :now, :today, :to, :name, :kana, :phone,
              :contactNote, :issues::text[], :mainIssue, :issueEdition, :word, :birth, :address, :family, :urgency,
              :urgencyEdition, :urgent, :replyBy::date, :accompanied, :basis, :consent::uuid, :money, :danger,
              :dangerEdition, :dangerReason, :previous::uuid, :contactBy::date, :companyAsked, :companyNote, :preset::int,
              :onPaper)
            """;

    private static final String FIND = """
            select s.id, s.household_id, s.person_id, s.owner_agency, f.name as from_name, f.phone as from_phone,
                   w.name as writer, s.sent_at, s.sent_on, s.to_agency, t.name as to_name, t.phone as to_phone,
                   s.person_name, s.person_kana, s.phone, s.contact_note, s.issues, s.main_issue, s.issue_edition, s.word,
                   s.birth, s.address, s.family, s.urgency, s.urgency_edition, s.urgent, s.reply_by, s.accompanied,
                   s.basis, s.consent_id, s.money_agreed, s.danger, s.danger_edition, s.danger_reason, s.previous_id,
                   n.id as next_id, o.household_id as opened_household, s.contact_by, s.company_asked, s.company_note,
                   s.preset_id, p.label as preset_label, s.on_paper
            from referral.sheet s
            join access.pub_agency f on f.id = s.owner_agency
            join access.pub_agency t on t.id = s.to_agency
            join access.pub_staff w on w.id = s.sent_by
            left join referral.sheet n on n.previous_id = s.id
            left join referral.opened o on o.referral_id = s.id
            left join referral.preset p on p.id = s.preset_id
            where s.id = :id
            """;

    private static final String STEPS = """
            select e.no, e.kind, e.at, e.code, e.code_edition, e.words, e.other_agency, o.name as other_name,
                   a.name as agency, coalesce(p.name, e.guest_name) as staff, r.label as preset_label, e.told_way,
                   e.told_by, e.told_on, e.link_id is not null as by_link
            from referral.step e
            join access.pub_agency a on a.id = e.owner_agency
            left join access.pub_staff p on p.id = e.staff_id
            left join access.pub_agency o on o.id = e.other_agency
            left join referral.preset r on r.id = e.preset_id
            where e.referral_id = :id order by e.no
            """;

    private static final String ADD_STEP = """
            insert into referral.step (id, referral_id, no, household_id, person_id, owner_agency, item_id, kind,
              staff_id, at, code, code_edition, other_agency, words, taken_on, due, preset_id, told_way,
              told_by, told_on)
            values (:id, :referral, :no, :household, :person, :agency, :referral, :kind, :staff, :now, :code,
              :codeEdition, :other::int, :words, :today, :due::date, :preset::int, :toldWay,
              :toldBy, :toldOn::date)
            on conflict (referral_id, no) do nothing
            """;

    private static final String ADD_OPENED = """
            insert into referral.opened (referral_id, household_id, person_id, owner_agency)
            values (:referral, :household, :person, :agency)
            """;

    private static final String ADD_COPY = """
            insert into referral.copy (referral_id, agency_id, household_id, person_id, owner_agency, item_id)
            select :id, c.agency, :household, :person, :agency, :id from unnest(:agencies::int[]) c(agency)
            """;

    private static final String COPIES = """
            select c.agency_id, a.name as agency, r.at, p.name as staff
            from referral.copy c
            join access.pub_agency a on a.id = c.agency_id
            left join referral.copy_receipt r on r.referral_id = c.referral_id and r.owner_agency = c.agency_id
            left join access.pub_staff p on p.id = r.staff_id
            where c.referral_id = :id order by a.kana, c.agency_id
            """;

    private static final String ADD_RECEIPT = """
            insert into referral.copy_receipt (referral_id, household_id, person_id, owner_agency, item_id, staff_id, at)
            values (:id, :household, :person, :agency, :id, :staff, :now)
            on conflict (referral_id, owner_agency) do nothing
            """;

    private static final String ADD_COMPANY = """
            insert into referral.company (id, referral_id, no, household_id, person_id, owner_agency, item_id, answer, day,
              words, staff_id, at, told_way, told_by, told_on)
            values (:key, :id, :no, :household, :person, :agency, :id, :answer, :day::date, :words, :staff, :now, :toldWay,
              :toldBy, :toldOn::date)
            on conflict (referral_id, no) do nothing
            """;

    private static final String COMPANY = """
            select c.no, c.answer, c.day, c.words, c.at, a.name as agency, coalesce(p.name, c.guest_name) as staff,
                   c.told_way, c.told_by, c.told_on
            from referral.company c
            join access.pub_agency a on a.id = c.owner_agency
            left join access.pub_staff p on p.id = c.staff_id
            where c.referral_id = :id order by c.no desc limit 1
            """;

    private static final String RESTING = """
            select s.id, s.person_id,
                   array(select e.kind from referral.step e where e.referral_id = s.id order by e.no) as steps
            from referral.sheet s
            where s.household_id = :household and s.owner_agency = :agency and s.consent_id = :consent
            """;

    private static final String ADD_DISPATCH = """
            insert into referral.dispatch (id, referral_id, no, household_id, person_id, owner_agency, way, number,
              other_number, note, sent_on, staff_id, at)
            values (:key, :id, :no, :household, :person, :agency, :way, :number, :other, :note, :on, :staff, :now)
            on conflict (referral_id, no) do nothing
            """;

    private static final String DISPATCHES = """
            select d.no, d.way, d.number, d.other_number, d.note, d.sent_on, d.at, p.name as staff
            from referral.dispatch d join access.pub_staff p on p.id = d.staff_id
            where d.referral_id = :id order by d.no
            """;

    private final Db db;

    SheetStore(Db db) {
        this.db = db;
    }

    /** What is kept of a sheet when it is sent. */
    record NewSheet(
            UUID id,
            HouseholdId household,
            PersonId person,
            AgencyId to,
            String name,
            String kana,
            String phone,
            String contactNote,
            List<String> issues,
            String mainIssue,
            int issueEdition,
            String word,
            PartialDate birth,
            String address,
            String family,
            String urgency,
            int urgencyEdition,
            boolean urgent,
            @Nullable LocalDate replyBy,
            boolean accompanied,
            Basis basis,
            @Nullable UUID consent,
            boolean moneyAgreed,
            String danger,
            int dangerEdition,
            String dangerReason,
            @Nullable UUID previous,
            Extras.Wishes wishes,
            @Nullable Integer preset,
            boolean onPaper) {}

    /** A sheet as it was sent. */
    record Sheet(
            UUID id,
            HouseholdId household,
            PersonId person,
            AgencyId from,
            String fromName,
            String fromPhone,
            String writer,
            Instant sentAt,
            LocalDate sentOn,
            AgencyId to,
            String toName,
            String toPhone,
            String name,
            String kana,
            String phone,
            String contactNote,
            List<String> issues,
            String mainIssue,
            int issueEdition,
            String word,
            PartialDate birth,
            String address,
            String family,
            String urgency,
            int urgencyEdition,
            boolean urgent,
            @Nullable LocalDate replyBy,
            boolean accompanied,
            Basis basis,
            @Nullable UUID consent,
            boolean moneyAgreed,
            String danger,
            int dangerEdition,
            String dangerReason,
            @Nullable UUID previous,
            @Nullable UUID next,
            @Nullable UUID openedHousehold,
            Extras.Wishes wishes,
            String preset,
            boolean onPaper) {}

    /** An agency that reads the sheet along, and when it said so. */
    record Copy(AgencyId agency, String name, @Nullable Instant readAt, String reader) {}

    /** 同行の返事: whether the receiver comes along, and on which day. */
    record Company(
            int no,
            boolean comes,
            @Nullable LocalDate day,
            String words,
            Instant at,
            String agency,
            String staff,
            @Nullable Told told) {}

    /** 送付の記録: how a sheet on paper left. */
    record Dispatch(
            int no,
            Reach way,
            String number,
            String otherNumber,
            String note,
            LocalDate on,
            Instant at,
            String staff) {}

    /** A step taken. */
    record Taken(
            int no,
            ReferralFlow.Step kind,
            Instant at,
            String code,
            int codeEdition,
            String words,
            @Nullable AgencyId other,
            String otherName,
            String agency,
            String staff,
            String preset,
            @Nullable Told told,
            boolean byLink) {}

    /** What is kept of a step. */
    record NewStep(
            ReferralFlow.Step kind,
            String code,
            int codeEdition,
            @Nullable AgencyId other,
            String words,
            @Nullable Integer preset,
            @Nullable Told told) {

        /** A step that was written on no town's own form. */
        NewStep(ReferralFlow.Step kind, String code, int codeEdition, @Nullable AgencyId other, String words) {
            this(kind, code, codeEdition, other, words, null, null);
        }

        /** The same step, keyed in for an agency that said so by other means. */
        NewStep as(@Nullable Told source) {
            return new NewStep(kind, code, codeEdition, other, words, preset, source);
        }
    }

    /** A sheet as far as its state and whom it is about. */
    record Standing(UUID id, PersonId person, ReferralFlow.State state) {}

    void add(Viewer.Staff viewer, NewSheet sheet) {
        db.sql(viewer, ADD)
                .param("id", sheet.id())
                .param("household", sheet.household())
                .param("person", sheet.person())
                .param("agency", viewer.agency())
                .param("staff", viewer.staff())
                .param("now", db.now(viewer))
                .param("today", db.today(viewer))
                .param("to", sheet.to())
                .param("name", sheet.name())
                .param("kana", sheet.kana())
                .param("phone", sheet.phone())
                .param("contactNote", sheet.contactNote())
                .param("issues", sheet.issues())
                .param("mainIssue", sheet.mainIssue())
                .param("issueEdition", sheet.issueEdition())
                .param("word", sheet.word())
                .param("birth", sheet.birth().text())
                .param("address", sheet.address())
                .param("family", sheet.family())
                .param("urgency", sheet.urgency())
                .param("urgencyEdition", sheet.urgencyEdition())
                .param("urgent", sheet.urgent())
                .param("replyBy", sheet.replyBy())
                .param("accompanied", sheet.accompanied())
                .param("basis", sheet.basis().code())
                .param("consent", sheet.consent())
                .param("money", sheet.moneyAgreed())
                .param("danger", sheet.danger())
                .param("dangerEdition", sheet.dangerEdition())
                .param("dangerReason", sheet.dangerReason())
                .param("previous", sheet.previous())
                .param("contactBy", sheet.wishes().contactBy())
                .param("companyAsked", sheet.wishes().companyAsked())
                .param("companyNote", sheet.wishes().companyNote())
                .param("preset", sheet.preset())
                .param("onPaper", sheet.onPaper())
                .update();
    }

    void addCopies(Viewer.Staff viewer, NewSheet sheet, List<AgencyId> agencies) {
        db.sql(viewer, ADD_COPY)
                .param("id", sheet.id())
                .param("household", sheet.household())
                .param("person", sheet.person())
                .param("agency", viewer.agency())
                .param("agencies", agencies)
                .update();
    }

    List<Copy> copies(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, COPIES)
                .param("id", id)
                .list(row -> new Copy(
                        row.agency("agency_id"),
                        row.text("agency"),
                        row.instantOrNull("at"),
                        row.textOrEmpty("staff")));
    }

    /** False when the agency has said so before. */
    boolean addReceipt(Viewer.Staff viewer, Sheet sheet) {
        return db.sql(viewer, ADD_RECEIPT)
                        .param("id", sheet.id())
                        .param("household", sheet.household())
                        .param("person", sheet.person())
                        .param("agency", viewer.agency())
                        .param("staff", viewer.staff())
                        .param("now", db.now(viewer))
                        .update()
                == 1;
    }

    Optional<Company> company(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, COMPANY)
                .param("id", id)
                .optional(row -> new Company(
                        row.integer("no"),
                        row.text("answer").equals("COMES"),
                        row.dateOrNull("day"),
                        row.text("words"),
                        row.instant("at"),
                        row.text("agency"),
                        row.text("staff"),
                        Told.of(row)));
    }

    /** False when a colleague answered at the same moment. */
    boolean addCompany(
            Viewer.Staff viewer, Sheet sheet, int no, @Nullable LocalDate day, String words, @Nullable Told told) {
        return db.sql(viewer, ADD_COMPANY)
                        .param("key", Ids.next())
                        .param("id", sheet.id())
                        .param("no", no)
                        .param("household", sheet.household())
                        .param("person", sheet.person())
                        .param("agency", viewer.agency())
                        .param("answer", day == null ? "CANNOT" : "COMES")
                        .param("day", day)
                        .param("words", words)
                        .param("staff", viewer.staff())
                        .param("now", db.now(viewer))
                        .param("toldWay", Told.way(told))
                        .param("toldBy", Told.who(told))
                        .param("toldOn", Told.on(told))
                        .update()
                == 1;
    }

    /** False when a colleague noted one at the same moment. */
    boolean addDispatch(Viewer.Staff viewer, Sheet sheet, int no, DispatchRule.Sent sent, LocalDate on, String note) {
        return db.sql(viewer, ADD_DISPATCH)
                        .param("key", Ids.next())
                        .param("id", sheet.id())
                        .param("no", no)
                        .param("household", sheet.household())
                        .param("person", sheet.person())
                        .param("agency", viewer.agency())
                        .param("way", sent.way())
                        .param("number", sent.number())
                        .param("other", sent.otherNumber())
                        .param("note", note)
                        .param("on", on)
                        .param("staff", viewer.staff())
                        .param("now", db.now(viewer))
                        .update()
                == 1;
    }

    List<Dispatch> dispatches(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, DISPATCHES)
                .param("id", id)
                .list(row -> new Dispatch(
                        row.integer("no"),
                        row.constant("way", Reach.class),
                        row.text("number"),
                        row.text("other_number"),
                        row.text("note"),
                        row.date("sent_on"),
                        row.instant("at"),
                        row.text("staff")));
    }

    Optional<Sheet> find(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, FIND).param("id", id).optional(SheetStore::read);
    }

    List<Taken> steps(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, STEPS)
                .param("id", id)
                .list(row -> new Taken(
                        row.integer("no"),
                        row.constant("kind", ReferralFlow.Step.class),
                        row.instant("at"),
                        row.text("code"),
                        row.integer("code_edition"),
                        row.text("words"),
                        row.agencyOrNull("other_agency"),
                        row.textOrEmpty("other_name"),
                        row.text("agency"),
                        row.text("staff"),
                        row.textOrEmpty("preset_label"),
                        Told.of(row),
                        row.bool("by_link")));
    }

    /** False when somebody else took a step with this number before. */
    boolean addStep(Viewer.Staff viewer, Sheet sheet, int no, NewStep step, @Nullable LocalDate due) {
        return db.sql(viewer, ADD_STEP)
                        .param("id", Ids.next())
                        .param("referral", sheet.id())
                        .param("no", no)
                        .param("household", sheet.household())
                        .param("person", sheet.person())
                        .param("agency", viewer.agency())
                        .param("kind", step.kind())
                        .param("staff", viewer.staff())
                        .param("now", db.now(viewer))
                        .param("code", step.code())
                        .param("codeEdition", step.codeEdition())
                        .param("other", step.other())
                        .param("words", step.words())
                        .param("today", db.today(viewer))
                        .param("due", due)
                        .param("preset", step.preset())
                        .param("toldWay", Told.way(step.told()))
                        .param("toldBy", Told.who(step.told()))
                        .param("toldOn", Told.on(step.told()))
                        .update()
                == 1;
    }

    /** The agency's sheets that left on this consent. */
    List<Standing> resting(Viewer.Staff viewer, HouseholdId household, UUID consent) {
        return db.sql(viewer, RESTING)
                .param("household", household)
                .param("agency", viewer.agency())
                .param("consent", consent)
                .list(row -> new Standing(row.uuid("id"), row.person("person_id"), ReferralFlow.after(steps(row))));
    }

    /** The kinds of the steps in the column {@code steps}. */
    static List<ReferralFlow.Step> steps(Row row) {
        return row.texts("steps").stream().map(ReferralFlow.Step::valueOf).toList();
    }

    void addOpened(Viewer.Staff viewer, UUID referral, HouseholdId household, PersonId person) {
        db.sql(viewer, ADD_OPENED)
                .param("referral", referral)
                .param("household", household)
                .param("person", person)
                .param("agency", viewer.agency())
                .update();
    }

    static Sheet read(Row row) {
        return new Sheet(
                row.uuid("id"),
                row.household("household_id"),
                row.person("person_id"),
                row.agency("owner_agency"),
                row.text("from_name"),
                row.text("from_phone"),
                row.text("writer"),
                row.instant("sent_at"),
                row.date("sent_on"),
                row.agency("to_agency"),
                row.text("to_name"),
                row.text("to_phone"),
                row.text("person_name"),
                row.text("person_kana"),
                row.text("phone"),
                row.text("contact_note"),
                row.texts("issues"),
                row.text("main_issue"),
                row.integer("issue_edition"),
                row.text("word"),
                PartialDate.ofText(row.text("birth")),
                row.text("address"),
                row.text("family"),
                row.text("urgency"),
                row.integer("urgency_edition"),
                row.bool("urgent"),
                row.dateOrNull("reply_by"),
                row.bool("accompanied"),
                Basis.of(row.integer("basis")),
                row.uuidOrNull("consent_id"),
                row.bool("money_agreed"),
                row.text("danger"),
                row.integer("danger_edition"),
                row.text("danger_reason"),
                row.uuidOrNull("previous_id"),
                row.uuidOrNull("next_id"),
                row.uuidOrNull("opened_household"),
                new Extras.Wishes(row.dateOrNull("contact_by"), row.bool("company_asked"), row.text("company_note")),
                row.textOrEmpty("preset_label"),
                row.bool("on_paper"));
    }
}
