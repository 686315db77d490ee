package kasane.referral.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import kasane.access.Agencies;
import kasane.access.Reach;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.postgres.Connections;
import kasane.referral.sheet.ReferralFlow.State;
import kasane.referral.sheet.ReferralFlow.Step;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import kasane.shared.PartialDate;
import kasane.shared.Reason;
import kasane.sharing.Consents;
import kasane.testing.AsRole;
import kasane.testing.People;
import kasane.testing.Promise;
import kasane.testing.TestClock;
import kasane.testing.Walk;
import kasane.testing.Web;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** 一件リンク: it opens its one sheet and nothing else, for a short time, and is dead the moment anything behind it ends. */
@WithKasane
@Tag("sql")
@Promise("F12")
class LinkTest {

    private static final String FAX = "0000-10-8409";

    @LocalServerPort
    int port;

    @Autowired
    Connections connections;

    @Autowired
    Db db;

    @Autowired
    Referrals referrals;

    @Autowired
    SheetLinks links;

    @Autowired
    Consents consents;

    @Autowired
    Agencies agencies;

    @Autowired
    TestClock clock;

    private AsRole root;
    private Viewer.Staff sender;
    private AgencyId clinic;
    private UUID id;

    @BeforeEach
    void a_sheet_on_paper() {
        allow(1);
        root = AsRole.superuser(connections);
        sender = People.viewer(connections, "houkatsu");
        clinic = db.transact(sender, () -> agencies.list(sender)).stream()
                .filter(agency -> agency.name().equals("見本台内科医院"))
                .findFirst()
                .orElseThrow()
                .id();
        id = send("通院の付き添いがほしい");
    }

    @AfterEach
    void clockBack() {
        root.close();
        clock.set(TestClock.START);
    }

    /** The town's choice, made on the page of its administrator. */
    private void allow(int amount) {
        String number = "/settings/numbers/referral-link.allowed";
        Web.Answer changed = Web.as(port, "system")
                .post(number + "/new", number, Map.of("amount", List.of("" + amount), "from", List.of("2026-06-15")));
        assertThat(changed.status()).isEqualTo(303);
    }

    private UUID send(String word) {
        return db.transact(
                        sender,
                        () -> referrals.send(
                                sender,
                                new Referrals.Written(
                                        "架空谷 リンタ",
                                        "",
                                        "",
                                        "窓口で会える",
                                        List.of("03"),
                                        "03",
                                        clinic,
                                        word,
                                        PartialDate.UNKNOWN,
                                        "",
                                        "",
                                        "",
                                        null,
                                        false,
                                        SendingRule.Answer.GIVEN,
                                        Consents.Method.SPOKEN,
                                        false,
                                        "",
                                        "",
                                        null,
                                        null)))
                .orElseThrow();
    }

    private LinkKey make() {
        return links.make(sender, id, "例示原ミドリ").orElseThrow().key();
    }

    private Viewer.Guest enter(LinkKey key) {
        return links.visiting(links.open(key).orElseThrow()).orElseThrow();
    }

    private static String refusal(Decision<?> decision) {
        return decision instanceof Decision.Refused<?>(Reason reason) ? reason.key() : "";
    }

    private static Referrals.Answer answer(Step step) {
        return switch (step) {
            case DECLINE -> new Referrals.Answer(step, "OUT_OF_SCOPE", null, "見本の案内", null);
            case REPLY -> new Referrals.Answer(step, "DONE", null, "診察を受けられました", null);
            default -> new Referrals.Answer(step, "", null, "", null);
        };
    }

    @Test
    void there_are_no_links_until_the_town_wants_them() {
        assertThat(root.texts("""
                        select amount from settings.number where key = 'referral-link.allowed' order by id limit 1
                        """)).containsExactly("0");
        LinkKey key = make();
        String cookie = links.open(key).orElseThrow();
        allow(0);
        assertThat(refusal(links.make(sender, id, "例示原ミドリ"))).isEqualTo("referral.refused.links-off");
        assertThat(links.visiting(cookie)).as("nor those that were made before").isEmpty();
        assertThat(links.open(key)).isEmpty();
    }

    @Test
    void the_addressee_reads_and_answers_and_the_work_goes_on_with_the_sender() {
        assertThat(Walk.Work.openOn(root, id)).extracting(Walk.Work::kind).containsExactly("referral.dispatch");
        LinkKey key = make();
        assertThat(Walk.Work.openOn(root, id)).extracting(Walk.Work::kind).containsExactly("referral.check-receipt");
        Viewer.Guest guest = enter(key);
        SheetLinks.Open open = links.read(guest);
        assertThat(open.opened().sheet().word()).isEqualTo("通院の付き添いがほしい");
        assertThat(open.opened().sheet().writer()).isEqualTo("例示原ミドリ");

        assertThat(links.answer(guest, answer(Step.ACCEPT), "受付 見本").orElseThrow())
                .isEqualTo(State.ACCEPTED);
        assertThat(refusal(links.answer(guest, answer(Step.ACCEPT), "受付 見本"))).isNotEmpty();
        assertThat(links.answer(guest, answer(Step.REPLY), "受付 見本").orElseThrow())
                .isEqualTo(State.REPLIED);
        assertThat(Walk.Work.openOn(root, id)).singleElement().satisfies(work -> {
            assertThat(work.kind()).isEqualTo("referral.confirm");
            assertThat(work.owner()).isEqualTo(sender.agency());
        });
        List<SheetStore.Taken> steps = referrals.read(sender, id).steps();
        assertThat(steps).extracting(SheetStore.Taken::kind).containsExactly(Step.RECEIVE, Step.ACCEPT, Step.REPLY);
        assertThat(steps).allSatisfy(step -> {
            assertThat(step.byLink()).isTrue();
            assertThat(step.agency()).isEqualTo("見本台内科医院");
            assertThat(step.staff()).isEqualTo("受付 見本");
        });
        db.run(sender, () -> referrals.take(sender, id, Step.CONFIRM).orElseThrow());
        assertThatThrownBy(() -> links.read(guest)).as("it ends with the sheet").isInstanceOf(NotVisible.class);
    }

