package kasane.conference.support;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import kasane.access.Agencies;
import kasane.audit.AuditTrail;
import kasane.editing.Editable;
import kasane.editing.Forms;
import kasane.editing.Outcome;
import kasane.editing.Submission;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.register.When;
import kasane.settings.Labels;
import kasane.shared.AgencyId;
import kasane.shared.StaffId;
import kasane.shared.Texts;
import kasane.shared.Wareki;
import kasane.ui.FormField;
import kasane.ui.FormPage;
import kasane.ui.FormView;
import kasane.ui.MatterPage;
import kasane.ui.Option;
import kasane.ui.Screen;
import kasane.ui.Tone;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** 支援会議の議題: the door, the table, and what the members and the convenor lay on it. */
@Controller
class SittingController {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("H:mm");

    private final Sittings sittings;
    private final SupportConferences conferences;
    private final Releases releases;
    private final Cooperations cooperations;
    private final Agencies agencies;
    private final Labels labels;
    private final Forms forms;
    private final Db db;
    private final AuditTrail audit;
    private final Clock clock;

    SittingController(
            Sittings sittings,
            SupportConferences conferences,
            Releases releases,
            Cooperations cooperations,
            Agencies agencies,
            Labels labels,
            Forms forms,
            Db db,
            AuditTrail audit,
            Clock clock) {
        this.sittings = sittings;
        this.conferences = conferences;
        this.releases = releases;
        this.cooperations = cooperations;
        this.agencies = agencies;
        this.labels = labels;
        this.forms = forms;
        this.db = db;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping("/sittings/{id}")
    Screen page(Viewer.Staff viewer, @PathVariable UUID id) {
        return page(viewer, id, forms.button());
    }

    private Screen page(Viewer.Staff viewer, UUID id, FormView form) {
        return db.transact(viewer, () -> {
            Optional<Sittings.Sitting> sitting = sittings.find(viewer, id);
            return sitting.isEmpty() ? door(viewer, id, form) : table(viewer, sitting.get(), form);
        });
    }

    private Screen door(Viewer.Staff viewer, UUID id, FormView form) {
        SupportConferences.Slot slot = conferences.slot(viewer, id);
        SupportPages.Door page = new SupportPages.Door(
                form,
                "支援会議の議題をひらく前に",
                when(slot),
                "/conferences/" + slot.meeting(),
                Sittings.path(id) + "/entries",
                labels.text("support-conference.secrecy"),
                slot.convenor().equals(viewer.agency()) || !slot.closed() && !slot.calledOff());
        return Screen.form("conference/support/door", page.title(), page, form);
    }

    private static String when(SupportConferences.Slot slot) {
        return Wareki.formatWithWeekday(slot.on()) + " " + CLOCK.format(slot.from());
    }

    private Screen table(Viewer.Staff viewer, Sittings.Sitting sitting, FormView form) {
        audit.read(
                viewer, "support-conference.table", List.of(sitting.subject()), ConveningRequests.detail(sitting.id()));
        SupportConferences.Slot slot = conferences.slot(viewer, sitting.id());
        Sittings.Table table = sittings.table(viewer, sitting);
        boolean convenor = sitting.convenor().equals(viewer.agency());
        boolean open = sitting.concludedAt() == null && !slot.calledOff();
        String href = Sittings.path(sitting.id());
        SupportPages.Sitting page = new SupportPages.Sitting(
                form,
                href,
                "支援会議 第" + sitting.no() + "回",
                sitting.called(),
                when(slot),
                "/conferences/" + sitting.meeting(),
                convenor ? SupportConferences.path(sitting.series()) : "",
                convenor,
                open,
                slot.calledOff() ? Tone.ENDED : open ? Tone.ACTIVE : Tone.DONE,
                slot.calledOff() ? "中止" : open ? "結果はまだ" : Texts.text("conference.series-step." + sitting.conclusion()),
                sitting.purpose(),
                seats(viewer, sitting, convenor),
                table.materials().stream()
                        .map(material -> new SupportPages.Material(
                                material.title(),
                                material.words(),
                                material.agency() + "　" + material.staff() + "　"
                                        + When.of(material.at(), clock.getZone()),
                                material.carried() ? "まえの回から。" + material.carriedWhy() : ""))
                        .toList(),
                sitting.words().summary(),
                sitting.words().view(),
                sitting.words().pending(),
                sitting.writtenAt() == null
                        ? ""
                        : sitting.writer() + "　"
                                + When.of(Objects.requireNonNull(sitting.writtenAt()), clock.getZone()),
                sitting.concludedAt() == null || sitting.words().summary().isEmpty() ? "" : href + "/minutes/sheet.pdf",
                table.revisions().stream()
                        .map(revision -> new SupportPages.Revision(
                                When.of(revision.at(), clock.getZone()),
                                revision.by(),
                                revision.reason(),
                                (revision.words().summary() + "\n"
                                                + revision.words().view() + "\n"
                                                + revision.words().pending())
                                        .strip()))
                        .toList(),
                table.decisions().stream()
                        .map(decided -> decided(viewer, sitting, decided))
                        .toList(),
                convenor
                        ? releases.ofSitting(viewer, sitting.id()).stream()
                                .map(release -> new SupportPages.Outward(
                                        Releases.path(release.id()),
                                        release.piece(),
                                        String.join("、", release.names()),
                                        Tone.DONE,
                                        Texts.text("conference.basis." + release.basis())))
                                .toList()
                        : List.of(),
                convenor
                        ? cooperations.ofSitting(viewer, sitting.id()).stream()
                                .map(one -> new SupportPages.Outward(
                                        Cooperations.path(one.request().id()),
                                        one.request().toName() + "への協力依頼",
                                        Wareki.compact(one.request().due()) + "まで",
                                        OutwardController.tone(one),
                                        Texts.text("conference.cooperation-state." + one.state())))
                                .toList()
                        : List.of(),
                convenor && open && sitting.no() > 1);
        return Screen.form("conference/support/sitting", page.title(), page, form);
    }

    private List<SupportPages.Seat> seats(Viewer.Staff viewer, Sittings.Sitting sitting, boolean convenor) {
        List<SupportConferences.Entry> entries = conferences.entries(viewer, sitting.id());
        String href = Sittings.path(sitting.id());
        return conferences.seats(viewer, sitting.id()).stream()
                .map(seat -> new SupportPages.Seat(
                        seat.name(),
                        String.join("、", seat.names()),
                        convenor && !seat.agency().equals(viewer.agency())
                                ? href + "/members/" + seat.agency().value() + "/persons/new"
                                : "",
                        entries.stream()
                                .filter(entry -> entry.agencyId().equals(seat.agency()))
                                .map(entry -> new SupportPages.Person(
                                        entry.name(),
                                        When.of(entry.at(), clock.getZone()),
                                        entry.left() != null,
                                        convenor
                                                        && entry.left() == null
                                                        && !entry.staff().equals(viewer.staff())
                                                ? href + "/entries/" + entry.id() + "/departure"
                                                : ""))
                                .toList()))
                .toList();
    }

    private SupportPages.Decided decided(Viewer.Staff viewer, Sittings.Sitting sitting, Sittings.Decided decided) {
        boolean waits = decided.reportedAt() == null;
        boolean late = waits && decided.due().isBefore(db.today(viewer));
        String href = Sittings.path(sitting.id()) + "/decisions/" + decided.id();
        List<MatterPage.Action> actions = new ArrayList<>();
        if (waits
                && (decided.agency().equals(viewer.agency())
                        || sitting.convenor().equals(viewer.agency()))) {
            actions.add(new MatterPage.Action("済んだ", href + "/report/new", false, false));
        }
        if (waits && sitting.convenor().equals(viewer.agency())) {
            actions.add(new MatterPage.Action("取り消す", href + "/dropping", true, false));
        }
        return new SupportPages.Decided(
                decided.no(),
                decided.what(),
                decided.agencyName(),
                Wareki.compact(decided.due()),
                late ? Tone.ALERT : waits ? Tone.WAITING : decided.dropped() ? Tone.ENDED : Tone.DONE,
                late ? "期限をすぎています" : waits ? "これから" : decided.dropped() ? "取消し" : "済み",
                decided.words(),
                actions);
    }

    // ---- coming in, going out

    @PostMapping("/sittings/{id}/entries")
    Object enter(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(
                viewer,
                form,
                again -> page(viewer, id, again),
                in -> Outcome.of(conferences.enter(viewer, id), "next", "守秘の確認を記録しました。", Sittings::path));
    }

    @PostMapping("/sittings/{id}/entries/{entry}/departure")
    Object shutOut(Viewer.Staff viewer, @PathVariable UUID id, @PathVariable UUID entry, Submission form) {
        return forms.submit(
                viewer,
                form,
                again -> page(viewer, id, again),
                in -> Outcome.of(conferences.shutOut(viewer, id, entry), "next", "退室を記録しました。", Sittings::path));
    }

    @GetMapping("/sittings/{id}/members/new")
    Screen inviting(Viewer.Staff viewer, @PathVariable UUID id) {
        return inviting(viewer, id, forms.open(viewer));
    }

    private Screen inviting(Viewer.Staff viewer, UUID id, FormView form) {
        return db.transact(viewer, () -> {
            Sittings.Sitting sitting = read(viewer, id);
            return new FormPage(
                            "構成員を加える",
                            "加えた機関は、この回の資料と会議録を、守秘を確認した人だけが見ます。まえの回のものは見えません。",
                            Sittings.path(id) + "/members",
                            "加える",
                            Sittings.path(id),
                            List.of(FormField.select("agency", "機関", others(viewer, sitting))
                                    .must()),
                            form)
                    .screen();
        });
    }

    /** The sitting for its convenor, with the log of its reading. */
    private Sittings.Sitting read(Viewer.Staff viewer, UUID id) {
        Sittings.Sitting sitting = sittings.forConvenor(viewer, id);
        audit.read(viewer, "support-conference.form", List.of(sitting.subject()), ConveningRequests.detail(id));
        return sitting;
    }

    private List<Option> others(Viewer.Staff viewer, Sittings.Sitting sitting) {
        Set<AgencyId> there = conferences.seats(viewer, sitting.id()).stream()
                .map(SupportConferences.Seat::agency)
                .collect(Collectors.toSet());
        return agencies.forCases(viewer).stream()
                .filter(agency -> !there.contains(agency.id()))
                .map(agency -> Option.of(agency.id().value().toString(), agency.name()))
                .toList();
    }

    @PostMapping("/sittings/{id}/members")
    Object invite(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(viewer, form, again -> inviting(viewer, id, again), in -> {
            Sittings.Sitting sitting = sittings.forConvenor(viewer, id);
            String agency = in.code("agency", Option.values(others(viewer, sitting)));
            if (agency.isEmpty()) {
                in.error("agency", "機関を選んでください。");
            }
            return in.hasErrors()
                    ? in.invalid()
                    : Outcome.of(
                            conferences.addMember(viewer, id, new AgencyId(Integer.valueOf(agency))),
                            "agency",
                            "構成員に加えました。",
                            Sittings::path);
        });
    }

    @GetMapping("/sittings/{id}/members/{agency}/persons/new")
    Screen choosing(Viewer.Staff viewer, @PathVariable UUID id, @PathVariable int agency) {
        return db.transact(
                viewer,
                () -> choosing(
                        viewer,
                        id,
                        agency,
                        forms.open(
                                viewer,
                                Map.of(
                                        "persons",
                                        seat(viewer, id, agency).chosen().stream()
                                                .map(staff -> staff.value().toString())
                                                .toList()))));
    }

    private SupportConferences.Seat seat(Viewer.Staff viewer, UUID id, int agency) {
        sittings.forConvenor(viewer, id);
        return conferences.seats(viewer, id).stream()
                .filter(seat -> seat.agency().equals(new AgencyId(agency))
                        && !seat.agency().equals(viewer.agency()))
                .findFirst()
                .orElseThrow(NotVisible::new);
    }

    private Screen choosing(Viewer.Staff viewer, UUID id, int agency, FormView form) {
        return db.transact(viewer, () -> {
            read(viewer, id);
            SupportConferences.Seat seat = seat(viewer, id, agency);
            return new FormPage(
                            seat.name() + "から出席する人",
                            "だれも選ばないと、その機関が決めます。選ぶと、ほかの人は入れなくなり、もう中にいる人は外へ出ます。",
                            Sittings.path(id) + "/members/" + agency + "/persons",
                            "決める",
                            Sittings.path(id),
                            List.of(FormField.checkboxes("persons", "出席する人", colleagues(viewer, seat.agency()))),
                            form)
                    .screen();
        });
    }

    private List<Option> colleagues(Viewer.Staff viewer, AgencyId agency) {
        return agencies.colleagues(viewer, agency).stream()
                .map(colleague -> new Option(colleague.id().value().toString(), colleague.name(), colleague.title()))
                .toList();
    }

    @PostMapping("/sittings/{id}/members/{agency}/persons")
    Object choose(Viewer.Staff viewer, @PathVariable UUID id, @PathVariable int agency, Submission form) {
        return forms.submit(viewer, form, again -> choosing(viewer, id, agency, again), in -> {
            SupportConferences.Seat seat = seat(viewer, id, agency);
            Set<StaffId> persons = new LinkedHashSet<>();
            in.codes("persons", Option.values(colleagues(viewer, seat.agency())))
                    .forEach(person -> persons.add(new StaffId(Integer.valueOf(person))));
            return in.hasErrors()
                    ? in.invalid()
                    : Outcome.of(
                            conferences.choose(viewer, id, seat.agency(), persons),
                            "persons",
                            "出席する人を決めました。",
                            Sittings::path);
        });
    }

    // ---- the table

    @GetMapping("/sittings/{id}/materials/new")
    Screen adding(Viewer.Staff viewer, @PathVariable UUID id) {
        return adding(viewer, id, forms.open(viewer));
    }

    private Screen adding(Viewer.Staff viewer, UUID id, FormView form) {
        return db.transact(viewer, () -> {
            Sittings.Sitting sitting = sittings.find(viewer, id).orElseThrow(NotVisible::new);
            audit.read(viewer, "support-conference.adding", List.of(sitting.subject()), ConveningRequests.detail(id));
            return new FormPage(
                            "資料を出す",
                            "この回の構成員から入った人だけが見ます。会議のあとも、ほかの画面には出ません。",
                            Sittings.path(id) + "/materials",
                            "出す",
                            Sittings.path(id),
                            List.of(
                                    FormField.text("title", "資料の名前").must().hint("例：訪問のようす"),
                                    FormField.block("words", "内容").must()),
                            form)
                    .screen();
        });
    }

    @PostMapping("/sittings/{id}/materials")
    Object add(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(viewer, form, again -> adding(viewer, id, again), in -> {
            sittings.requireInside(viewer, id);
            String title = in.requiredLine("title", "資料の名前", 100);
            String words = in.requiredBlock("words", "内容", 8000);
            return in.hasErrors()
                    ? in.invalid()
                    : Outcome.of(sittings.add(viewer, id, title, words), "title", "資料を出しました。", Sittings::path);
        });
    }

    @GetMapping("/sittings/{id}/minutes/edit")
    Screen writing(Viewer.Staff viewer, @PathVariable UUID id) {
        return writing(viewer, id, forms.open(viewer, opened(viewer, id)));
    }

    private Editable.Opened opened(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> {
            Sittings.Sitting sitting = read(viewer, id);
            return new Editable.Opened(
                    sitting.version(),
                    Map.of(
                            "summary", List.of(sitting.words().summary()),
                            "view", List.of(sitting.words().view()),
                            "pending", List.of(sitting.words().pending())),
                    "会議録",
                    sitting.writer(),
                    sitting.writtenAt() == null
                            ? ""
                            : When.of(Objects.requireNonNull(sitting.writtenAt()), clock.getZone()),
                    Sittings.path(id));
        });
    }

