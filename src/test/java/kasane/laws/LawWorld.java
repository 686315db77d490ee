package kasane.laws;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kasane.testing.AsRole;
import kasane.testing.MigratedDatabase;
import kasane.testing.TestClock;
import kasane.testing.TestDatabase;
import org.postgresql.util.PSQLException;

/**
 * A world in which every table that has a policy holds at least one row of agency A, about a household that agency B has
 * no grant on. The rows are made from the catalogue: a new table falls under the laws without anybody thinking of it.
 */
final class LawWorld implements AutoCloseable {

    static final Instant NOW = TestClock.START;
    static final UUID HOUSEHOLD = UUID.fromString("01900000-0000-7000-8000-000000000001");
    static final UUID PERSON = UUID.fromString("01900000-0000-7000-8000-000000000002");

    /** A second household of agency A: what joins two households needs one on either side. */
    static final UUID SECOND_HOUSEHOLD = UUID.fromString("01900000-0000-7000-8000-000000000003");

    /**
     * Rows that cannot be made up from types, keys and constraints; written by hand, with {agency}, {staff} and so on.
     * What is not there yet when its turn comes is tried again in the next round.
     */
    private static final Map<String, String> BY_HAND = Map.ofEntries(
            Map.entry("collaboration.assessment", """
                    insert into collaboration.assessment (id, case_id, no, household_id, persons, owner_agency, issues,
                      main_issue, issue_edition, summary, written_at, written_by)
                    select uuidv7(), c.id, 1, c.household_id, '{{person}}', {agency}, '{03,05}', '03', 1, '見本のまとめ',
                      '{now}', {staff} from casework.case_file c
                    """),
            Map.entry("collaboration.support_request", """
                    with key as (select uuidv7() as id)
                    insert into collaboration.support_request (id, household_id, persons, owner_agency, item_id, to_agency,
                      reasons, reason_edition, situation, sent_by, sent_at, sent_on)
                    select id, '{household}', '{{person}}', {agency}, id, {third}, '{UNTANGLE}', 1, '見本の状況', {staff},
                      '{now}', '2026-06-01' from key
                    """),
            Map.entry("collaboration.request_step", """
                    insert into collaboration.request_step (id, request_id, no, household_id, persons, owner_agency,
                      kind, staff_id, at)
                    select uuidv7(), s.id, 1, s.household_id, s.persons, s.owner_agency, 'WITHDRAW', {staff}, '{now}'
                    from collaboration.support_request s
                    """),
            Map.entry("collaboration.joint_seat", """
                    insert into collaboration.joint_seat (id, support_id, agency_id, household_id, persons, owner_agency,
                      invited_at)
                    select uuidv7(), s.id, {third}, s.household_id, s.persons, s.owner_agency, '{now}'
                    from collaboration.joint_support s
                    """),
            Map.entry("collaboration.joint_step", """
                    insert into collaboration.joint_step (id, support_id, no, household_id, persons, owner_agency, kind, words,
                      staff_id, at)
                    select uuidv7(), s.id, 1, s.household_id, s.persons, s.owner_agency, 'REVIEW', '見本の振り返り', {staff},
                      '{now}'
                    from collaboration.joint_support s
                    """),
            // 支援会議: a compartment on a subject of its own, which staff A came into.
            Map.entry("conference.convening", """
                    with key as (select uuidv7() as id)
                    insert into conference.convening (id, household_id, owner_agency, item_id, to_agency, called, worry,
                      no_consent, no_consent_edition, urgent, filed_at, filed_by)
                    select id, '{household}', {agency}, id, {third}, '見本の世帯', '見本の心配', 'NOT_MET', 1, false, '{now}',
                      {staff} from key
                    """),
            Map.entry("conference.convening_step", """
                    insert into conference.convening_step (convening_id, no, household_id, owner_agency, item_id, kind,
                      staff_id, at)
                    select c.id, 1, c.household_id, c.owner_agency, c.id, 'WITHDRAW', {staff}, '{now}'
                    from conference.convening c
                    """),
            Map.entry("conference.series", """
                    insert into conference.series (id, no, owner_agency, convening_id, subject_id, opened_at, opened_by)
                    select uuidv7(), 1, {agency}, c.id, '{household}', '{now}', {staff} from conference.convening c
                    """),
            Map.entry("conference.series_step", """
                    insert into conference.series_step (series_id, no, owner_agency, kind, staff_id, at)
                    select s.id, 1, {agency}, 'CALL', {staff}, '{now}' from conference.series s
                    """),
            Map.entry("conference.sitting_member", """
                    insert into conference.sitting_member (sitting_id, agency_id, series_id, meeting_id, subject_id,
                      owner_agency, no, added_at, added_by)
                    select uuidv7(), {agency}, s.id, m.id, s.subject_id, {agency}, 1, '{now}', {staff}
                    from conference.series s, conference.meeting m
                    """),
            Map.entry("conference.sitting_entry", """
                    insert into conference.sitting_entry (id, sitting_id, subject_id, owner_agency, convenor, staff_id,
                      entered_at)
                    select uuidv7(), m.sitting_id, m.subject_id, {agency}, {agency}, {staff}, '{now}'
                    from conference.sitting_member m
                    """),
            Map.entry("conference.sitting", """
                    insert into conference.sitting (id, series_id, meeting_id, no, household_id, owner_agency, item_id,
                      called, purpose, added_at, added_by)
                    select m.sitting_id, m.series_id, m.meeting_id, 1, m.subject_id, {agency}, m.sitting_id, '見本の世帯',
                      '見本の目的', '{now}', {staff}
                    from conference.sitting_member m join conference.sitting_entry e on e.sitting_id = m.sitting_id
                    """),
            Map.entry("conference.sitting_revision", """
                    insert into conference.sitting_revision (sitting_id, version, household_id, owner_agency, item_id, summary,
                      view_taken, pending, replaced_at, replaced_by)
                    select s.id, 1, s.household_id, {agency}, s.id, '見本', '', '', '{now}', {staff} from conference.sitting s
                    """),
            Map.entry("conference.sitting_material", """
                    insert into conference.sitting_material (id, sitting_id, household_id, owner_agency, item_id, title, words,
                      added_at, added_by)
                    select uuidv7(), s.id, s.household_id, {agency}, s.id, '見本', '見本', '{now}', {staff} from conference.sitting s
                    """),
            Map.entry("conference.sitting_decision", """
                    insert into conference.sitting_decision (id, sitting_id, no, household_id, owner_agency, item_id, what,
                      agency_id, due, decided_at, decided_by)
                    select uuidv7(), s.id, 1, s.household_id, {agency}, s.id, '見本', {agency}, '2026-06-30', '{now}', {staff} from conference.sitting s
                    """),
            Map.entry("conference.sitting_report", """
                    insert into conference.sitting_report (decision_id, sitting_id, household_id, owner_agency, item_id,
                      dropped, at, staff_id)
                    select d.id, d.sitting_id, d.household_id, {agency}, d.sitting_id, false, '{now}', {staff}
                    from conference.sitting_decision d
                    """),
            Map.entry("conference.release", """
                    with key as (select uuidv7() as id)
                    insert into conference.release (id, sitting_id, household_id, owner_agency, item_id, piece, called,
                      words, basis, reason, to_agencies, decided_at, decided_by)
                    select key.id, s.id, s.household_id, {agency}, key.id, '見本', '見本の世帯', '見本', 5, '見本の理由',
                      '{{third}}', '{now}', {staff} from key, conference.sitting s
                    """),
            Map.entry("conference.release_reading", """
                    insert into conference.release_reading (release_id, owner_agency, household_id, item_id, staff_id, at)
                    select r.id, {agency}, r.household_id, r.id, {staff}, '{now}' from conference.release r
                    """),
            Map.entry("conference.cooperation", """
                    with key as (select uuidv7() as id)
                    insert into conference.cooperation (id, sitting_id, household_id, owner_agency, item_id, to_agency,
                      called, question, due, law, asked_at, asked_by)
                    select key.id, s.id, s.household_id, {agency}, key.id, {third}, '見本の世帯', '見本の問い', '2026-06-30',
                      '見本法', '{now}', {staff} from key, conference.sitting s
                    """),
            Map.entry("conference.cooperation_step", """
                    insert into conference.cooperation_step (cooperation_id, no, household_id, owner_agency, item_id, kind,
                      at, staff_id)
                    select c.id, 1, c.household_id, {agency}, c.id, 'WITHDRAW', '{now}', {staff}
                    from conference.cooperation c
                    """),
            Map.entry("access.agency_network", """
                    insert into access.agency_network (agency_id, network, valid_from)
                    values ({agency}, '10.1.0.0/16', '2026-06-01')
                    """),
            Map.entry("access.deputy", """
                    insert into access.deputy (agency_id, staff_id, deputy_id, valid_from, valid_until)
                    values ({agency}, {staff}, {other}, '2026-06-01', '2026-06-30')
                    """),
            // Its main issue is one of its issues.
            Map.entry("intake.consultation", """
                    insert into intake.consultation (id, household_id, owner_agency, audience, done_at, time_known,
                      channel, channel_edition, route_edition, caller, caller_hidden, issues, main_issue,
                      issue_edition, story, urgency, danger_edition, written_at, written_by)
                    values (uuidv7(), '{household}', {agency}, 1, '{now}', true, 'PHONE', 1, 1, 'NEIGHBOUR', false,
                      '{03,05}', '03', 1, '見本の話', 'WEEK', 1, '{now}', {staff})
                    """),
            // A sheet is its own compartment.
            Map.entry("referral.sheet", """
                    with key as (select uuidv7() as id)
                    insert into referral.sheet (id, household_id, person_id, owner_agency, item_id, sent_by, sent_at,
                      sent_on, to_agency, person_name, issues, main_issue, issue_edition, word, basis, danger,
                      danger_edition, danger_reason)
                    select id, '{household}', '{person}', {agency}, id, {staff}, '{now}', '2026-06-01', {agency},
                      '模型川はるか', '{03}', '03', 1, '見本のひとこと', 4, 'LIFE', 1, '見本の理由'
                    from key
                    """),
            Map.entry("referral.copy", """
                    insert into referral.copy (referral_id, agency_id, household_id, person_id, owner_agency, item_id)
                    select s.id, {third}, s.household_id, s.person_id, s.owner_agency, s.id from referral.sheet s
                    """),
            Map.entry("referral.copy_receipt", """
                    insert into referral.copy_receipt (referral_id, household_id, person_id, owner_agency, item_id,
                      staff_id, at)
                    select s.id, s.household_id, s.person_id, s.owner_agency, s.id, {staff}, '{now}'
                    from referral.sheet s
                    """),
            Map.entry("referral.company", """
                    insert into referral.company (id, referral_id, no, household_id, person_id, owner_agency, item_id,
                      answer, words, staff_id, at)
                    select uuidv7(), s.id, 1, s.household_id, s.person_id, s.owner_agency, s.id, 'CANNOT', '見本の理由',
                      {staff}, '{now}'
                    from referral.sheet s
                    """),
            Map.entry("referral.suspicion", """
                    with key as (select uuidv7() as id)
                    insert into referral.suspicion (id, household_id, owner_agency, item_id, kind, kind_edition, to_agency,
                      sent_by, sent_at, sent_on, person, immediate, facts, accused)
                    select id, '{household}', {agency}, id, 'CHILD_ABUSE', 1, {third}, {staff}, '{now}', '2026-06-01',
                      '模型川の子', 'NO', '見本の事実', 'UNKNOWN' from key
                    """),
            Map.entry("referral.suspicion_step", """
                    insert into referral.suspicion_step (id, suspicion_id, household_id, owner_agency, item_id, kind,
                      staff_id, at)
                    select uuidv7(), s.id, s.household_id, s.owner_agency, s.id, 'RECEIVE', {staff}, '{now}'
                    from referral.suspicion s
                    """),
            Map.entry("referral.step", """
                    insert into referral.step (id, referral_id, no, household_id, person_id, owner_agency, item_id,
                      kind, staff_id, at)
                    select uuidv7(), s.id, 1, s.household_id, s.person_id, s.owner_agency, s.id, 'RECEIVE', {staff},
                      '{now}'
                    from referral.sheet s
                    """),
            // What was shut once and is no more: a record that is shut would hide every other row from its own agency.
            Map.entry("sharing.concealment", """
                    insert into sharing.concealment (measure_id, household_id, owner_agency, set_at, set_by, ended_at)
                    values (uuidv7(), '{household}', {agency}, '{now}', {staff}, '{now}')
                    """),
            Map.entry("sharing.recusal", """
                    insert into sharing.recusal (household_id, staff_id, owner_agency, declared_at, ended_at, ended_by)
                    values ('{household}', {staff}, {agency}, '{now}', '{now}', {other})
                    """),
            // The index of names is written by its triggers alone, and a new person empties it first.
            Map.entry("register.name_in_sight", "update register.person set folded = '{模型川}'"),
            Map.entry("register.record_link", """
                    insert into register.record_link (id, household_id, other_household_id, owner_agency, created_at,
                      created_by)
                    values (uuidv7(), '{household}', '{second}', {agency}, '{now}', {staff})
                    """),
            Map.entry("tasks.mail_wish", """
                    insert into tasks.mail_wish (staff_id, address, wanted, chosen_at)
                    values ({staff}, 'mihon@shokuba.example', 'DAILY', '{now}')
                    """),
            // The one row there can be, and the migration has made it.
            Map.entry("settings.revision", "update settings.revision set no = no + 1"),
            Map.entry("settings.town", """
                    insert into settings.town (name, code, status, valid_from, written_at)
                    values ('架空山市', '990001', 'RUNNING', '2026-06-01', '{now}')
                    """));

