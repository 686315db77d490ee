package kasane.sharing;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import kasane.gate.Duty;
import kasane.gate.TestMigration;
import kasane.gate.Viewer;
import kasane.shared.AgencyId;
import kasane.shared.HouseholdId;
import kasane.shared.PersonId;
import kasane.shared.StaffId;
import kasane.testing.AsRole;
import kasane.testing.MigratedDatabase;
import kasane.testing.TestClock;
import kasane.testing.TestDatabase;
import org.jspecify.annotations.Nullable;

/**
 * Random worlds of households, rows and grants, held at once as Java values for {@link SightRule} and as rows for the
 * policies, in a plain table of the standard shape.
 */
final class SightWorlds implements AutoCloseable {

    static final Instant NOW = TestClock.START;
    private static final int AGENCIES = 4;
    private static final List<UUID> ITEMS = List.of(new UUID(9, 1), new UUID(9, 2));

    final TestDatabase database = MigratedDatabase.create();
    final AsRole root = AsRole.superuser(database.connections());
    private final AsRole app =
            AsRole.unbound(database.connections(), database.connections().app());
    final Map<UUID, SightRule.Facts> rows = new LinkedHashMap<>();
    final Map<UUID, Set<PersonId>> persons = new LinkedHashMap<>();
    final Map<UUID, SightRule.Grant> grants = new LinkedHashMap<>();
    final List<SightRule.Concealment> concealments = new ArrayList<>();
    final List<SightRule.Recusal> recusals = new ArrayList<>();

    SightWorlds() {
        root.script("""
                create schema probe;
                grant usage on schema probe to kasane_app;
                create table probe.row (id uuid primary key, household_id uuid not null, person_id uuid,
                  owner_agency int not null, audience smallint not null, category int not null, item_id uuid,
                  concealed boolean not null);
                create index on probe.row (household_id);
                grant select on probe.row to kasane_app;
                alter table probe.row enable row level security;
                alter table probe.row force row level security;
                """);
        Sight.rows("probe.row").forEach(policy -> root.run(TestMigration.create(policy)));
        // The same rows as they would be in a table about the household as such, and in one about several persons.
        for (String table : List.of("probe.about", "probe.together")) {
            root.script("""
                    create table %1$s (like probe.row including all);
                    alter table %1$s add column persons uuid[] not null default '{}';
                    grant select on %1$s to kasane_app;
                    alter table %1$s enable row level security;
                    alter table %1$s force row level security;
                    """.formatted(table));
        }
        Sight.about("probe.about").forEach(policy -> root.run(TestMigration.create(policy)));
        Sight.together("probe.together").forEach(policy -> root.run(TestMigration.create(policy)));
    }

    /** The text by which the policy selects rows now. */
    void seeBy(String using) {
        seeBy("row", using);
    }

    /** The same for one of the three tables. */
    void seeBy(String table, String using) {
        root.run("alter policy see_kasane_app on probe." + table + " using (" + using.replace("{t}", table) + ")");
    }