    @Test
    void the_log_names_the_agency_that_came_by_the_link_as_an_actor_of_its_own() {
        Viewer.Guest guest = enter(make());
        links.read(guest);
        links.answer(guest, answer(Step.RECEIVE), "受付 見本").orElseThrow();
        assertThat(root.rows(
                        "select purpose, what, agency, staff from audit.entry where item = ?::uuid"
                                + " and purpose is not null order by at, id",
                        id.toString()))
                .containsExactly(
                        List.of("open-link", "referral.link-opened", "null", "null"),
                        List.of("guest", "referral.by-link", "" + clinic.value(), "null"),
                        List.of("guest", "referral.step", "" + clinic.value(), "null"));
    }

    @Test
    void neither_link_nor_number_is_kept_and_the_number_cannot_be_tried_without_the_link() {
        LinkKey key = make();
        String row = String.join(
                " ", root.texts("select l::text from referral.link l where l.referral_id = ?::uuid", id.toString()));
        assertThat(row).doesNotContain(key.token()).doesNotContain(key.code());
        assertThat(new LinkKey("another", key.code()).codeHash()).isNotEqualTo(key.codeHash());
        assertThat(key.token()).hasSizeGreaterThan(40);
        assertThat(LinkKey.fresh().token()).isNotEqualTo(key.token());
    }

    @Test
    void a_wrong_number_opens_nothing_and_too_many_of_them_stop_the_link() {
        LinkKey key = make();
        String wrong = key.code().equals("000000") ? "000001" : "000000";
        for (int tries = 0; tries < 4; tries++) {
            assertThat(links.open(new LinkKey(key.token(), wrong))).isEmpty();
        }
        String cookie = links.open(key).orElseThrow();
        for (int tries = 0; tries < 5; tries++) {
            assertThat(links.open(new LinkKey(key.token(), wrong))).isEmpty();
        }
        assertThat(links.open(key)).as("the right one comes too late").isEmpty();
        assertThat(links.visiting(cookie)).isEmpty();
        assertThat(referrals.read(sender, id).links())
                .singleElement()
                .satisfies(link -> assertThat(link.lockedAt()).isNotNull());
        assertThat(links.open(new LinkKey("nobody-knows-this-one", key.code()))).isEmpty();
    }

    @Test
    void it_is_dead_at_once_when_anything_behind_it_ends() {
        List<Runnable> ends = List.of(
                () -> assertThat(links.stop(sender, id).isAllowed()).isTrue(),
                this::make,
                () -> db.run(
                        sender,
                        () -> referrals.end(sender, id, Step.WITHDRAW, "見本の理由").orElseThrow()),
                () -> {
                    UUID consent = Objects.requireNonNull(
                            referrals.read(sender, id).sheet().consent());
                    db.run(sender, () -> consents.withdraw(sender, consent, "本人の申し出"));
                },
                () -> clock.pass(Duration.ofDays(8)));
        for (int end = 0; end < ends.size(); end++) {
            id = send("通院の付き添いがほしい");
            LinkKey key = make();
            String cookie = links.open(key).orElseThrow();
            Viewer.Guest guest = links.visiting(cookie).orElseThrow();
            assertThat(links.read(guest).opened().sheet().id()).isEqualTo(id);
            ends.get(end).run();
            assertThatThrownBy(() -> links.read(guest)).as("end " + end).isInstanceOf(NotVisible.class);
            assertThatThrownBy(() -> links.answer(guest, answer(Step.RECEIVE), "受付 見本"))
                    .as("end " + end)
                    .isInstanceOf(NotVisible.class);
            assertThat(links.visiting(cookie)).as("end " + end).isEmpty();
            assertThat(links.open(key)).as("end " + end).isEmpty();
        }
    }

    @Test
    void a_visit_ends_by_itself_and_when_the_visitor_goes() {
        LinkKey key = make();
        String cookie = links.open(key).orElseThrow();
        clock.pass(Duration.ofMinutes(31));
        assertThat(links.visiting(cookie)).isEmpty();
        String again = links.open(key).orElseThrow();
        assertThat(links.visiting(again)).isPresent();
        links.leave(again);
        assertThat(links.visiting(again)).isEmpty();
    }

