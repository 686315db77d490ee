package kasane.home.succession;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import kasane.gate.Duty;
import kasane.gate.Viewer;
import kasane.postgres.Connections;
import kasane.register.Households;
import kasane.register.PersonDetails;
import kasane.register.PersonName;
import kasane.shared.AgencyId;
import kasane.shared.HouseholdId;
import kasane.shared.Ids;
import kasane.shared.PartialDate;
import kasane.shared.StaffId;
import kasane.testing.AsRole;
import kasane.testing.TestClock;

/** An agency of its own beside かさね市, whose people may leave without anybody else's test noticing. */
final class LeavingAgency implements AutoCloseable {

    final AsRole root;
    final AgencyId agency;
    final Viewer.Staff manager;
    final Viewer.Staff leaver;
    final Viewer.Staff colleague;
    final Viewer.Staff admitted;
    private final Households households;

    LeavingAgency(Connections connections, Households households) {
        this.households = households;
        root = AsRole.superuser(connections);
        agency = agency("例示の機関");
        manager = person("見本沢のぼる", Duty.MANAGER);
        leaver = person("例島うつる");
        colleague = person("架空山つぐ");
        admitted = person("模型川ひらく");
    }

    AgencyId agency(String name) {
        return new AgencyId((int) root.number(
                "insert into access.agency (name, kind, valid_from) values (?, 'OTHER', '2020-01-01') returning id",
                name));
    }

    /** Lets somebody sign in with the password of everybody in かさね市. */
    void login(Viewer.Staff who, String login) {
        root.run(
                "insert into access.account (staff_id, login, password_hash, changed_at)"
                        + " select ?, ?, password_hash, changed_at from access.account where login = 'houkatsu'",
                who.staff().value(),
                login);
    }

    Viewer.Staff person(String name, Duty... duties) {
        int staff = (int)
                root.number("insert into access.staff (name, valid_from) values (?, '2020-01-01') returning id", name);
        int hat = (int) root.number(
                "insert into access.hat (staff_id, agency_id, valid_from) values (?, ?, '2020-01-01') returning id",
                staff,
                agency.value());
        for (Duty duty : duties) {
            root.run(
                    "insert into access.duty (hat_id, duty, valid_from) values (?, ?, '2020-01-01')", hat, duty.name());
        }
        return new Viewer.Staff(new StaffId(staff), agency, Set.of(duties));
    }

    HouseholdId household() {
        return households.open(
                leaver,
                new Households.NewHousehold(
                        "例示瀬",
                        "",
                        List.of(Households.NewMember.of(
                                PersonDetails.of(PersonName.of("例示瀬", "ミホン", "", ""), "", PartialDate.ofText("1950")),
                                "SELF"))));
    }

    UUID carried(HouseholdId household) {
        UUID id = Ids.next();
        root.run(
                "insert into casework.case_file (id, household_id, owner_agency, request_id, referrer_agency, staff_id,"
                        + " begun_on, opened_at, opened_by) values (?, ?, ?, uuidv7(), ?, ?, '2026-05-01', ?::timestamptz, ?)",
                id,
                household.value(),
                agency.value(),
                agency.value(),
                leaver.staff().value(),
                TestClock.START.toString(),
                leaver.staff().value());
        return id;
    }

    UUID consultation(HouseholdId household) {
        UUID id = Ids.next();
        root.run(
                "insert into intake.consultation (id, household_id, owner_agency, done_at, time_known, channel,"
                        + " channel_edition, route_edition, caller, caller_hidden, issues, main_issue, issue_edition, story,"
                        + " urgency, danger_edition, written_at, written_by) values (?, ?, ?, ?::timestamptz, true, 'PHONE', 1, 1,"
                        + " 'NEIGHBOUR', false, '{03}', '03', 1, '見本の話', 'WEEK', 1, ?::timestamptz, ?)",
                id,
                household.value(),
                agency.value(),
                TestClock.START.toString(),
                TestClock.START.toString(),
                leaver.staff().value());
        return id;
    }

    /** What waits for its day would take effect in another test. */
    @Override
    public void close() {
        root.run(
                "update home.succession set withdrawn_at = planned_at, withdrawn_by = planned_by, hat_last = null"
                        + " where effected_at is null and withdrawn_at is null and agency_id = ?",
                agency.value());
        root.close();
    }
}
