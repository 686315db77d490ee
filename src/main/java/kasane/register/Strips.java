package kasane.register;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Row;
import kasane.gate.Viewer;
import kasane.shared.HouseholdId;
import kasane.shared.PersonId;
import kasane.shared.Texts;
import kasane.shared.Wareki;
import kasane.sharing.Consents;
import kasane.ui.Frame;
import kasane.ui.Tone;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * 世帯の帯: what stays at the head of every page of a household: its name, the safe way to contact it, the consents.
 * It costs four statements. The page that shows it writes the log.
 */
@Component
public class Strips {

    private static final String PEOPLE = """
            select h.label, p.person_id, p.family, p.given, p.family_kana, p.given_kana, p.former, p.alias, p.latin,
                   (select max(g.valid_until) from sharing.pub_my_grant g
                    where g.household_id = p.came_household and g.item_id = p.came_item and g.basis = 1) as came_until,
                   (select string_agg(m.mode || m.counterpart, '、' order by m.created_at)
                    from register.concealment_measure m
                    where m.household_id = h.household_id and m.id in (
                      select c.measure_id from sharing.pub_concealment c where c.household_id = h.household_id)) as shut
            from register.household h
            left join (register.person p join register.membership m
                         on m.person_id = p.person_id and m.household_id = p.household_id and m.until_date is null)
              on p.household_id = h.household_id
            where h.household_id = :household order by m.position, m.created_at, p.person_id
            """;

    private final Db db;
    private final Contacts contacts;
    private final Consents consents;
    private final HouseholdLead lead;
    private final List<HouseholdTab> tabs;

    Strips(Db db, Contacts contacts, Consents consents, HouseholdLead lead, List<HouseholdTab> tabs) {
        this.db = db;
        this.contacts = contacts;
        this.consents = consents;
        this.lead = lead;
        this.tabs = tabs.stream()
                .sorted(Comparator.comparingInt(HouseholdTab::rank))
                .toList();
    }

    private record Person(
            String label,
            @Nullable PersonId id,
            PersonName name,
            @Nullable Instant cameUntil,
            @Nullable String shut) {}

    /** The strip of a household with the tab of the current page marked, or {@link NotVisible}. */
    public Frame.CaseStrip of(Viewer.Staff viewer, HouseholdId household, String currentTabKey) {
        return find(viewer, household, currentTabKey).orElseThrow(NotVisible::new);
    }

    /** The same without 主担当, for a page that asks for it together with other things. */
    public Frame.CaseStrip leaderless(Viewer.Staff viewer, HouseholdId household, String currentTabKey) {
        return db.transact(viewer, () -> strip(viewer, household, currentTabKey).orElseThrow(NotVisible::new));
    }

    /** The same; empty for whoever reads here what is their own, after their sight of the household has ended. */
    public Optional<Frame.CaseStrip> find(Viewer.Staff viewer, HouseholdId household, String currentTabKey) {
        return db.transact(
                viewer,
                () -> strip(viewer, household, currentTabKey)
                        .map(strip -> led(strip, lead.of(viewer, household).orElse(null))));
    }

    private Optional<Frame.CaseStrip> strip(Viewer.Staff viewer, HouseholdId household, String currentTabKey) {
        List<Person> rows = db.sql(viewer, PEOPLE).param("household", household).list(Strips::person);
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        List<Person> people = rows.stream().filter(row -> row.id() != null).toList();
        Instant now = db.now(viewer);
        List<Consents.Consent> given = consents.of(viewer, household);
        return Optional.of(new Frame.CaseStrip(
                Households.titleOf(rows.getFirst().label()),
                "/households/" + household.value(),
                people.size(),
                safeContact(contacts.safe(viewer, household), people),
                people.stream().map(person -> state(person, given, now)).toList(),
                null,
                null,
                concealed(rows.getFirst().shut()),
                true,
                tabs.stream()
                        .map(tab -> new Frame.Nav(
                                tab.label(),
                                tab.href().apply(household),
                                tab.key().equals(currentTabKey),
                                null,
                                null))
                        .toList()));
    }

