package kasane.referral.sheet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import kasane.access.Agencies;
import kasane.access.Reach;
import kasane.access.SignedIn;
import kasane.editing.Forms;
import kasane.editing.Outcome;
import kasane.editing.Reading;
import kasane.editing.Submission;
import kasane.files.FilesPart;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.referral.Roads;
import kasane.register.Member;
import kasane.settings.Codes;
import kasane.settings.Town;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import kasane.shared.Flow;
import kasane.shared.HouseholdId;
import kasane.shared.Ids;
import kasane.shared.Reason;
import kasane.shared.Texts;
import kasane.shared.Wareki;
import kasane.sharing.Basis;
import kasane.sharing.Consents;
import kasane.tasks.Tasks;
import kasane.ui.FormView;
import kasane.ui.Option;
import kasane.ui.Screen;
import kasane.ui.Tone;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** つなぐシート: writing, reading, and each side's next step; 案内カード and 説明カード. */
@Controller
class ReferralController {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("M月d日 H:mm");

    private final Referrals referrals;
    private final Forms forms;
    private final Town town;
    private final Clock clock;

    ReferralController(Referrals referrals, Forms forms, Town town, Clock clock) {
        this.referrals = referrals;
        this.forms = forms;
        this.town = town;
        this.clock = clock;
    }

    @GetMapping("/referrals")
    Screen list(Viewer.Staff viewer) {
        Referrals.Lists lists = referrals.list(viewer);
        List<ReferralPages.Line> mine = new ArrayList<>();
        List<ReferralPages.Line> theirs = new ArrayList<>();
        List<ReferralPages.Line> ended = new ArrayList<>();
        sort(lists.received(), ReferralFlow.Side.RECEIVER, lists.today(), mine, theirs, ended);
        sort(lists.sent(), ReferralFlow.Side.SENDER, lists.today(), mine, theirs, ended);
        return Screen.of(
                "referral/sheet/list",
                "つなぎ",
                new ReferralPages.Lists(
                        mine,
                        theirs,
                        lists.copies().stream().map(this::copy).toList(),
                        ended,
                        Figures.mayBeSeenBy(viewer)));
    }

    private ReferralPages.Line copy(ReferralQuery.Line line) {
        return new ReferralPages.Line(
                "/referrals/" + line.id(),
                line.person(),
                line.other(),
                line.read() ? Tone.DONE : Tone.WAITING,
                line.read() ? "読みました" : "まだ読んでいません",
                "",
                false,
                TIME.format(ZonedDateTime.ofInstant(line.sentAt(), clock.getZone())),
                line.urgent(),
                "",
                "見る");
    }

    /** 同行依頼 and what came of it, in the words of a chip. */
    private static String company(ReferralQuery.Line line) {
        LocalDate day = line.companyDay();
        return !line.companyAsked()
                ? ""
                : line.company().isEmpty() ? "同行依頼" : day == null ? "同行できない" : "同行 " + Wareki.compact(day);
    }

    private void sort(
            List<ReferralQuery.Line> lines,
            ReferralFlow.Side side,
            LocalDate today,
            List<ReferralPages.Line> mine,
            List<ReferralPages.Line> theirs,
            List<ReferralPages.Line> ended) {
        lines.stream()
                .sorted(Comparator.comparing(line -> line.due() == null ? LocalDate.MAX : line.due()))
                .forEach(line -> {
                    Optional<Flow.Next<ReferralFlow.Side>> next = line.next();
                    boolean own = next.isPresent() && next.get().owner() == side;
                    boolean late = line.due() != null && line.due().isBefore(today);
                    ReferralPages.Line shown = new ReferralPages.Line(
                            "/referrals/" + line.id(),
                            line.person(),
                            side == ReferralFlow.Side.SENDER ? line.other() + "へ" : line.other() + "から",
                            late || line.basisEnded() ? Tone.ALERT : tone(line.state(), own),
                            Texts.text(line.words()),
                            line.due() == null ? "" : Wareki.compact(line.due()),
                            late,
                            TIME.format(ZonedDateTime.ofInstant(line.sentAt(), clock.getZone())),
                            line.urgent(),
                            company(line),
                            own ? Tasks.action(next.get().task()) : "見る");
                    (next.isEmpty() ? ended : own ? mine : theirs).add(shown);
                });
    }

    private static Tone tone(ReferralFlow.State state, boolean own) {
        return switch (state) {
            case CONFIRMED -> Tone.DONE;
            case REDIRECTED, KEPT, WITHDRAWN -> Tone.ENDED;
            default -> own ? Tone.ACTIVE : Tone.WAITING;
        };
    }

    @GetMapping("/referrals/new")
    Screen form(
            Viewer.Staff viewer,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String household,
            @RequestParam(defaultValue = "") String preset) {
        UUID previous = from == null ? null : Ids.parse(from).orElseThrow(NotVisible::new);
        Referrals.Offer offer = referrals.offer(viewer, previous, household(household));
        Map<String, List<String>> values = new LinkedHashMap<>();
        if (!preset.isEmpty()) {
            values.putAll(offered(Presets.of(offer.presets(), preset).orElseThrow(NotVisible::new), offer.windows()));
        }
        if (offer.known() != null) {
            values.putAll(known(offer.known()));
        } else if (offer.previous() != null) {
            values.putAll(again(offer.previous()));
        }
        return form(offer, forms.open(viewer, values));
    }

