package kasane.collaboration;

import java.util.List;
import java.util.UUID;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.shared.HouseholdId;
import org.springframework.stereotype.Component;

/** The SQL of what 多機関協働 asked itself. */
@Component
class DirectInquiryStore {

    private static final String ADD = """
            insert into collaboration.direct_inquiry (id, case_id, household_id, persons, owner_agency, reason, reason_edition,
              topic, topic_edition, source, source_edition, asked_on, words, written_at, written_by)
            values (:id, :case, :household, :persons::uuid[], :agency, :reason, :reasonEdition, :topic, :topicEdition, :source,
              :sourceEdition, :askedOn, :words, :now, :staff)
            """;

    private static final String OF_CASE = """
            select i.id, i.persons, i.reason, i.reason_edition, i.topic, i.topic_edition, i.source, i.source_edition,
                   i.asked_on, i.words, a.name as agency, s.name as writer
            from collaboration.direct_inquiry i
            join access.pub_agency a on a.id = i.owner_agency
            join access.pub_staff s on s.id = i.written_by
            where i.case_id = :case order by i.asked_on desc, i.written_at desc
            """;

    private final Db db;

    DirectInquiryStore(Db db) {
        this.db = db;
    }

    /** Editions of the lists that were chosen from. */
    record Editions(int reason, int topic, int source) {}

    /** As it lies in the database. */
    record Stored(UUID id, DirectInquiries.Written written, Editions editions, String agency, String writer) {}

    void add(
            Viewer.Staff viewer,
            UUID id,
            UUID caseId,
            HouseholdId household,
            DirectInquiries.Written written,
            Editions editions) {
        db.sql(viewer, ADD)
                .param("id", id)
                .param("case", caseId)
                .param("household", household)
                .param("persons", written.persons())
                .param("agency", viewer.agency())
                .param("reason", written.reason())
                .param("reasonEdition", editions.reason())
                .param("topic", written.topic())
                .param("topicEdition", editions.topic())
                .param("source", written.source())
                .param("sourceEdition", editions.source())
                .param("askedOn", written.askedOn())
                .param("words", written.words())
                .param("now", db.now(viewer))
                .param("staff", viewer.staff())
                .update();
    }

    List<Stored> ofCase(Viewer.Staff viewer, UUID caseId) {
        return db.sql(viewer, OF_CASE)
                .param("case", caseId)
                .list(row -> new Stored(
                        row.uuid("id"),
                        new DirectInquiries.Written(
                                row.persons("persons"),
                                row.text("reason"),
                                row.text("topic"),
                                row.text("source"),
                                row.date("asked_on"),
                                row.text("words")),
                        new Editions(
                                row.integer("reason_edition"),
                                row.integer("topic_edition"),
                                row.integer("source_edition")),
                        row.text("agency"),
                        row.text("writer")));
    }
}