    /** The strip naming who leads, if anybody, and that support rests. */
    public static Frame.CaseStrip led(Frame.CaseStrip strip, HouseholdLead.@Nullable Led led) {
        if (led == null) {
            return strip;
        }
        LocalDate until = led.pausedUntil();
        return strip.led(led.agency(), until == null ? null : "休止中（" + Wareki.compact(until) + "に再開を確かめる）");
    }

    /** Until when people of a household came here with a つなぎ on their own yes: it lets the viewer read, nobody else. */
    public Map<PersonId, Instant> cameWith(Viewer.Staff viewer, HouseholdId household) {
        Map<PersonId, Instant> until = new HashMap<>();
        for (Person person :
                db.sql(viewer, PEOPLE).param("household", household).list(Strips::person)) {
            if (person.id() != null && person.cameUntil() != null) {
                until.put(person.id(), person.cameUntil());
            }
        }
        return until;
    }

    /** What a consent that came with a つなぎ is called. */
    public static String cameWords(Instant until) {
        return "つなぎの同意あり（〜" + lastDay(until) + "）";
    }

    /** As {@link #state(String, List, Instant)}; without a consent of this record, the one it came with counts as what it is. */
    private static Frame.Consent state(Person person, List<Consents.Consent> given, Instant now) {
        String called = person.name().called();
        List<Consents.Consent> own = given.stream()
                .filter(consent -> consent.person().equals(Objects.requireNonNull(person.id())))
                .toList();
        Instant until = person.cameUntil();
        return until == null || own.stream().anyMatch(consent -> consent.livesAt(now))
                ? state(called, own, now)
                : new Frame.Consent(called, Tone.DONE, cameWords(until));
    }

    /** All lines that say something, with the name where there is more than one person. */
    private static @Nullable String safeContact(List<Contacts.SafeContact> all, List<Person> people) {
        List<String> lines = new ArrayList<>();
        for (Contacts.SafeContact contact : all) {
            String line = contact.safe().line();
            if (line.isEmpty()) {
                continue;
            }
            String who = people.stream()
                    .filter(person -> person.id() != null && person.id().equals(contact.person()))
                    .map(person -> person.name().called() + " ")
                    .findFirst()
                    .orElse("");
            lines.add(who + line);
        }
        return lines.isEmpty() ? null : lines.stream().distinct().collect(Collectors.joining("　｜　"));
    }

    /** あり（〜R9.3.31）, 撤回, 期限切れ, なし: the state of the consents of one person in words. */
    public static Frame.Consent state(String person, List<Consents.Consent> consents, Instant now) {
        return consents.stream()
                .filter(consent -> consent.livesAt(now))
                .max(Comparator.comparing(Consents.Consent::until))
                .map(living -> new Frame.Consent(person, Tone.DONE, "あり（〜" + lastDay(living.until()) + "）"))
                .or(() -> consents.stream()
                        .max(Comparator.comparing(Consents.Consent::from))
                        .map(last -> new Frame.Consent(person, Tone.ENDED, last.withdrawnAt() != null ? "撤回" : "期限切れ")))
                .orElse(new Frame.Consent(person, Tone.ENDED, "なし"));
    }

    /** The last day of a period that ends at the beginning of the next one. */
    public static String lastDay(Instant until) {
        return Wareki.compact(Consents.lastDay(until));
    }

    private static Person person(Row row) {
        PersonId id = row.personOrNull("person_id");
        return new Person(
                row.text("label"),
                id,
                id == null
                        ? PersonName.of("", "", "", "")
                        : new PersonName(
                                row.text("family"),
                                row.text("given"),
                                row.text("family_kana"),
                                row.text("given_kana"),
                                row.text("former"),
                                row.text("alias"),
                                row.text("latin")),
                row.instantOrNull("came_until"),
                row.textOrNull("shut"));
    }

    /** For those who are admitted: what is shut, and from whom. */
    private static @Nullable String concealed(@Nullable String shut) {
        if (shut == null) {
            return null;
        }
        String mode = shut.startsWith("FLED") ? "FLED" : "TOGETHER";
        String counterpart = shut.substring(mode.length());
        return Texts.text("register.concealment-mode." + mode) + (counterpart.isEmpty() ? "" : "　相手方: " + counterpart);
    }
}