    /** What a form of the town's own has filled in already. */
    private static Map<String, List<String>> offered(Presets.Preset preset, List<Agencies.Agency> windows) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        values.put("preset", List.of(preset.code()));
        values.put("word", List.of(preset.words()));
        if (!preset.urgency().isEmpty()) {
            values.put("urgency", List.of(preset.urgency()));
        }
        if (preset.asksCompany()) {
            values.put("companyAsked", List.of("on"));
        }
        windows.stream()
                .filter(window -> window.kind().equals(preset.addresseeKind()))
                .findFirst()
                .ifPresent(
                        window -> values.put("to", List.of(window.id().value().toString())));
        return values;
    }

    /** The town's own sheets beside the plain one; whatever else the form is about stays in the address. */
    private static List<ReferralPages.Kind> kinds(
            List<Presets.Preset> presets, String plain, String chosen, String path) {
        if (presets.isEmpty()) {
            return List.of();
        }
        List<ReferralPages.Kind> kinds = new ArrayList<>();
        kinds.add(new ReferralPages.Kind(plain, path, chosen.isEmpty()));
        String and = path.contains("?") ? "&" : "?";
        presets.forEach(preset -> kinds.add(new ReferralPages.Kind(
                preset.label(),
                path + and + "preset=" + preset.code(),
                preset.code().equals(chosen))));
        return kinds;
    }

    private static @Nullable HouseholdId household(@Nullable String typed) {
        return typed == null || typed.isBlank()
                ? null
                : new HouseholdId(Ids.parse(typed).orElseThrow(NotVisible::new));
    }

    private static Map<String, List<String>> known(Referrals.Known known) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        values.put("household", List.of(known.household().value().toString()));
        if (known.members().size() == 1) {
            values.put(
                    "about", List.of(known.members().getFirst().person().value().toString()));
        }
        values.put("phone", List.of(known.phone()));
        values.put("contactNote", List.of(known.safe()));
        return values;
    }

    private Screen form(Referrals.Offer offer, FormView form) {
        Referrals.Opened previous = offer.previous();
        ReferralPages.Back back = previous == null
                ? null
                : previous.steps().stream()
                        .filter(step -> step.kind() == ReferralFlow.Step.DECLINE)
                        .findFirst()
                        .map(step -> new ReferralPages.Back(
                                previous.sheet().id().toString(),
                                previous.sheet().toName(),
                                referrals.label("decline-reason", step.code(), step.codeEdition()),
                                step.words()))
                        .orElse(null);
        Presets.Preset preset =
                Presets.of(offer.presets(), form.value("preset")).orElse(null);
        String title = preset == null ? "つなぐシート" : preset.label();
        String about = previous != null
                ? "?from=" + previous.sheet().id()
                : offer.known() != null
                        ? "?household=" + offer.known().household().value()
                        : "";
        ReferralPages.New page = new ReferralPages.New(
                form,
                title,
                preset == null ? "" : preset.lead(),
                kinds(offer.presets(), "つなぐシート", preset == null ? "" : preset.code(), "/referrals/new" + about),
                preset == null ? List.of() : preset.required(),
                offer.own().ownSecrecy(),
                windows(offer),
                options(offer.issues()),
                options(offer.urgencies()),
                offer.dangers().stream()
                        .map(code -> {
                            Roads.Road road = offer.roads().get(code.code());
                            return new ReferralPages.Danger(
                                    code.code(),
                                    code.label(),
                                    road == null ? "" : road.call(),
                                    road != null && road.isReported());
                        })
                        .toList(),
                back,
                offer.known() == null
                        ? List.of()
                        : offer.known().members().stream()
                                .map(member -> new Option(
                                        member.person().value().toString(),
                                        member.name().full(),
                                        (member.tie() + "　" + member.ageLabel()).strip()))
                                .toList());
        return Screen.form("referral/sheet/new", title, page, form);
    }

    private static Map<String, List<String>> again(Referrals.Opened previous) {
        SheetStore.Sheet sheet = previous.sheet();
        Map<String, List<String>> values = new LinkedHashMap<>();
        values.put("name", List.of(sheet.name()));
        values.put("kana", List.of(sheet.kana()));
        values.put("phone", List.of(sheet.phone()));
        values.put("contactNote", List.of(sheet.contactNote()));
        values.put("issues", sheet.issues());
        values.put("mainIssue", List.of(sheet.mainIssue()));
        values.put("word", List.of(sheet.word()));
        values.put("birth", List.of(sheet.birth().isUnknown() ? "" : Wareki.compact(sheet.birth())));
        values.put("address", List.of(sheet.address()));
        values.put("family", List.of(sheet.family()));
        values.put("urgency", List.of(sheet.urgency()));
        values.put("previous", List.of(sheet.id().toString()));
        previous.steps().stream()
                .map(SheetStore.Taken::other)
                .filter(Objects::nonNull)
                .findFirst()
                .ifPresent(other -> values.put("to", List.of(other.value().toString())));
        return values;
    }

    private static List<ReferralPages.Window> windows(Referrals.Offer offer) {
        Map<String, List<String>> fits = new LinkedHashMap<>();
        Set<String> taken = new HashSet<>();
        for (Agencies.Agency window : offer.windows()) {
            for (Codes.Code issue : offer.issues()) {
                boolean fit = Texts.find("referral.fields-for-issue." + issue.code())
                        .filter(window.fields()::contains)
                        .isPresent();
                if (fit && taken.add(issue.code())) {
                    fits.computeIfAbsent(window.id().value().toString(), id -> new ArrayList<>())
                            .add(issue.code());
                }
            }
        }
        return offer.windows().stream()
                .map(window -> card(
                        window,
                        String.join(" ", fits.getOrDefault(window.id().value().toString(), List.of()))))
                .toList();
    }

    private static ReferralPages.Window card(Agencies.Agency agency, String fits) {
        return new ReferralPages.Window(
                agency.id().value().toString(),
                agency.name(),
                agency.phone(),
                agency.hours(),
                agency.does(),
                agency.doesNot(),
                agency.contact(),
                agency.onPaper(),
                fits);
    }

    private static List<Option> options(List<Codes.Code> codes) {
        return codes.stream()
                .map(code -> Option.of(code.code(), code.shortLabel()))
                .toList();
    }

    @PostMapping("/referrals")
    Object send(
            Viewer.Staff viewer,
            Submission form,
            @RequestParam(name = "files", required = false) MultipartFile @Nullable [] files) {
        UUID previous = form.raw("previous").isBlank()
                ? null
                : Ids.parse(form.raw("previous")).orElseThrow(NotVisible::new);
        Referrals.Offer offer = referrals.offer(viewer, previous, household(form.raw("household")));
        return forms.submit(
                viewer, form, again -> form(offer, again), in -> send(viewer, in, offer, previous, uploads(files)));
    }

    /** The files that were chosen; a browser also sends the field when none was. */
    private static List<Extras.Upload> uploads(MultipartFile @Nullable [] files) {
        List<Extras.Upload> uploads = new ArrayList<>();
        for (MultipartFile file : files == null ? new MultipartFile[0] : files) {
            String name = file == null ? "" : Objects.requireNonNullElse(file.getOriginalFilename(), "");
            if (file != null && !(file.isEmpty() && name.isEmpty())) {
                try {
                    uploads.add(new Extras.Upload(name, file.getBytes()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return uploads;
    }

    private Outcome send(
            Viewer.Staff viewer,
            Reading in,
            Referrals.Offer offer,
            @Nullable UUID previous,
            List<Extras.Upload> files) {
        Set<String> issueCodes = codes(offer.issues());
        SendingRule.Answer answer =
                in.requiredChoice("consent", "ご本人の同意", SendingRule.Answer.class, SendingRule.Answer.NOT_YET);
        List<String> issues = new ArrayList<>(in.codes("issues", issueCodes));
        String main = in.code("mainIssue", issueCodes);
        if (!main.isEmpty() && !issues.contains(main)) {
            issues.add(main);
        }
        if (answer == SendingRule.Answer.NOT_YET && !in.hasErrors()) {
            // Nothing about the person is kept: the outcome also removes what was typed.
            return new Outcome.Done(
                    "/guidance-cards/new"
                            + issues.stream()
                                    .map(code -> "&issue=" + code)
                                    .collect(Collectors.joining())
                                    .replaceFirst("^&", "?"),
                    "何も送っていません。渡す案内カードを選んでください。");
        }
        if (issues.isEmpty()) {
            in.error("issues", "困りごとを1つ以上選んでください。");
        }
        Referrals.Known known = offer.known();
        Member about = known == null ? null : about(in, known);
        String name = about != null ? about.name().full() : known == null ? in.requiredLine("name", "お名前", 100) : "";
        String kana = about != null ? about.name().kana() : in.line("kana", 100);
        String phone = in.phone("phone");
        String contactNote = in.line("contactNote", 200);
        if (phone.isEmpty() && contactNote.isEmpty()) {
            in.error("phone", "電話番号か、連絡のしかたを入れてください。連絡先がないときは、その人に会える場所などを書いてください。");
        }
        AgencyId to = window(in, "to", offer.windows());
        if (to == null) {
            in.error("to", "だれにつなぐかを選んでください。");
        }
        String word = in.requiredBlock("word", "ひとこと", 2000);
        var birth = about != null ? about.details().birth() : in.partialDate("birth");
        String address = in.line("address", 200);
        String family = in.block("family", 1000);
        String urgency = in.code("urgency", codes(offer.urgencies()));
        LocalDate replyBy = in.date("replyBy");
        if (replyBy != null && replyBy.isBefore(LocalDate.now(clock))) {
            in.error("replyBy", "返事がほしい日は、きょうより後の日にしてください。");
        }
        Extras extras = extras(in, offer, to, files);
        Consents.Method method = in.choice("method", Consents.Method.class);
        String danger = in.code("danger", codes(offer.dangers()));
        Roads.Road road = offer.roads().get(danger);
        if (answer == SendingRule.Answer.DANGER && road != null && road.isReported()) {
            in.error("danger", Reason.of("referral.refused.report-road"));
        }
        String dangerReason = in.block("dangerReason", 1000);
        if (answer == SendingRule.Answer.DANGER && danger.isEmpty()) {
            in.error("danger", "どのような危険かを選んでください。");
        }
        if (answer == SendingRule.Answer.DANGER && dangerReason.isEmpty()) {
            in.error("dangerReason", Reason.of("referral.refused.danger-reason"));
        }
        if (in.hasErrors() || to == null) {
            return in.invalid();
        }
        Decision<UUID> sent = referrals.send(
                viewer,
                new Referrals.Written(
                        name,
                        kana,
                        phone,
                        contactNote,
                        issues,
                        main.isEmpty() ? issues.getFirst() : main,
                        to,
                        word,
                        birth,
                        address,
                        family,
                        urgency,
                        replyBy,
                        in.checked("accompanied"),
                        answer,
                        method == null ? Consents.Method.SPOKEN : method,
                        in.checked("money"),
                        danger,
                        dangerReason,
                        previous,
                        about == null || known == null
                                ? null
                                : new OwnRecords.Opened(known.household(), about.person())),
                extras);
        boolean onPaper =
                offer.windows().stream().anyMatch(window -> window.id().equals(to) && window.onPaper());
        return Outcome.of(
                sent,
                field(sent),
                onPaper ? "書きました。まだ届いていません。シートと送付状を印刷して送ってください。" : "送りました。相手が受け取ると、ここに出ます。",
                id -> "/referrals/" + id);
    }

    /** くわしく beyond the five fields, and what the town's own sheet asks for. */
    private Extras extras(Reading in, Referrals.Offer offer, @Nullable AgencyId to, List<Extras.Upload> files) {
        LocalDate contactBy = in.date("contactBy");
        if (contactBy != null && contactBy.isBefore(LocalDate.now(clock))) {
            in.error("contactBy", "はじめの連絡の希望日は、きょうより後の日にしてください。");
        }
        boolean company = in.checked("companyAsked");
        String companyNote = in.line("companyNote", 200);
        if (!companyNote.isEmpty() && !company) {
            in.error("companyAsked", "同行をお願いするときは、印をつけてください。");
        }
        List<AgencyId> copies = in
                .codes(
                        "copies",
                        offer.windows().stream()
                                .map(window -> window.id().value().toString())
                                .collect(Collectors.toSet()))
                .stream()
                .map(id -> new AgencyId(Integer.valueOf(id)))
                .toList();
        if (to != null && copies.contains(to)) {
            in.error("copies", Reason.of("referral.refused.copy-to-party"));
        }
        String code = in.form().raw("preset");
        Presets.Preset preset = Presets.of(offer.presets(), code).orElse(null);
        if (preset == null) {
            if (!code.isEmpty()) {
                in.error("word", Reason.of("referral.refused.preset-ended"));
            }
            return new Extras(copies, new Extras.Wishes(contactBy, company, companyNote), null, files);
        }
        for (String field : preset.required()) {
            boolean known = offer.known() != null && (field.equals("kana") || field.equals("birth"));
            if (!known && in.form().raw(field).isBlank()) {
                in.error(field, Presets.word(field) + "を入れてください（" + preset.label() + "では必須です）。");
            }
        }
        return new Extras(copies, new Extras.Wishes(contactBy, company, companyNote), preset.id(), files);
    }

    /** The member whom the sheet is about; a household that is known needs no name to be typed. */
    private static @Nullable Member about(Reading in, Referrals.Known known) {
        UUID key = in.key("about");
        Member about = known.members().stream()
                .filter(member -> member.person().value().equals(key))
                .findFirst()
                .orElse(null);
        if (about == null) {
            in.error("about", "どなたについてつなぐかを選んでください。");
        }
        return about;
    }

    private static String field(Decision<UUID> decision) {
        return decision instanceof Decision.Refused<UUID>(Reason reason)
                ? switch (reason.key()) {
                    case "referral.refused.arrears" -> "word";
                    case "referral.refused.to-self", "referral.refused.takes-none", "referral.refused.barred" -> "to";
                    case "referral.refused.danger-reason" -> "dangerReason";
                    case "referral.refused.copy-to-party", "referral.refused.copy-on-paper" -> "copies";
                    case "referral.refused.attachment-secrecy" -> "files";
                    default -> reason.key().startsWith("files.") ? "files" : "consent";
                }
                : "consent";
    }

    private static @Nullable AgencyId window(Reading in, String name, List<Agencies.Agency> windows) {
        String chosen = in.code(
                name,
                windows.stream().map(window -> window.id().value().toString()).collect(Collectors.toSet()));
        return chosen.isEmpty() ? null : new AgencyId(Integer.valueOf(chosen));
    }

    private static Set<String> codes(List<Codes.Code> codes) {
        return codes.stream().map(Codes.Code::code).collect(Collectors.toSet());
    }

    @GetMapping("/referrals/{id}")
    Screen page(Viewer.Staff viewer, @PathVariable UUID id) {
        return page(viewer, id, forms.button());
    }

    private Screen page(Viewer.Staff viewer, UUID id, FormView form) {
        Referrals.Opened opened = referrals.read(viewer, id);
        return Screen.form("referral/sheet/page", opened.sheet().name() + "さんのつなぎ", sheet(viewer, opened, form), form);
    }

    private ReferralPages.Sheet sheet(Viewer.Staff viewer, Referrals.Opened opened, FormView form) {
        SheetStore.Sheet sheet = opened.sheet();
        String href = "/referrals/" + sheet.id();
        LocalDate today = LocalDate.now(clock);
        Optional<Flow.Next<ReferralFlow.Side>> next = opened.next();
        boolean mine = next.map(n -> n.owner() == opened.side()).orElse(false);
        String owner = next.map(n -> n.owner() == ReferralFlow.Side.SENDER ? sheet.fromName() : sheet.toName())
                .orElse("");
        boolean late = opened.due() != null && opened.due().isBefore(today);
        List<String> issues = sheet.issues().stream()
                .filter(code -> !code.equals(sheet.mainIssue()))
                .map(code -> referrals.label("issue", code, sheet.issueEdition()))
                .toList();
        boolean sender = opened.side() == ReferralFlow.Side.SENDER;
        return new ReferralPages.Sheet(
                form,
                sheet.name() + "さん",
                href,
                opened.basisEnded() || late ? Tone.ALERT : tone(opened.state(), mine),
                Texts.text(
                        opened.basisEnded()
                                ? "referral.state.basis-ended"
                                : next.filter(ReferralFlow.TO_DISPATCH::equals).isPresent()
                                        ? "referral.paper-state.to-dispatch"
                                        : "referral.state." + opened.state()),
                owner,
                next.map(n -> Tasks.title(n.task())).orElse(""),
                opened.due() == null || next.isEmpty() ? "" : Wareki.formatWithWeekday(opened.due()),
                late,
                opened.copyOf(viewer.agency())
                        .map(copy -> copy.readAt() != null
                                ? List.<ReferralPages.Action>of()
                                : List.of(new ReferralPages.Action("読みました", href + "/reading", true, true)))
                        .orElseGet(() -> withMistake(opened, actions(opened, href))),
                issues,
                referrals.label("issue", sheet.mainIssue(), sheet.issueEdition()),
                facts(opened),
                opened.steps().stream().map(step -> step(sheet, step)).toList(),
                basis(sheet),
                sheet.fromName(),
                sheet.fromPhone(),
                sheet.toName(),
                sheet.toPhone(),
                sheet.writer(),
                Wareki.format(sheet.sentOn()) + " "
                        + DateTimeFormatter.ofPattern("H:mm")
                                .format(ZonedDateTime.ofInstant(sheet.sentAt(), clock.getZone())),
                sheet.urgent(),
                sender
                        ? "/households/" + sheet.household().value()
                        : sheet.openedHousehold() == null ? null : "/households/" + sheet.openedHousehold(),
                sender && sheet.previous() != null ? "/referrals/" + sheet.previous() : null,
                sender && sheet.next() != null ? "/referrals/" + sheet.next() : null,
                sheet.preset(),
                opened.copies().stream().map(this::copy).toList(),
                FilesPart.of(opened.files(), viewer.agency(), form, href + "/files", opened.isOpen(), clock),
                opened.keysIn() ? paper(viewer, opened) : null);
    }

    private ReferralPages.Paper paper(Viewer.Staff viewer, Referrals.Opened opened) {
        return new ReferralPages.Paper(
                referrals.window(viewer, opened.sheet().to()).ways().stream()
                        .map(Reach::word)
                        .collect(Collectors.joining("・")),
                opened.dispatches().stream()
                        .map(sent -> new ReferralPages.Dispatch(
                                sent.way().word(),
                                Wareki.formatWithWeekday(sent.on()),
                                sent.number().isEmpty()
                                        ? ""
                                        : sent.number() + "（押した番号と送信結果を確かめた"
                                                + (sent.otherNumber().isEmpty() ? "" : "。番号は" + sent.otherNumber())
                                                + "）",
                                sent.note(),
                                sent.staff()))
                        .toList(),
                opened.basisEnded() && !opened.dispatches().isEmpty(),
                opened.links().stream().map(this::link).toList(),
                opened.links().stream().anyMatch(link -> link.livesAt(clock.instant())),
                opened.isOpen() && referrals.linksOffered(viewer));
    }

    private ReferralPages.SentLink link(LinkStore.Link link) {
        java.time.Instant now = clock.instant();
        String made = TIME.format(ZonedDateTime.ofInstant(link.madeAt(), clock.getZone())) + "　" + link.staff();
        String opened = link.openedAt() == null
                ? "まだ開かれていません"
                : TIME.format(ZonedDateTime.ofInstant(link.openedAt(), clock.getZone())) + " に開かれました";
        return link.lockedAt() != null
                ? new ReferralPages.SentLink(Tone.ALERT, "確認番号のまちがいが続いて止まりました", made)
                : link.livesAt(now)
                        ? new ReferralPages.SentLink(Tone.ACTIVE, opened, made)
                        : new ReferralPages.SentLink(Tone.ENDED, "使えなくなりました。" + opened, made);
    }

    private ReferralPages.Copy copy(SheetStore.Copy copy) {
        return copy.readAt() == null
                ? new ReferralPages.Copy(copy.name(), Tone.WAITING, "まだ読んでいません")
                : new ReferralPages.Copy(
                        copy.name(),
                        Tone.DONE,
                        TIME.format(ZonedDateTime.ofInstant(copy.readAt(), clock.getZone())) + " 読みました（" + copy.reader()
                                + "）");
    }

    /** Whoever sent it to the wrong window finds here what to do about it, as long as it is open. */
    private static List<ReferralPages.Action> withMistake(Referrals.Opened opened, List<ReferralPages.Action> actions) {
        if (opened.side() != ReferralFlow.Side.SENDER || !opened.isOpen()) {
            return actions;
        }
        List<ReferralPages.Action> all = new ArrayList<>(actions);
        all.add(new ReferralPages.Action(
                "まちがえて送った", "/incidents/new?referral=" + opened.sheet().id(), false, false));
        return all;
    }

    private List<ReferralPages.Action> actions(Referrals.Opened opened, String href) {
        if (opened.side() == null || opened.readsPaper()) {
            return List.of();
        }
        if (opened.basisEnded()) {
            return List.of(new ReferralPages.Action("取下げを記録する", href + "/withdrawal/new", false, true));
        }
        boolean sender = opened.side() == ReferralFlow.Side.SENDER;
        if (opened.keysIn() && opened.state() != ReferralFlow.State.REPLIED) {
            List<ReferralPages.Action> keyedIn = onPaper(opened, href);
            if (!keyedIn.isEmpty()) {
                return keyedIn;
            }
        }
        return switch (opened.state()) {
            case SENT ->
                sender
                        ? List.of(new ReferralPages.Action("取り下げる", href + "/withdrawal/new", false, false))
                        : List.of(new ReferralPages.Action("受け取る", href + "/receipt", true, true));
            case RECEIVED ->
                sender
                        ? List.of()
                        : opened.companyWaits()
                                ? List.of(
                                        new ReferralPages.Action("同行に答える", href + "/company/new", false, true),
                                        new ReferralPages.Action("対応できない", href + "/refusal/new", false, false))
                                : List.of(
                                        new ReferralPages.Action("引き受ける", href + "/acceptance", true, true),
                                        new ReferralPages.Action("対応できない", href + "/refusal/new", false, false));
            case ACCEPTED ->
                sender
                        ? List.of()
                        : opened.sheet().wishes().companyAsked()
                                ? List.of(
                                        new ReferralPages.Action("結果の返事を書く", href + "/reply/new", false, true),
                                        new ReferralPages.Action("同行の日を変える", href + "/company/new", false, false))
                                : List.of(new ReferralPages.Action("結果の返事を書く", href + "/reply/new", false, true));
            case REPLIED ->
                sender ? List.of(new ReferralPages.Action("返事を確認した", href + "/confirmation", true, true)) : List.of();
            case DECLINED ->
                sender
                        ? List.of(
                                new ReferralPages.Action(
                                        "別の窓口へつなぐ",
                                        "/referrals/new?from=" + opened.sheet().id(),
                                        false,
                                        true),
                                new ReferralPages.Action("こちらで続ける", href + "/keeping/new", false, false))
                        : List.of();
            case CONFIRMED, REDIRECTED, KEPT, WITHDRAWN -> List.of();
        };
    }

    /** What the sender does about a sheet on paper; what is the sender's own in any case stands with the others. */
    private static List<ReferralPages.Action> onPaper(Referrals.Opened opened, String href) {
        return switch (opened.state()) {
            case SENT ->
                !opened.hasLeft()
                        ? List.of(
                                new ReferralPages.Action("送付状・返信票を印刷", href + "/cover", false, false),
                                new ReferralPages.Action("送った記録を書く", href + "/dispatches/new", false, true),
                                new ReferralPages.Action("取り下げる", href + "/withdrawal/new", false, false))
                        : List.of(
                                new ReferralPages.Action("受領・返事を入力する", href + "/told/new", false, true),
                                new ReferralPages.Action(
                                        opened.dispatches().isEmpty() ? "紙でも送った" : "もう一度送った",
                                        href + "/dispatches/new",
                                        false,
                                        false),
                                new ReferralPages.Action("取り下げる", href + "/withdrawal/new", false, false));
            case RECEIVED -> List.of(new ReferralPages.Action("返事を入力する", href + "/told/new", false, true));
            case ACCEPTED -> List.of(new ReferralPages.Action("結果を入力する", href + "/told/new", false, true));
            default -> List.of();
        };
    }

    List<ReferralPages.Fact> facts(Referrals.Opened opened) {
        SheetStore.Sheet sheet = opened.sheet();
        List<ReferralPages.Fact> facts = new ArrayList<>();
        fact(facts, "お名前", sheet.name() + (sheet.kana().isEmpty() ? "" : "（" + sheet.kana() + "）"));
        fact(facts, "連絡先", sheet.phone());
        fact(facts, "連絡の注意", sheet.contactNote());
        fact(facts, "ひとこと", sheet.word());
        if (!sheet.birth().isUnknown()) {
            fact(facts, "生年月日", Wareki.format(sheet.birth()));
        }
        fact(facts, "住所", sheet.address());
        fact(facts, "世帯の様子", sheet.family());
        fact(facts, "急ぎ", referrals.label("urgency", sheet.urgency(), sheet.urgencyEdition()));
        if (sheet.wishes().contactBy() != null) {
            fact(facts, "はじめの連絡の希望日", Wareki.formatWithWeekday(sheet.wishes().contactBy()));
        }
        if (sheet.replyBy() != null) {
            fact(facts, "返事がほしい日", Wareki.formatWithWeekday(sheet.replyBy()));
        }
        if (sheet.accompanied()) {
            fact(facts, "同行", "送った側の職員が、はじめの相談に同行します");
        }
        if (sheet.wishes().companyAsked()) {
            fact(facts, "同行のお願い", companyAsked(sheet));
            fact(facts, "同行の返事", companyAnswer(opened.company()));
        }
        return facts;
    }

    /** 同行依頼 in words. */
    static String companyAsked(SheetStore.Sheet sheet) {
        String note = sheet.wishes().companyNote();
        return "受け取る側の職員に、同行をお願いします" + (note.isEmpty() ? "" : "（" + note + "）");
    }

    /** What the receiver answered to 同行依頼, in words. */
    static String companyAnswer(SheetStore.@Nullable Company company) {
        if (company == null) {
            return "まだ答えがありません";
        }
        LocalDate day = company.day();
        return (day == null ? "同行できません" : Wareki.formatWithWeekday(day) + "に同行します")
                + (company.words().isEmpty() ? "" : "：" + company.words()) + "（"
                + (company.told() == null
                        ? company.agency() + "　" + company.staff()
                        : company.told().sentence(company.staff()))
                + "）";
    }

    private static void fact(List<ReferralPages.Fact> facts, String label, String text) {
        if (!text.isEmpty()) {
            facts.add(new ReferralPages.Fact(label, text));
        }
    }

    String basis(SheetStore.Sheet sheet) {
        if (sheet.basis() == Basis.CONSENT) {
            return sheet.moneyAgreed() ? "ご本人の同意（滞納の額も伝えてよい）" : "ご本人の同意";
        }
        String danger = referrals.label("danger", sheet.danger(), sheet.dangerEdition());
        return (sheet.basis() == Basis.STATUTORY_REPORT ? "法令による通告・通報" : "生命・身体の保護")
                + (danger.isEmpty() ? "" : "（" + danger + "）") + "：" + sheet.dangerReason();
    }

    private ReferralPages.Step step(SheetStore.Sheet sheet, SheetStore.Taken taken) {
        String list = taken.kind() == ReferralFlow.Step.DECLINE ? "decline-reason" : "reply-outcome";
        ZonedDateTime at = ZonedDateTime.ofInstant(taken.at(), clock.getZone());
        return new ReferralPages.Step(
                taken.preset().isEmpty() ? Texts.text("referral.step." + taken.kind()) : taken.preset(),
                TIME.format(at),
                at.toOffsetDateTime().toString(),
                taken.told() == null
                        ? taken.agency() + "　" + taken.staff() + (taken.byLink() ? "（一件リンクから）" : "")
                        : sheet.toName() + "　" + taken.told().who(),
                referrals.label(list, taken.code(), taken.codeEdition()),
                taken.otherName(),
                taken.words(),
                taken.told() == null ? "" : taken.told().sentence(taken.agency() + "　" + taken.staff()));
    }

    @PostMapping("/referrals/{id}/receipt")
    Object receive(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return button(
                viewer, id, form, "受け取りました。送った機関にも伝わります。", () -> referrals.take(viewer, id, ReferralFlow.Step.RECEIVE));
    }

    @PostMapping("/referrals/{id}/acceptance")
    Object accept(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return button(viewer, id, form, "引き受けました。こちらの世帯の記録を開きました。", () -> referrals.accept(viewer, id));
    }

    @PostMapping("/referrals/{id}/confirmation")
    Object confirm(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return button(viewer, id, form, "返事を確認しました。", () -> referrals.take(viewer, id, ReferralFlow.Step.CONFIRM));
    }

    @PostMapping("/referrals/{id}/reading")
    Object readCopy(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(
                viewer,
                form,
                again -> page(viewer, id, again),
                in -> Outcome.of(referrals.readCopy(viewer, id), "next", "読んだことを伝えました。", sheet -> "/referrals/" + id));
    }

    @PostMapping("/referrals/{id}/files")
    Object attach(
            Viewer.Staff viewer,
            @PathVariable UUID id,
            Submission form,
            @RequestParam(required = false) @Nullable MultipartFile file) {
        return forms.submit(viewer, form, again -> page(viewer, id, again), in -> {
            List<Extras.Upload> uploads = uploads(file == null ? null : new MultipartFile[] {file});
            if (uploads.isEmpty()) {
                in.error("file", Texts.text("files.refused.none"));
                return in.invalid();
            }
            return Outcome.of(
                    referrals.attach(viewer, id, uploads.getFirst()), "file", "添付しました。", added -> "/referrals/" + id);
        });
    }

    @GetMapping("/referrals/{id}/company/new")
    Screen company(Viewer.Staff viewer, @PathVariable UUID id) {
        return company(viewer, id, forms.open(viewer));
    }

    private Screen company(Viewer.Staff viewer, UUID id, FormView form) {
        Referrals.Opened opened = referrals.read(viewer, id);
        if (opened.side() != ReferralFlow.Side.RECEIVER) {
            throw new NotVisible();
        }
        SheetStore.Sheet sheet = opened.sheet();
        return Screen.form(
                "referral/sheet/company",
                "同行に答える",
                new ReferralPages.CompanyForm(form, sheet.name() + "さん", companyAsked(sheet), "/referrals/" + id),
                form);
    }

    @PostMapping("/referrals/{id}/company")
    Object answerCompany(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(viewer, form, again -> company(viewer, id, again), in -> {
            String answer = in.code("answer", Set.of("COMES", "CANNOT"));
            if (answer.isEmpty()) {
                in.error("answer", "同行できるかを選んでください。");
            }
            LocalDate day = in.date("day");
            String words = in.line("words", 200);
            if (answer.equals("COMES")) {
                if (day == null) {
                    in.error("day", "同行する日を入れてください。");
                } else if (day.isBefore(LocalDate.now(clock))) {
                    in.error("day", "同行する日は、きょうより後の日にしてください。");
                }
            }
            if (answer.equals("CANNOT") && words.isEmpty()) {
                in.error("words", "できない理由か、別の日の案を書いてください。");
            }
            if (in.hasErrors()) {
                return in.invalid();
            }
            return Outcome.of(
                    referrals.company(viewer, id, answer.equals("COMES") ? day : null, words),
                    "answer",
                    "同行の返事を送りました。",
                    sheet -> "/referrals/" + id);
        });
    }

    private Object button(
            Viewer.Staff viewer,
            UUID id,
            Submission form,
            String sentence,
            java.util.function.Supplier<Decision<ReferralFlow.State>> act) {
        return forms.submit(
                viewer,
                form,
                again -> page(viewer, id, again),
                in -> Outcome.of(act.get(), "next", sentence, state -> "/referrals/" + id));
    }

    @GetMapping("/referrals/{id}/refusal/new")
    Screen refusal(Viewer.Staff viewer, @PathVariable UUID id) {
        return refusal(viewer, id, forms.open(viewer));
    }

    private Screen refusal(Viewer.Staff viewer, UUID id, FormView form) {
        Referrals.Opened opened = referrals.read(viewer, id);
        Referrals.Offer offer = referrals.offer(viewer, null);
        return stepForm(new ReferralPages.StepForm(
                form,
                opened.sheet().name() + "さん：対応できない",
                "理由と代わりの窓口を書いて、" + opened.sheet().fromName() + "へ戻します。ご本人が行き場をなくさないようにします。",
                "/referrals/" + id + "/refusal",
                "/referrals/" + id,
                "対応不可として戻す",
                "理由",
                options(referrals.codes(viewer, "decline-reason")),
                offer.windows().stream()
                        .filter(window -> !window.id().equals(opened.sheet().from()))
                        .map(window -> new Option(
                                window.id().value().toString(), window.name() + "　☎ " + window.phone(), window.does()))
                        .toList(),
                "ひとこと",
                "代わりの窓口が思いあたらないときは、どうすればよいかを書いてください。",
                false));
    }

    private static Screen stepForm(ReferralPages.StepForm page) {
        return Screen.form("referral/sheet/step", page.title(), page, page.form());
    }

    @PostMapping("/referrals/{id}/refusal")
    Object refuse(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(viewer, form, again -> refusal(viewer, id, again), in -> {
            String reason = in.code("code", codes(referrals.codes(viewer, "decline-reason")));
            if (reason.isEmpty()) {
                in.error("code", "理由を選んでください。");
            }
            AgencyId other = window(in, "other", referrals.offer(viewer, null).windows());
            String words = in.block("words", 1000);
            if (in.hasErrors()) {
                return in.invalid();
            }
            return Outcome.of(
                    referrals.decline(viewer, id, reason, other, words),
                    "other",
                    "対応不可として戻しました。",
                    state -> "/referrals/" + id);
        });
    }

    @GetMapping("/referrals/{id}/reply/new")
    Screen reply(Viewer.Staff viewer, @PathVariable UUID id, @RequestParam(defaultValue = "") String preset) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        if (!preset.isEmpty()) {
            Presets.Preset chosen =
                    Presets.of(referrals.replyPresets(viewer), preset).orElseThrow(NotVisible::new);
            values.put("preset", List.of(chosen.code()));
            values.put("words", List.of(chosen.words()));
        }
        return reply(viewer, id, forms.open(viewer, values));
    }

    private Screen reply(Viewer.Staff viewer, UUID id, FormView form) {
        Referrals.Opened opened = referrals.read(viewer, id);
        List<Presets.Preset> presets = referrals.replyPresets(viewer);
        Presets.Preset preset = Presets.of(presets, form.value("preset")).orElse(null);
        return stepForm(new ReferralPages.StepForm(
                form,
                opened.sheet().name() + "さん：" + (preset == null ? "結果の返事" : preset.label()),
                opened.sheet().fromName() + "へ、どうなったかを返します。",
                "/referrals/" + id + "/reply",
                "/referrals/" + id,
                "返事を送る",
                "結果",
                options(referrals.codes(viewer, "reply-outcome")),
                List.of(),
                "どうなったか",
                opened.sheet().fromName() + "に伝わります。相談の中身は書きすぎないでください。",
                true,
                kinds(presets, "結果の返事", preset == null ? "" : preset.code(), "/referrals/" + id + "/reply/new"),
                preset == null ? "" : preset.code(),
                true));
    }

    @PostMapping("/referrals/{id}/reply")
    Object reply(
            Viewer.Staff viewer,
            @PathVariable UUID id,
            Submission form,
            @RequestParam(name = "files", required = false) MultipartFile @Nullable [] files) {
        return forms.submit(viewer, form, again -> reply(viewer, id, again), in -> {
            String outcome = in.code("code", codes(referrals.codes(viewer, "reply-outcome")));
            if (outcome.isEmpty()) {
                in.error("code", "結果を選んでください。");
            }
            String words = in.requiredBlock("words", "どうなったか", 2000);
            String code = form.raw("preset");
            Presets.Preset preset =
                    Presets.of(referrals.replyPresets(viewer), code).orElse(null);
            if (preset == null && !code.isEmpty()) {
                in.error("words", Reason.of("referral.refused.preset-ended"));
            }
            if (in.hasErrors()) {
                return in.invalid();
            }
            Decision<ReferralFlow.State> replied =
                    referrals.reply(viewer, id, outcome, words, preset == null ? null : preset.id(), uploads(files));
            return Outcome.of(replied, replyField(replied), "返事を送りました。", state -> "/referrals/" + id);
        });
    }

    private static String replyField(Decision<ReferralFlow.State> replied) {
        return replied instanceof Decision.Refused<ReferralFlow.State>(Reason reason)
                        && (reason.key().startsWith("files.")
                                || reason.key().equals("referral.refused.attachment-secrecy"))
                ? "files"
                : "code";
    }

    @GetMapping("/referrals/{id}/withdrawal/new")
    Screen withdrawal(Viewer.Staff viewer, @PathVariable UUID id) {
        return withdrawal(viewer, id, forms.open(viewer));
    }

    private Screen withdrawal(Viewer.Staff viewer, UUID id, FormView form) {
        Referrals.Opened opened = referrals.read(viewer, id);
        return ending(form, opened, "取り下げる", "withdrawal", "相手が受け取る前なら、取り下げられます。");
    }

    @PostMapping("/referrals/{id}/withdrawal")
    Object withdraw(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(
                viewer,
                form,
                again -> withdrawal(viewer, id, again),
                in -> end(viewer, id, in, ReferralFlow.Step.WITHDRAW, "取り下げました。"));
    }

    @GetMapping("/referrals/{id}/keeping/new")
    Screen keeping(Viewer.Staff viewer, @PathVariable UUID id) {
        return keeping(viewer, id, forms.open(viewer));
    }

    private Screen keeping(Viewer.Staff viewer, UUID id, FormView form) {
        Referrals.Opened opened = referrals.read(viewer, id);
        return ending(form, opened, "こちらで続ける", "keeping", "つなぎ直さずに、こちらの機関で続けます。");
    }

    @PostMapping("/referrals/{id}/keeping")
    Object keep(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(
                viewer,
                form,
                again -> keeping(viewer, id, again),
                in -> end(viewer, id, in, ReferralFlow.Step.KEEP, "こちらで続けることを記録しました。"));
    }

    private static Screen ending(FormView form, Referrals.Opened opened, String verb, String resource, String lead) {
        String href = "/referrals/" + opened.sheet().id();
        return stepForm(new ReferralPages.StepForm(
                form,
                opened.sheet().name() + "さん：" + verb,
                lead,
                href + "/" + resource,
                href,
                verb,
                "",
                List.of(),
                List.of(),
                "理由",
                "",
                true));
    }

    private Outcome end(Viewer.Staff viewer, UUID id, Reading in, ReferralFlow.Step step, String sentence) {
        String words = in.requiredBlock("words", "理由", 1000);
        if (in.hasErrors()) {
            return in.invalid();
        }
        return Outcome.of(referrals.end(viewer, id, step, words), "words", sentence, state -> "/referrals/" + id);
    }

    @GetMapping("/guidance-cards/new")
    Screen cardChoice(Viewer.Staff viewer, @RequestParam(name = "issue", required = false) @Nullable String[] issues) {
        List<String> typed = issues == null ? List.of() : Arrays.asList(issues);
        List<ReferralPages.Window> windows = windows(referrals.offer(viewer, null));
        List<String> chosen = windows.stream()
                .filter(window -> typed.stream()
                        .anyMatch(issue -> List.of(window.fits().split(" ")).contains(issue)))
                .map(ReferralPages.Window::id)
                .toList();
        return Screen.of("referral/sheet/choice", "案内カード", new ReferralPages.CardChoice(windows, chosen, false));
    }

    @GetMapping("/guidance-cards")
    Screen card(SignedIn me, @RequestParam(name = "to", required = false) @Nullable String[] to) {
        List<String> typed = to == null ? List.of() : Arrays.asList(to);
        Referrals.Offer offer = referrals.offer(me.viewer(), null);
        List<ReferralPages.Window> all = windows(offer);
        List<ReferralPages.Window> chosen =
                all.stream().filter(window -> typed.contains(window.id())).toList();
        if (chosen.isEmpty()) {
            return Screen.of("referral/sheet/choice", "案内カード", new ReferralPages.CardChoice(all, List.of(), true))
                    .status(422);
        }
        return Screen.of(
                "referral/sheet/card",
                "案内カード",
                new ReferralPages.Card(
                        chosen, town.name(), offer.own().name(), offer.own().phone()));
    }

    @GetMapping("/referrals/explanation")
    Screen explanation(SignedIn me) {
        return Screen.of(
                "referral/sheet/explanation", "説明カード", new ReferralPages.Explanation(town.name(), me.agencyName()));
    }
}