    final TestDatabase database = MigratedDatabase.create();
    final AsRole root = AsRole.superuser(database.connections());
    final int agencyA;
    final int agencyB;
    final int agencyS;
    final int staffA;
    final int staffB;
    final int staffS;
    final Map<String, Table> tables = new TreeMap<>();
    final Map<String, Map<String, String>> rows = new LinkedHashMap<>();
    private final Map<String, String> trouble = new TreeMap<>();
    private final Random random = new Random(7);

    record Column(String name, String type, boolean nullable, boolean hasDefault, boolean always) {}

    record Key(String name, List<String> columns, String parent, List<String> parentColumns) {}

    record Check(String name, List<String> columns, String text) {}

    record Table(String name, Map<String, Column> columns, List<Key> keys, List<Check> checks, List<String> primary) {
        boolean isAboutHouseholds() {
            return columns.containsKey("household_id");
        }
    }

    LawWorld() {
        agencyA = agency("架空山の機関");
        agencyB = agency("例島の機関");
        agencyS = agency("見本沢の情報係");
        staffA = staff("架空山ひとみ", agencyA);
        staffB = staff("例島まなぶ", agencyB);
        staffS = staff("見本沢しょうた", agencyS);
        readCatalogue();
        root.bind(AsRole.bindings(agencyA, staffA, NOW));
        seed("sharing.subject", Map.of("household_id", HOUSEHOLD.toString()));
        root.run(
                "insert into sharing.subject (household_id, owner_agency, created_at, created_by)" + " values (?, ?, '"
                        + NOW + "', ?)",
                SECOND_HOUSEHOLD,
                agencyA,
                staffA);
        seed("sharing.subject_person", Map.of("person_id", PERSON.toString()));
        // Children wait for their parents; when a round adds nothing, what is left cannot be made up.
        boolean progress = true;
        while (progress) {
            progress = false;
            for (Table table : tables.values()) {
                if (!rows.containsKey(table.name())
                        && !givenUp.contains(table.name())
                        && seed(table.name(), Map.of())) {
                    progress = true;
                }
            }
        }
    }

