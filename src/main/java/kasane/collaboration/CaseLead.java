package kasane.collaboration;

import java.util.Optional;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.register.HouseholdLead;
import kasane.shared.HouseholdId;
import org.springframework.stereotype.Component;

/** 主担当 of a household with a case: who took it over, otherwise whom the plan in force names, otherwise who carries it. */
@Component
class CaseLead implements HouseholdLead {

    private static final String LEAD = """
            select a.name from casework.pub_case c
            left join collaboration.plan p on p.case_id = c.id and p.state = 'IN_FORCE'
            join access.pub_agency a on a.id = coalesce(
              (select s.lead_agency from casework.pub_case_step s
               where s.case_id = c.id and s.lead_agency is not null
                 and exists (select from casework.pub_case_step t where t.case_id = c.id
                             and t.kind in ('ACCEPT_LEAD', 'CLOSE_AGREED', 'LEAD_BACK_AGREED'))
               order by s.no desc limit 1),
              p.lead_agency, c.owner_agency)
            where c.household_id = :household and not c.ended
            order by c.begun_on desc, c.id desc limit 1
            """;

    private final Db db;

    CaseLead(Db db) {
        this.db = db;
    }

    @Override
    public Optional<String> of(Viewer.Staff viewer, HouseholdId household) {
        return db.transact(
                viewer, () -> db.sql(viewer, LEAD).param("household", household).optional(row -> row.text("name")));
    }
}