    /** The minutes that two may write at once. */
    private final class Writing implements Editable {

        private final Viewer.Staff viewer;
        private final UUID id;

        Writing(Viewer.Staff viewer, UUID id) {
            this.viewer = viewer;
            this.id = id;
        }

        @Override
        public Editable.Opened current() {
            return opened(viewer, id);
        }

        @Override
        public Map<String, String> labels() {
            Map<String, String> labels = new LinkedHashMap<>();
            labels.put("summary", "共有された情報の要旨");
            labels.put("view", "見立て");
            labels.put("pending", "保留したこと");
            return labels;
        }

        @Override
        public Set<String> joinable() {
            return labels().keySet();
        }
    }

    private Screen writing(Viewer.Staff viewer, UUID id, FormView form) {
        return db.transact(viewer, () -> {
            Sittings.Sitting sitting = read(viewer, id);
            List<FormField> fields = new ArrayList<>(List.of(
                    FormField.block("summary", "共有された情報の要旨").must(),
                    FormField.block("view", "見立て"),
                    FormField.block("pending", "保留したこと")));
            if (sitting.concludedAt() != null) {
                fields.add(FormField.text("reason", "直す理由").must());
            }
            return new FormPage("会議録を書く", "", Sittings.path(id) + "/minutes", "記録する", Sittings.path(id), fields, form)
                    .screen();
        });
    }