    /** The tables with policies whose laws could not be tried, for want of a row that is known; each with the reason. */
    List<String> unseeded() {
        return tables.keySet().stream()
                .filter(table -> !rows.containsKey(table) || root.number("select count(*) from " + table) == 0)
                .map(table -> table + ": " + trouble.get(table))
                .toList();
    }

    private int agency(String name) {
        return (int) root.number(
                "insert into access.agency (name, kind, valid_from) values (?, 'OTHER', '2020-01-01') returning id",
                name);
    }

    private int staff(String name, int agency) {
        int staff = (int)
                root.number("insert into access.staff (name, valid_from) values (?, '2020-01-01') returning id", name);
        root.run("insert into access.hat (staff_id, agency_id, valid_from) values (?, ?, '2020-01-01')", staff, agency);
        return staff;
    }

    private void readCatalogue() {
        for (String table : root.texts("""
                select distinct schemaname || '.' || tablename from pg_policies order by 1
                """)) {
            Map<String, Column> columns = new LinkedHashMap<>();
            for (List<String> c : root.rows("""
                    select attname, format_type(atttypid, atttypmod), not attnotnull, atthasdef,
                           attidentity = 'a' or attgenerated <> ''
                    from pg_attribute where attrelid = ?::regclass and attnum > 0 and not attisdropped order by attnum
                    """, table)) {
                columns.put(
                        c.get(0),
                        new Column(
                                c.get(0),
                                c.get(1),
                                c.get(2).equals("t"),
                                c.get(3).equals("t"),
                                c.get(4).equals("t")));
            }
            List<Key> keys = new ArrayList<>();
            List<Check> checks = new ArrayList<>();
            List<String> primary = new ArrayList<>();
            for (List<String> c : root.rows("""
                    select conname, contype,
                           (select string_agg(a.attname, ',' order by k.no) from unnest(conkey) with ordinality k(n, no)
                            join pg_attribute a on a.attrelid = conrelid and a.attnum = k.n),
                           case when contype = 'f' then (select n.nspname || '.' || p.relname from pg_class p
                             join pg_namespace n on n.oid = p.relnamespace where p.oid = confrelid) else '' end,
                           (select string_agg(a.attname, ',' order by k.no) from unnest(confkey) with ordinality k(n, no)
                            join pg_attribute a on a.attrelid = confrelid and a.attnum = k.n),
                           pg_get_constraintdef(oid)
                    from pg_constraint where conrelid = ?::regclass and contype in ('p', 'f', 'c')
                    """, table)) {
                List<String> own = List.of(c.get(2).split(","));
                switch (c.get(1)) {
                    case "p" -> primary.addAll(own);
                    case "f" ->
                        keys.add(new Key(
                                c.get(0), own, c.get(3), List.of(c.get(4).split(","))));
                    default -> checks.add(new Check(c.get(0), own, c.get(5)));
                }
            }
            tables.put(table, new Table(table, columns, keys, checks, primary));
        }
    }

