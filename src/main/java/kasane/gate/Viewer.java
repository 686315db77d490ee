package kasane.gate;

import java.util.Set;
import java.util.UUID;
import kasane.shared.AgencyId;
import kasane.shared.StaffId;

/** 閲覧者: on whose behalf rows are read or written; the first parameter of every read. */
public sealed interface Viewer {

    /** 担当者 acting in one hat: one agency at a time, with the duties granted for that agency. */
    record Staff(StaffId staff, AgencyId agency, Set<Duty> duties) implements Viewer {
        public Staff {
            duties = Set.copyOf(duties);
        }

        /** Whether this hat carries the duty. */
        public boolean has(Duty duty) {
            return duties.contains(duty);
        }

        /** A page of this duty does not exist for anybody else. */
        public void require(Duty duty) {
            if (!has(duty)) {
                throw new NotVisible();
            }
        }
    }

    /** The system itself, working for one purpose of a closed list; it sees what the policies give that purpose. */
    record Job(Purpose purpose) implements Viewer {}

    /**
     * 一件リンクの人: somebody of an agency without accounts, who looks at one item by a link. In the database it is a visitor
     * to whom the policies open this item and nothing else, as long as the link lives.
     */
    record Guest(UUID link, UUID item, AgencyId agency) implements Viewer {}

    /** A visitor who has not signed in. */
    record Visitor() implements Viewer {}

    /** The viewer of a background job or of a step before anyone is known. */
    static Viewer job(Purpose purpose) {
        return new Job(purpose);
    }
}