    /** Forgets the world before, and makes another of so many households. */
    void make(long seed, int households) {
        rows.clear();
        persons.clear();
        grants.clear();
        concealments.clear();
        recusals.clear();
        root.script(
                "truncate probe.row, probe.about, probe.together, sharing.concealment, sharing.recusal, sharing.grant, sharing.consent, sharing.subject_person, sharing.subject cascade");
        Random random = new Random(seed);
        List<Object[]> subjects = new ArrayList<>();
        List<Object[]> people = new ArrayList<>();
        for (int h = 0; h < households; h++) {
            HouseholdId household = new HouseholdId(new UUID(seed, 1_000L + h));
            AgencyId keeper = new AgencyId(1 + random.nextInt(AGENCIES));
            subjects.add(new Object[] {household.value(), keeper.value()});
            List<PersonId> members = new ArrayList<>();
            for (int p = 0; p < 3; p++) {
                PersonId person = new PersonId(new UUID(seed, 1_000_000L + h * 10L + p));
                members.add(person);
                people.add(new Object[] {person.value(), household.value()});
            }
            for (int r = 0; r < 10; r++) {
                UUID id = new UUID(random.nextLong(), random.nextLong());
                rows.put(id, row(random, household, members));
                persons.put(id, several(random, members));
            }
            if (random.nextInt(3) == 0) {
                concealments.add(new SightRule.Concealment(
                        household, random.nextBoolean() ? null : members.get(random.nextInt(3)), keeper));
            }
            if (random.nextInt(4) == 0) {
                recusals.add(new SightRule.Recusal(household, new StaffId(1 + random.nextInt(AGENCIES * 2))));
            }
            int count = random.nextInt(7);
            for (int g = 0; g < count; g++) {
                grants.put(new UUID(random.nextLong(), random.nextLong()), grant(random, household, members));
            }
        }
        batch("insert into sharing.subject values (?, ?, '2026-01-01', 1)", subjects);
        // The standing grant of the keeping agency is made by a trigger; here every grant is of our making.
        root.script("truncate sharing.grant");
        batch("insert into sharing.subject_person values (?, ?, 1)", people);
        batch(
                "insert into sharing.concealment (measure_id, household_id, person_id, owner_agency, set_at, set_by)"
                        + " values (uuidv7(), ?, ?, ?, '2026-01-01', 1)",
                concealments.stream()
                        .map(c -> new Object[] {
                            c.household().value(),
                            c.person() == null ? null : c.person().value(),
                            c.keeper().value()
                        })
                        .toList());
        batch(
                "insert into sharing.recusal (household_id, staff_id, owner_agency, declared_at) values (?, ?, 1, '2026-01-01')",
                recusals.stream()
                        .map(r -> new Object[] {r.household().value(), r.staff().value()})
                        .toList());
        List<Object[]> facts = new ArrayList<>();
        rows.forEach((id, f) -> facts.add(new Object[] {
            id,
            f.household().value(),
            f.person() == null ? null : f.person().value(),
            f.owner().value(),
            f.audience().code(),
            f.category().bit(),
            f.item(),
            f.concealed()
        }));
        batch("insert into probe.row values (?, ?, ?, ?, ?, ?, ?, ?)", facts);
        root.run("insert into probe.about select * from probe.row");
        batch(
                "insert into probe.together select r.*, ?::uuid[] from probe.row r where r.id = ?",
                persons.entrySet().stream()
                        .map(e -> new Object[] {literal(e.getValue()), e.getKey()})
                        .toList());
        grants.forEach(this::insert);
        root.script("analyze probe.row; analyze probe.about; analyze probe.together; analyze sharing.grant");
    }

    /** None, one, two or all of the members. */
    private static Set<PersonId> several(Random random, List<PersonId> members) {
        List<PersonId> shuffled = new ArrayList<>(members);
        java.util.Collections.shuffle(shuffled, random);
        return Set.copyOf(shuffled.subList(0, random.nextInt(8) == 0 ? 0 : 1 + random.nextInt(members.size())));
    }

    private static String literal(Set<PersonId> persons) {
        return "{"
                + String.join(
                        ",", persons.stream().map(p -> p.value().toString()).toList()) + "}";
    }

    private static SightRule.Facts row(Random random, HouseholdId household, List<PersonId> members) {
        Audience audience = Audience.values()[random.nextInt(4)];
        return new SightRule.Facts(
                household,
                random.nextInt(3) == 0 ? null : members.get(random.nextInt(members.size())),
                new AgencyId(1 + random.nextInt(AGENCIES)),
                audience,
                Category.values()[random.nextInt(3)],
                audience == Audience.ITEM || random.nextInt(3) == 0 ? ITEMS.get(random.nextInt(2)) : null,
                random.nextInt(3) == 0);
    }

    private static SightRule.Grant grant(Random random, HouseholdId household, List<PersonId> members) {
        boolean toStaff = random.nextInt(5) == 0;
        Set<PersonId> except = new HashSet<>();
        if (random.nextInt(4) == 0) {
            except.add(members.get(random.nextInt(members.size())));
        }
        return new SightRule.Grant(
                household,
                random.nextInt(3) == 0 ? members.get(random.nextInt(members.size())) : null,
                random.nextInt(3) == 0 ? ITEMS.get(random.nextInt(2)) : null,
                except,
                1 + random.nextInt(7),
                toStaff ? null : new AgencyId(1 + random.nextInt(AGENCIES)),
                toStaff ? new StaffId(1 + random.nextInt(AGENCIES * 2)) : null,
                random.nextInt(3) == 0,
                moment(random, NOW.minusSeconds(1), NOW, NOW, NOW.plusSeconds(1), NOW.minusSeconds(86_400)),
                moment(random, NOW.plusSeconds(1), NOW, NOW.plusSeconds(86_400), NOW.plusSeconds(86_400)),
                random.nextInt(6) == 0 ? NOW.minusSeconds(5) : null,
                new AgencyId(1 + random.nextInt(AGENCIES)));
    }