    /** Makes one row; false when a parent is missing or the constraints could not be satisfied. */
    private boolean seed(String name, Map<String, String> given) {
        Table table = tables.get(name);
        if (BY_HAND.containsKey(name)) {
            root.script(BY_HAND.get(name)
                    .replace("{agency}", "" + agencyA)
                    .replace("{staff}", "" + staffA)
                    .replace("{other}", "" + staffB)
                    .replace("{third}", "" + agencyS)
                    .replace("{household}", HOUSEHOLD.toString())
                    .replace("{second}", SECOND_HOUSEHOLD.toString())
                    .replace("{now}", NOW.toString())
                    .replace("{person}", PERSON.toString()));
            return remember(table, "true");
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (Column column : table.columns().values()) {
            if (column.always()) {
                continue;
            }
            String value = scope(column);
            if (value == null && !column.nullable() && !column.hasDefault()) {
                value = made(column);
            }
            if (value != null) {
                values.put(column.name(), value);
            }
        }
        for (Key key : table.keys()) {
            if (!fillKey(table, key, values)) {
                trouble.put(name, "its parent " + key.parent() + " has no row");
                return false;
            }
        }
        values.putAll(given);
        for (int tries = 0; tries < 400; tries++) {
            String ctid = insert(table, values);
            if (ctid != null) {
                trouble.remove(name);
                return remember(table, "ctid = '" + ctid + "'");
            }
            if (hopeless) {
                return false;
            }
        }
        givenUp.add(name);
        return false;
    }

    private boolean hopeless;

    private final java.util.Set<String> givenUp = new TreeSet<>();

    private boolean fillKey(Table table, Key key, Map<String, String> values) {
        boolean needed = key.columns().stream()
                .anyMatch(c -> !table.columns().get(c).nullable() || c.equals("household_id") || c.equals("person_id"));
        if (!needed || key.parent().equals(table.name())) {
            return true;
        }
        Map<String, String> parent = rows.get(key.parent());
        if (parent == null && key.parent().startsWith("access.")) {
            return true; // the directory is seeded by hand, and scope() knows its ids
        }
        if (parent == null) {
            return false;
        }
        for (int i = 0; i < key.columns().size(); i++) {
            values.put(key.columns().get(i), parent.get(key.parentColumns().get(i)));
        }
        return true;
    }

    private String insert(Table table, Map<String, String> values) {
        hopeless = false;
        String sql = "insert into " + table.name() + " (" + String.join(", ", quoted(values.keySet())) + ") values ("
                + values.keySet().stream()
                        .map(c -> "?::" + table.columns().get(c).type())
                        .collect(Collectors.joining(", "))
                + ") returning ctid, tableoid";
        try {
            root.connection().setAutoCommit(false);
            Savepoint before = root.connection().setSavepoint();
            try (PreparedStatement insert = root.connection().prepareStatement(sql)) {
                int i = 1;
                for (String value : values.values()) {
                    insert.setString(i++, value);
                }
                var rs = insert.executeQuery();
                rs.next();
                String ctid = rs.getString(1);
                root.connection().commit();
                return ctid;
            } catch (PSQLException e) {
                root.connection().rollback(before);
                repair(table, values, e);
                return null;
            } finally {
                root.connection().commit();
                root.connection().setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Changes what the database complained about: a look at the constraint tells the columns and often the words. */
    private void repair(Table table, Map<String, String> values, PSQLException e) {
        var message = e.getServerErrorMessage();
        String constraint = message == null ? null : message.getConstraint();
        String said = e.getSQLState() + " " + e.getMessage();
        trouble.put(table.name(), said);
        switch (String.valueOf(e.getSQLState())) {
            case "23514" -> {
                Check check = table.checks().stream()
                        .filter(c -> c.name().equals(constraint))
                        .findFirst()
                        .orElse(null);
                if (check == null) {
                    hopeless = true;
                    return;
                }
                for (String name : check.columns()) {
                    Column column = table.columns().get(name);
                    if (scope(column) != null && !check.columns().equals(List.of(name)) && random.nextInt(4) > 0) {
                        continue;
                    }
                    if (check.columns().size() > 1 && pointsAtItsOwn(table, name)) {
                        continue; // the first row of a table has no other to name
                    }
                    List<String> candidates = candidates(column, check);
                    String next = candidates.get(random.nextInt(candidates.size()));
                    if (next == null) {
                        values.remove(name);
                    } else {
                        values.put(name, next);
                    }
                }
            }
            case "23502" -> {
                Column column = table.columns().get(message.getColumn());
                values.put(column.name(), made(column));
            }
            case "23505" ->
                table.primary().forEach(name -> {
                    Column column = table.columns().get(name);
                    if (!column.always() && scope(column) == null) {
                        values.put(name, made(column));
                    }
                });
            default -> hopeless = true;
        }
    }

    private static boolean pointsAtItsOwn(Table table, String column) {
        return table.keys().stream()
                .anyMatch(key ->
                        key.parent().equals(table.name()) && key.columns().contains(column));
    }

    private List<String> candidates(Column column, Check check) {
        List<String> all = new ArrayList<>();
        if (column.nullable()) {
            all.add(null);
        }
        Matcher text = Pattern.compile("'([^']*)'::").matcher(check.text());
        while (text.find()) {
            all.add(text.group(1));
        }
        Matcher number = Pattern.compile("\\b(\\d{1,6})\\b").matcher(check.text());
        while (number.find()) {
            all.add(number.group(1));
            all.add("" + (Integer.parseInt(number.group(1)) + 1));
        }
        all.removeIf(value -> value != null && !fits(column, value));
        all.add(made(column));
        if (column.type().startsWith("timestamp")) {
            all.add(NOW.plusSeconds(86_400L * random.nextInt(1, 400)).toString());
        } else if (column.type().equals("date")) {
            all.add("2027-01-%02d".formatted(random.nextInt(1, 28)));
        } else if (column.type().equals("boolean")) {
            all.add("true");
        } else if (column.type().endsWith("[]")) {
            all.add(column.type().equals("uuid[]") ? "{" + UUID.randomUUID() + "}" : "{1}");
        } else if (column.type().equals("bytea")) {
            all.add("\\x" + "00".repeat(32));
        } else if (column.type().equals("text")) {
            all.add("");
            all.add("a.b");
        }
        return all;
    }

    private static boolean fits(Column column, String value) {
        return switch (column.type()) {
            case "integer", "bigint", "smallint", "numeric" -> value.matches("-?\\d+");
            case "text" -> !value.isBlank();
            case "date" -> value.matches("\\d{4}-\\d\\d-\\d\\d");
            case "boolean" -> value.matches("true|false");
            default -> false;
        };
    }

    private final Map<String, List<String>> rights = new LinkedHashMap<>();

    /** The values by which the laws tell whose row it is. */
    private String scope(Column column) {
        String name = column.name();
        boolean number = column.type().equals("integer");
        if (name.equals("household_id")) {
            return HOUSEHOLD.toString();
        } else if (name.equals("person_id")) {
            return PERSON.toString();
        } else if (name.equals("audience") || name.equals("category")) {
            return "1";
        } else if (number && name.equals("owner_agency")) {
            return "" + agencyA;
        } else if (column.nullable()) {
            return null;
        } else if (number && name.contains("agency")) {
            return "" + agencyA;
        } else if (number && (name.contains("staff") || name.endsWith("_by") || name.endsWith("deputy_id"))) {
            return "" + staffA;
        } else if (number && name.equals("hat_id")) {
            return "" + root.number("select min(id) from access.hat where staff_id = " + staffA);
        }
        return null;
    }

    private String made(Column column) {
        String type = column.type();
        if (type.endsWith("[]")) {
            return "{}";
        } else if (type.startsWith("timestamp")) {
            return NOW.toString();
        } else if (type.startsWith("numeric")) {
            return "1";
        }
        return switch (type) {
            case "uuid" -> UUID.randomUUID().toString();
            case "integer", "bigint", "smallint" -> "" + random.nextInt(1, 100);
            case "boolean" -> "false";
            case "date" -> "2026-06-01";
            case "time without time zone" -> "13:30";
            case "jsonb", "json" -> "{}";
            case "bytea" -> "\\x" + UUID.randomUUID().toString().replace("-", "");
            case "xid8" -> "" + random.nextInt(1, 1000);
            default -> "sample" + random.nextInt(1000);
        };
    }

    private boolean remember(Table table, String where) {
        List<List<String>> found = root.rows("select "
                + table.columns().keySet().stream()
                        .map(c -> "\"" + c + "\"::text")
                        .collect(Collectors.joining(", "))
                + " from " + table.name() + " where " + where + " limit 1");
        if (found.isEmpty()) {
            return false;
        }
        Map<String, String> row = new LinkedHashMap<>();
        int i = 0;
        for (String column : table.columns().keySet()) {
            String value = found.getFirst().get(i++);
            row.put(column, value.equals("null") ? null : value);
        }
        rows.put(table.name(), row);
        return true;
    }

    private static Collection<String> quoted(Collection<String> names) {
        return names.stream().map(name -> "\"" + name + "\"").toList();
    }

    // ---- what the laws say of each table and role --------------------------------------------------------------

    /** What breaks a law when the role touches the table; empty when every law holds. */
    List<String> complaints(String tableName, String role) {
        Table table = tables.get(tableName);
        if (!rows.containsKey(tableName)) {
            return List.of();
        }
        List<String> complaints = new ArrayList<>();
        Map<String, Map<String, String>> strangers = strangers(table, role);
        if (has(table, role, "SELECT") && !Reviewed.isOpen(tableName, "SELECT", role)) {
            strangers.forEach((who, binding) -> {
                String seen = as(role, binding, "select count(*) from " + tableName, true);
                if (!seen.equals("0")) {
                    complaints.add(who + " sees " + seen);
                }
            });
        }
        List<String> changeable = columns(table, role, "UPDATE");
        if (!changeable.isEmpty() && !Reviewed.isOpen(tableName, "UPDATE", role)) {
            String update = "update " + tableName + " set " + setTo(table, changeable);
            strangers.forEach((who, binding) -> {
                String changed = as(role, binding, update, false);
                if (!changed.equals("0")) {
                    complaints.add(who + " changes " + changed);
                }
            });
            if (table.isAboutHouseholds()
                    && role.equals("kasane_app")
                    && !tableName.startsWith("sharing.subject")
                    && !Reviewed.AFTER_GRANTS.containsKey(tableName)) {
                // Grants on other households live on: they must not help.
                String changed = asAfter(
                        "update sharing.grant set ended_at = '" + NOW.minusSeconds(1)
                                + "' where ended_at is null and household_id = '" + HOUSEHOLD + "'",
                        role,
                        AsRole.bindings(agencyA, staffA, NOW),
                        update);
                if (!changed.equals("42501") && !changed.equals("0")) {
                    complaints.add("the own agency without a living grant on the household changes " + changed);
                }
            }
        }
        if (!columns(table, role, "INSERT").isEmpty() && !Reviewed.isOpen(tableName, "INSERT", role)) {
            String insert = copy(table, columns(table, role, "INSERT"));
            strangers.forEach((who, binding) -> {
                String added = as(role, binding, insert, false);
                if (!added.equals("42501")) {
                    complaints.add(who + " adds a row in another's name: " + added);
                }
            });
        }
        if (has(table, role, "DELETE") && !Reviewed.isOpen(tableName, "DELETE", role)) {
            strangers.forEach((who, binding) -> {
                String removed = as(role, binding, "delete from " + tableName, false);
                if (!removed.equals("0")) {
                    complaints.add(who + " removes " + removed);
                }
            });
        }
        return complaints;
    }

    /** Those who must see nothing of agency A's household, and may do nothing in its name. */
    private Map<String, Map<String, String>> strangers(Table table, String role) {
        Map<String, Map<String, String>> all = new LinkedHashMap<>();
        all.put("nobody", AsRole.empty());
        switch (role) {
            case "kasane_app" -> {
                all.put("an unknown agency", AsRole.bindings(999_999, 999_999, NOW));
                all.put("another agency", AsRole.bindings(agencyB, staffB, NOW));
                all.put("nobody at a time", AsRole.bindings("", NOW));
                if (table.isAboutHouseholds()) {
                    var duties = kasane.gate.Duty.values();
                    for (var duty : duties) {
                        all.put("another agency's " + duty, AsRole.bindings(agencyB, staffB, NOW, duty));
                    }
                    all.put(
                            "a system administrator of the own agency",
                            AsRole.bindings(agencyA, staffA, NOW, kasane.gate.Duty.SYSTEM_ADMINISTRATOR));
                }
            }
            case "kasane_job" -> all.put("a purpose nobody knows", AsRole.bindings("nothing", NOW));
            default -> all.put("a visitor at a time", AsRole.bindings("nothing", NOW));
        }
        return all;
    }

    boolean has(Table table, String role, String command) {
        return root.texts(
                        command.equals("DELETE")
                                ? "select has_table_privilege(?, ?::regclass, 'DELETE')"
                                : "select has_any_column_privilege(?, ?::regclass, '" + command + "')",
                        role,
                        table.name())
                .getFirst()
                .equals("t");
    }

    /** The columns of a table that the role for staff may read. */
    List<String> readable(Table table) {
        return quoted(columns(table, "kasane_app", "SELECT")).stream().toList();
    }

    private List<String> columns(Table table, String role, String command) {
        return rights.computeIfAbsent(
                table.name() + " " + role + " " + command, key -> root.texts("""
                        select attname from pg_attribute where attrelid = ?::regclass and attnum > 0 and not attisdropped
                          and attidentity <> 'a' and attgenerated = ''
                          and has_column_privilege(?::name, attrelid, attnum, ?) order by attnum
                        """, table.name(), role, command));
    }

    /** A change that needs no right to read the row: every row the policy lets through is counted. */
    private String setTo(Table table, List<String> changeable) {
        String column = changeable.stream()
                .filter(c -> !table.primary().contains(c))
                .findFirst()
                .orElse(changeable.getFirst());
        return "\"" + column + "\" = "
                + literal(table, column, rows.get(table.name()).get(column));
    }

    private String copy(Table table, List<String> insertable) {
        Map<String, String> values = new LinkedHashMap<>();
        Map<String, String> row = rows.get(table.name());
        for (String column : insertable) {
            String value = row.get(column);
            boolean key = table.primary().contains(column)
                    && table.keys().stream().noneMatch(k -> k.columns().contains(column));
            if (value != null) {
                values.put(column, key ? another(table.columns().get(column)) : value);
            }
        }
        return "insert into " + table.name() + " (" + String.join(", ", quoted(values.keySet())) + ") values ("
                + values.entrySet().stream()
                        .map(e -> literal(table, e.getKey(), e.getValue()))
                        .collect(Collectors.joining(", "))
                + ")";
    }

    /** A key of nobody in this world: whoever happens to have it would write about themselves. */
    private String another(Column column) {
        return column.type().equals("integer") || column.type().equals("bigint")
                ? "" + random.nextInt(1_000, 9_999)
                : made(column);
    }

    private static String literal(Table table, String column, String value) {
        return value == null
                ? "null"
                : "'" + value.replace("'", "''") + "'::"
                        + table.columns().get(column).type();
    }

    private String as(String role, Map<String, String> binding, String sql, boolean count) {
        return within(() -> {}, role, binding, sql, count);
    }

    private String asAfter(String before, String role, Map<String, String> binding, String sql) {
        return within(() -> root.run(before), role, binding, sql, false);
    }

    /** Runs a statement as the role inside the running transaction and undoes it: a number of rows, or an SQLSTATE. */
    private String within(Runnable before, String role, Map<String, String> binding, String sql, boolean count) {
        try {
            Savepoint savepoint = root.connection().setSavepoint();
            try {
                before.run();
                StringBuilder bind = new StringBuilder("set local role " + role);
                binding.forEach((name, value) -> bind.append("; set local kasane.")
                        .append(name)
                        .append(" = '")
                        .append(value)
                        .append('\''));
                root.script(bind.toString());
                try (var statement = root.connection().createStatement()) {
                    if (count) {
                        var rs = statement.executeQuery(sql);
                        rs.next();
                        return rs.getString(1);
                    }
                    return "" + statement.executeUpdate(sql);
                } catch (SQLException e) {
                    return e.getSQLState();
                }
            } finally {
                root.connection().rollback(savepoint);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Does the work in a transaction that is undone. */
    void undone(Runnable work) {
        try {
            root.connection().setAutoCommit(false);
            try {
                work.run();
            } finally {
                root.connection().rollback();
                root.connection().setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The roles that a policy of this table is for. */
    Collection<String> roles(String table) {
        return new TreeSet<>(root.texts(
                "select distinct unnest(roles)::text from pg_policies where schemaname || '.' || tablename = ?",
                table));
    }

    @Override
    public void close() {
        root.close();
        database.close();
    }
}
