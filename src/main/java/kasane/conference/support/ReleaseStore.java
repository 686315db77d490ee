package kasane.conference.support;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kasane.conference.support.Releases.NewRelease;
import kasane.conference.support.Releases.Release;
import kasane.gate.Db;
import kasane.gate.Row;
import kasane.gate.Viewer;
import kasane.shared.AgencyId;
import kasane.sharing.Basis;
import org.springframework.stereotype.Component;

/** The SQL of 持ち出しの決定. */
@Component
class ReleaseStore {

    private static final String ADD = """
            insert into conference.release (id, sitting_id, household_id, owner_agency, item_id, piece, called, words, basis,
              reason, to_agencies, decided_at, decided_by)
            values (:id, :sitting, :subject, :agency, :id, :piece, :called, :words, :basis, :reason, :to, :now, :staff)
            """;

    private static final String FIND = """
            select r.id, r.sitting_id, r.household_id, r.owner_agency, r.piece, r.called, r.words, r.basis, r.reason,
                   r.to_agencies, r.decided_at, o.name as from_name, o.phone as from_phone, p.name as staff,
                   array(select a.name from access.pub_agency a where a.id = any (r.to_agencies) order by a.kana) as names
            from conference.release r
            join access.pub_agency o on o.id = r.owner_agency
            join access.pub_staff p on p.id = r.decided_by
            where r.id = :id
            """;

    private static final String OF_SITTING = """
            select r.id, r.sitting_id, r.household_id, r.owner_agency, r.piece, r.called, r.words, r.basis, r.reason,
                   r.to_agencies, r.decided_at, o.name as from_name, o.phone as from_phone, p.name as staff,
                   array(select a.name from access.pub_agency a where a.id = any (r.to_agencies) order by a.kana) as names
            from conference.release r
            join access.pub_agency o on o.id = r.owner_agency
            join access.pub_staff p on p.id = r.decided_by
            where r.sitting_id = :sitting order by r.decided_at desc, r.id
            """;

    private static final String READ = """
            insert into conference.release_reading (release_id, owner_agency, household_id, item_id, staff_id, at)
            values (:id, :agency, :subject, :id, :staff, :now)
            on conflict (release_id, owner_agency) do nothing
            """;

    private static final String READERS = """
            select a.name from conference.release_reading r join access.pub_agency a on a.id = r.owner_agency
            where r.release_id = :id order by r.at
            """;

    private final Db db;

    ReleaseStore(Db db) {
        this.db = db;
    }

    void add(Viewer.Staff viewer, UUID id, Sittings.Sitting sitting, NewRelease release) {
        db.sql(viewer, ADD)
                .param("id", id)
                .param("sitting", sitting.id())
                .param("subject", sitting.subject())
                .param("agency", viewer.agency())
                .param("piece", release.piece())
                .param("called", sitting.called())
                .param("words", release.words())
                .param("basis", release.basis().code())
                .param("reason", release.reason())
                .param("to", release.to())
                .param("now", db.now(viewer))
                .param("staff", viewer.staff())
                .update();
    }

    Optional<Release> find(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, FIND).param("id", id).optional(ReleaseStore::release);
    }

    List<Release> ofSitting(Viewer.Staff viewer, UUID sitting) {
        return db.sql(viewer, OF_SITTING).param("sitting", sitting).list(ReleaseStore::release);
    }

    private static Release release(Row row) {
        return new Release(
                row.uuid("id"),
                row.uuid("sitting_id"),
                row.household("household_id"),
                row.agency("owner_agency"),
                row.text("from_name"),
                row.text("from_phone"),
                row.text("staff"),
                row.text("piece"),
                row.text("called"),
                row.text("words"),
                Basis.of(row.integer("basis")),
                row.text("reason"),
                row.integers("to_agencies").stream().map(AgencyId::new).toList(),
                row.texts("names"),
                row.instant("decided_at"));
    }

    void read(Viewer.Staff viewer, Release release) {
        db.sql(viewer, READ)
                .param("id", release.id())
                .param("agency", viewer.agency())
                .param("subject", release.subject())
                .param("staff", viewer.staff())
                .param("now", db.now(viewer))
                .update();
    }

    List<String> readers(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, READERS).param("id", id).list(row -> row.text("name"));
    }
}