    @Test
    void only_the_sender_of_a_sheet_on_paper_makes_a_link() {
        Viewer.Staff stranger = People.viewer(connections, "jiritsu");
        assertThatThrownBy(() -> links.make(stranger, id, "x")).isInstanceOf(NotVisible.class);
        make();
        assertThatThrownBy(() -> links.stop(stranger, id)).isInstanceOf(NotVisible.class);
        clinic = People.viewer(connections, "shougai").agency();
        id = send("見本");
        assertThatThrownBy(() -> links.make(sender, id, "x")).isInstanceOf(NotVisible.class);
    }

    // ---- the law: a link opens nothing but its item, whatever is asked of the database

    @Test
    void as_the_database_sees_it_a_link_opens_nothing_but_its_item() throws SQLException {
        UUID other = id;
        make();
        db.run(
                sender,
                () -> referrals
                        .dispatch(
                                sender,
                                other,
                                new DispatchRule.Facts(Reach.FAX, FAX, FAX, FAX, ""),
                                LocalDate.of(2026, 6, 15),
                                "")
                        .orElseThrow());
        id = send("ほかの人には見えない一言");
        Viewer.Guest guest = enter(make());
        links.answer(guest, answer(Step.RECEIVE), "受付 見本").orElseThrow();

        assertThat(seenBeside(guest, "")).isEmpty();
        assertThat(seen(guest, "referral.sheet", ""))
                .as("otherwise nothing would be proved")
                .isEqualTo(1);
        assertThat(seen(guest, "referral.step", "")).isEqualTo(1);
        // A defect planted in each policy that stands before another's row is noticed.
        for (String table : List.of("referral.sheet", "referral.step", "sharing.grant", "tasks.task")) {
            assertThat(seenBeside(guest, "alter policy see_kasane_public on " + table + " using (true)"))
                    .as(table)
                    .isNotEmpty();
        }
        // Nor does a binding to another's sheet, which the link does not open, help anybody.
        Viewer.Guest forged = new Viewer.Guest(guest.link(), other, guest.agency());
        assertThat(seen(forged, "referral.sheet", "")).isZero();
        assertThat(seen(new Viewer.Guest(UUID.randomUUID(), id, guest.agency()), "referral.sheet", ""))
                .isZero();
        assertThat(seen(new Viewer.Guest(guest.link(), id, sender.agency()), "referral.sheet", ""))
                .isZero();
    }

    /** Every row of any table that the visitor's role may read at all, and that is neither published nor of the item. */
    private List<String> seenBeside(Viewer.Guest guest, String defect) throws SQLException {
        List<String> beside = new ArrayList<>();
        List<String> readable = root.texts("""
                select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where c.relkind in ('r', 'p') and has_any_column_privilege('kasane_public', c.oid, 'SELECT')
                  and has_schema_privilege('kasane_public', n.oid, 'USAGE')
                  and n.nspname not in ('pg_catalog', 'information_schema')
                  and not exists (select from pg_policies y where y.schemaname = n.nspname and y.tablename = c.relname
                                  and y.roles = array['kasane_public']::name[] and y.cmd = 'SELECT' and y.qual = 'true')
                order by 1
                """);
        assertThat(readable)
                .containsExactlyInAnyOrder(
                        "referral.company",
                        "referral.link",
                        "referral.sheet",
                        "referral.step",
                        "sharing.grant",
                        "tasks.task");
        for (String table : readable) {
            String item = switch (table) {
                case "referral.link" -> "referral_id";
                case "referral.sheet" -> "id";
                default -> "item_id";
            };
            if (seen(guest, table + " where " + item + " is distinct from '" + guest.item() + "'", defect) > 0) {
                beside.add(table);
            }
        }
        return beside;
    }

    /** Counts as the visitor's role, bound to the guest, in a transaction of which nothing is kept. */
    private long seen(Viewer.Guest guest, String from, String defect) throws SQLException {
        root.connection().setAutoCommit(false);
        try {
            if (!defect.isEmpty()) {
                root.run(defect);
            }
            Map<String, String> values = AsRole.empty();
            values.put("agency", "" + guest.agency().value());
            values.put("purpose", "guest");
            values.put("link", guest.link().toString());
            values.put("item", guest.item().toString());
            values.put("now", clock.instant().toString());
            values.forEach((name, value) -> root.texts("select set_config(?, ?, true)", "kasane." + name, value));
            root.run("set local role kasane_public");
            return root.number("select count(*) from " + from);
        } finally {
            root.connection().rollback();
            root.connection().setAutoCommit(true);
        }
    }

    @Test
    void what_a_guest_may_write_is_its_own_step_on_its_own_item_and_no_other() {
        Viewer.Guest guest = enter(make());
        Viewer.Guest other = new Viewer.Guest(guest.link(), send("別の一件"), guest.agency());
        assertThatThrownBy(() -> links.answer(other, answer(Step.RECEIVE), "受付 見本"))
                .isInstanceOf(NotVisible.class);
        assertThat(Optional.of(referrals.read(sender, other.item()).state())).contains(State.SENT);
    }
}