    private static Instant moment(Random random, Instant... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /** A grant that every world may be given on top: living, of everything, to one agency. */
    SightRule.Grant generous(long seed) {
        Random random = new Random(seed);
        SightRule.Facts about = new ArrayList<>(rows.values()).get(random.nextInt(rows.size()));
        return new SightRule.Grant(
                about.household(),
                random.nextBoolean() ? null : about.person(),
                random.nextBoolean() ? null : about.item(),
                Set.of(),
                511,
                new AgencyId(1 + random.nextInt(AGENCIES)),
                null,
                random.nextBoolean(),
                NOW,
                NOW.plusSeconds(60),
                null,
                new AgencyId(1 + random.nextInt(AGENCIES)));
    }

    void insert(UUID id, SightRule.Grant g) {
        root.run(
                """
                insert into sharing.grant (id, household_id, person_id, item_id, except_persons, categories, agency_id,
                  staff_id, basis, concealed_too, source, valid_from, valid_until, ended_at, given_by_agency, given_by_staff)
                values (?, ?, ?, ?, ?::uuid[], ?, ?, ?, 7, ?, 'test', ?::timestamptz, ?::timestamptz, ?::timestamptz, ?, 0)
                """,
                id,
                g.household().value(),
                g.person() == null ? null : g.person().value(),
                g.item(),
                literal(g.except()),
                g.categories(),
                g.agency() == null ? null : g.agency().value(),
                g.staff() == null ? null : g.staff().value(),
                g.concealedToo(),
                g.from().toString(),
                g.until().toString(),
                g.ended() == null ? null : g.ended().toString(),
                // Its giver sees the grant too, and must see nothing through it.
                g.givenBy().value());
        grants.put(id, g);
    }

    void end(UUID id) {
        root.run("update sharing.grant set ended_at = ?::timestamptz where id = ?", NOW.toString(), id);
        SightRule.Grant g = java.util.Objects.requireNonNull(grants.get(id));
        grants.put(
                id,
                new SightRule.Grant(
                        g.household(),
                        g.person(),
                        g.item(),
                        g.except(),
                        g.categories(),
                        g.agency(),
                        g.staff(),
                        g.concealedToo(),
                        g.from(),
                        g.until(),
                        NOW,
                        g.givenBy()));
    }

    private void batch(String sql, List<@Nullable Object[]> all) {
        try (PreparedStatement insert = root.connection().prepareStatement(sql)) {
            for (Object[] values : all) {
                for (int i = 0; i < values.length; i++) {
                    insert.setObject(i + 1, values[i]);
                }
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Two of the staff of every agency, one system administrator, and somebody of an agency that holds nothing. */
    static List<Viewer.Staff> viewers() {
        List<Viewer.Staff> viewers = new ArrayList<>();
        for (int agency = 1; agency <= AGENCIES; agency++) {
            viewers.add(new Viewer.Staff(new StaffId(agency * 2 - 1), new AgencyId(agency), Set.of()));
            viewers.add(new Viewer.Staff(new StaffId(agency * 2), new AgencyId(agency), Set.of(Duty.COORDINATOR)));
        }
        viewers.add(new Viewer.Staff(new StaffId(1), new AgencyId(1), Set.of(Duty.SYSTEM_ADMINISTRATOR)));
        viewers.add(new Viewer.Staff(new StaffId(99), new AgencyId(99), Set.of()));
        return viewers;
    }

    /** The ids of the rows that the rule lets the viewer see. */
    Set<String> byRule(Viewer viewer) {
        return byRule((id, facts, of) -> SightRule.sees(viewer, facts, of, NOW));
    }

    /** The same for rows about the household as such. */
    Set<String> byRuleAbout(Viewer viewer) {
        return byRule((id, facts, of) -> SightRule.seesAbout(viewer, facts, of, NOW));
    }

    /** The same for rows about several persons. */
    Set<String> byRuleTogether(Viewer viewer) {
        return byRule(
                (id, facts, of) -> SightRule.seesTogether(viewer, facts, persons.getOrDefault(id, Set.of()), of, NOW));
    }

    private interface Rule {
        boolean sees(UUID id, SightRule.Facts facts, SightRule.Known ofHousehold);
    }

    private Set<String> byRule(Rule rule) {
        Map<HouseholdId, List<SightRule.Grant>> of = new LinkedHashMap<>();
        grants.values()
                .forEach(g -> of.computeIfAbsent(g.household(), h -> new ArrayList<>())
                        .add(g));
        Set<String> seen = new TreeSet<>();
        rows.forEach((id, facts) -> {
            if (rule.sees(
                    id,
                    facts,
                    new SightRule.Known(of.getOrDefault(facts.household(), List.of()), concealments, recusals))) {
                seen.add(id.toString());
            }
        });
        return seen;
    }

    /** The ids of the rows that the database gives the viewer. */
    Set<String> byDatabase(Viewer.Staff viewer) {
        return byDatabase(viewer, "row");
    }

    /** The same for one of the three tables. */
    Set<String> byDatabase(Viewer.Staff viewer, String table) {
        app.bind(AsRole.bindings(
                viewer.agency().value(),
                viewer.staff().value(),
                NOW,
                viewer.duties().toArray(new Duty[0])));
        return new TreeSet<>(app.texts("select id from probe." + table));
    }

    @Override
    public void close() {
        app.close();
        root.close();
        database.close();
    }
}