    @PostMapping("/sittings/{id}/minutes")
    Object write(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(
                viewer,
                form,
                again -> writing(viewer, id, again),
                in -> {
                    Sittings.Sitting sitting = sittings.forConvenor(viewer, id);
                    Sittings.Words words = new Sittings.Words(
                            in.requiredBlock("summary", "共有された情報の要旨", 8000),
                            in.block("view", 8000),
                            in.block("pending", 4000));
                    String reason = sitting.concludedAt() == null ? "" : in.requiredLine("reason", "直す理由", 200);
                    return in.hasErrors()
                            ? in.invalid()
                            : Outcome.of(
                                    sittings.write(viewer, id, in.version(), words, reason),
                                    "summary",
                                    "会議録を記録しました。",
                                    Sittings::path);
                },
                new Writing(viewer, id));
    }

    @GetMapping("/sittings/{id}/decisions/new")
    Screen deciding(Viewer.Staff viewer, @PathVariable UUID id) {
        return deciding(viewer, id, forms.open(viewer));
    }

    private Screen deciding(Viewer.Staff viewer, UUID id, FormView form) {
        return db.transact(viewer, () -> {
            read(viewer, id);
            return new FormPage(
                            "決めたこと",
                            "その機関の「きょう」には「支援会議で決めたこと」とだけ出ます。期限をすぎたら、招集した側だけに出ます。",
                            Sittings.path(id) + "/decisions",
                            "加える",
                            Sittings.path(id),
                            List.of(
                                    FormField.block("what", "だれが何を").must(),
                                    FormField.select("by", "担当の機関", seatOptions(viewer, id))
                                            .must(),
                                    FormField.date("due", "いつまでに").must()),
                            form)
                    .screen();
        });
    }

    private List<Option> seatOptions(Viewer.Staff viewer, UUID id) {
        return conferences.seats(viewer, id).stream()
                .map(seat -> Option.of(seat.agency().value().toString(), seat.name()))
                .toList();
    }

    @PostMapping("/sittings/{id}/decisions")
    Object decide(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(viewer, form, again -> deciding(viewer, id, again), in -> {
            sittings.forConvenor(viewer, id);
            String what = in.requiredBlock("what", "だれが何を", 1000);
            String by = in.code("by", Option.values(seatOptions(viewer, id)));
            if (by.isEmpty()) {
                in.error("by", "担当の機関を選んでください。");
            }
            LocalDate due = in.requiredDate("due", "いつまでに", db.today(viewer));
            return in.hasErrors()
                    ? in.invalid()
                    : Outcome.of(
                            sittings.decide(viewer, id, what, new AgencyId(Integer.valueOf(by)), due),
                            "due",
                            "決めたことを加えました。",
                            decision -> Sittings.path(id));
        });
    }

    @GetMapping("/sittings/{id}/decisions/{decision}/report/new")
    Screen reporting(Viewer.Staff viewer, @PathVariable UUID id, @PathVariable UUID decision) {
        return reporting(viewer, id, decision, forms.open(viewer));
    }

    private Screen reporting(Viewer.Staff viewer, UUID id, UUID decision, FormView form) {
        return db.transact(viewer, () -> {
            Sittings.Sitting sitting = sittings.find(viewer, id).orElseThrow(NotVisible::new);
            audit.read(viewer, "support-conference.report", List.of(sitting.subject()), ConveningRequests.detail(id));
            Sittings.Decided decided = sittings.table(viewer, sitting).decisions().stream()
                    .filter(one -> one.id().equals(decision))
                    .findFirst()
                    .orElseThrow(NotVisible::new);
            return new FormPage(
                            "済んだことを記録する",
                            decided.what(),
                            Sittings.path(id) + "/decisions/" + decision + "/report",
                            "済みにする",
                            Sittings.path(id),
                            List.of(FormField.block("words", "どうなったか").must()),
                            form)
                    .screen();
        });
    }

    @PostMapping("/sittings/{id}/decisions/{decision}/report")
    Object report(Viewer.Staff viewer, @PathVariable UUID id, @PathVariable UUID decision, Submission form) {
        return forms.submit(viewer, form, again -> reporting(viewer, id, decision, again), in -> {
            sittings.requireInside(viewer, id);
            String words = in.requiredBlock("words", "どうなったか", 2000);
            return in.hasErrors()
                    ? in.invalid()
                    : Outcome.of(
                            sittings.report(viewer, id, decision, false, words),
                            "words",
                            "済みにしました。",
                            done -> Sittings.path(id));
        });
    }

    @PostMapping("/sittings/{id}/decisions/{decision}/dropping")
    Object drop(Viewer.Staff viewer, @PathVariable UUID id, @PathVariable UUID decision, Submission form) {
        return forms.submit(
                viewer,
                form,
                again -> page(viewer, id, again),
                in -> Outcome.of(
                        sittings.report(viewer, id, decision, true, ""),
                        "next",
                        "取り消しました。",
                        done -> Sittings.path(id)));
    }

    // ---- carrying forward

    @GetMapping("/sittings/{id}/carried/new")
    Screen carrying(Viewer.Staff viewer, @PathVariable UUID id) {
        return carrying(viewer, id, forms.open(viewer));
    }

    private Screen carrying(Viewer.Staff viewer, UUID id, FormView form) {
        return db.transact(
                viewer,
                () -> new FormPage(
                                "まえの回から引き継ぐ",
                                "選んだものを、この回の構成員に見せます。だれが、なぜ引き継いだかが残ります。",
                                Sittings.path(id) + "/carried",
                                "引き継ぐ",
                                Sittings.path(id),
                                List.of(
                                        FormField.checkboxes("pieces", "引き継ぐもの", pieces(viewer, read(viewer, id)))
                                                .must(),
                                        FormField.text("why", "引き継ぐ理由").must()),
                                form)
                        .screen());
    }

    private List<Option> pieces(Viewer.Staff viewer, Sittings.Sitting sitting) {
        return sittings.earlier(viewer, sitting).stream()
                .flatMap(before -> sittings.pieces(viewer, before).stream()
                        .map(piece -> new Option(Sittings.key(before, piece), piece.title(), excerpt(piece.words()))))
                .toList();
    }

    static String excerpt(String words) {
        String line = words.replace('\n', ' ');
        return line.length() <= 60 ? line : line.substring(0, 60) + "…";
    }

    @PostMapping("/sittings/{id}/carried")
    Object carry(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(viewer, form, again -> carrying(viewer, id, again), in -> {
            Sittings.Sitting sitting = sittings.forConvenor(viewer, id);
            List<String> keys = in.codes("pieces", Option.values(pieces(viewer, sitting)));
            if (keys.isEmpty()) {
                in.error("pieces", "引き継ぐものを選んでください。");
            }
            String why = in.requiredLine("why", "引き継ぐ理由", 200);
            return in.hasErrors()
                    ? in.invalid()
                    : Outcome.of(
                            sittings.carry(viewer, id, Set.copyOf(keys), why), "pieces", "引き継ぎました。", Sittings::path);
        });
    }
}
